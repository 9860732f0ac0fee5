// With @types/node alone, and with other packages' fetch.
import assert from "node:assert/strict";
import { BigCommerceTokens, RateLimitError } from "bigcommerce-tokens";
import type { PrivateTokenParams } from "bigcommerce-tokens";
import nodeFetch from "node-fetch";
import { Agent, fetch as undiciFetch } from "undici";
import { exactly } from "../common/assert.js";

declare const params: PrivateTokenParams;

const client = new BigCommerceTokens({ storeHash: "abc123", fetch: globalThis.fetch, logger: console });
new BigCommerceTokens({ storeHash: "abc123", fetch: (url, init) => globalThis.fetch(url, init) });
new BigCommerceTokens({ storeHash: "abc123", fetch: undiciFetch, fetchOptions: { dispatcher: new Agent() } });
new BigCommerceTokens({ storeHash: "abc123", fetch: nodeFetch });
BigCommerceTokens.fromEnv(process.env);

client.privateTokens.create(params, { signal: AbortSignal.timeout(1_000) });
void assert.rejects(client.privateTokens.create(params), RateLimitError);

export async function headers(): Promise<void> {
  exactly<Headers>()((await client.privateTokens.create(params).withResponse()).headers);
}
