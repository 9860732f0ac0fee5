// The same schemas in zod's small dialect, which has no methods to chain.
import * as z from "zod/mini";

const MAX_UNIX_SECONDS = 100_000_000_000;

export const Input = z.strictObject({
  channel_id: z.optional(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
  channel_ids: z.optional(z.array(z.int().check(z.minimum(1)))),
  expires_at: z.int().check(z.minimum(0), z.maximum(MAX_UNIX_SECONDS)),
  scopes: z.array(z.enum(["Unauthenticated", "Customer", "B2B"])).check(z.minLength(1)),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(120))),
}).check(z.refine((input) => (input.channel_id === undefined) !== (input.channel_ids === undefined)));

export const Output = z.object({ data: z.object({ token: z.string().check(z.minLength(1)) }), meta: z.optional(z.record(z.string(), z.unknown())) });
