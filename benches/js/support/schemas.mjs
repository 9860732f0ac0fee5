// The exchange as zod 4 schemas, checking what the package checks as far as a schema can.
import { z } from "zod";

const MAX_UNIX_SECONDS = 100_000_000_000;

export const Input = z.strictObject({
  channel_id: z.int().min(1).max(2_147_483_647).optional(),
  channel_ids: z.array(z.int().min(1)).optional(),
  expires_at: z.int().min(0).max(MAX_UNIX_SECONDS),
  scopes: z.array(z.enum(["Unauthenticated", "Customer", "B2B"])).min(1),
  name: z.string().min(1).max(120).optional(),
}).refine((input) => (input.channel_id === undefined) !== (input.channel_ids === undefined));

export const Output = z.object({ data: z.object({ token: z.string().min(1) }), meta: z.record(z.string(), z.unknown()).optional() });
