// With @cloudflare/workers-types alone, whose Headers and AbortSignal are classes and not properties of globalThis.
import { BigCommerceTokens, init } from "bigcommerce-tokens";
import type { PrivateTokenParams } from "bigcommerce-tokens";
import wasm from "bigcommerce-tokens/bigcommerce_tokens.wasm";
import { exactly } from "../common/assert.js";

declare const params: PrivateTokenParams;

interface Env {
  BIGCOMMERCE_STORE_HASH: string;
  BIGCOMMERCE_ACCESS_TOKEN: string;
  TOKENS: KVNamespace;
}

export default {
  async fetch(request, env): Promise<Response> {
    const client = BigCommerceTokens.fromEnv(env, { fetch: globalThis.fetch, logger: console });
    const { headers } = await client.privateTokens.create(params, { signal: request.signal }).withResponse();
    exactly<Headers>()(headers);
    return new Response(null, { headers });
  },
} satisfies ExportedHandler<Env>;

new BigCommerceTokens({ storeHash: "abc123", fetch: (url, init) => fetch(url, init) });
export const load = (module: WebAssembly.Module) => init(module);
export const loadOwn = () => init(wasm);
