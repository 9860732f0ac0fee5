// With Bun's own types.
import { BigCommerceTokens } from "bigcommerce-tokens";
import type { PrivateTokenParams } from "bigcommerce-tokens";

declare const params: PrivateTokenParams;

const client = BigCommerceTokens.fromEnv(Bun.env, { fetch: Bun.fetch, fetchOptions: { proxy: "http://127.0.0.1:8080" }, logger: console });
client.withOptions({ fetch: (url, init) => fetch(url, init) });
client.privateTokens.create(params, { signal: AbortSignal.timeout(1_000) });

export const status = async (): Promise<string | null> =>
  (await client.privateTokens.create(params).withResponse()).headers.get("X-Request-Id");
