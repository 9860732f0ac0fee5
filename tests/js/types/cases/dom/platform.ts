// With lib.dom the platform's own types are the ones seen.
import { BigCommerceTokens, init } from "bigcommerce-tokens";
import type { PrivateTokenParams } from "bigcommerce-tokens";
import { exactly } from "../common/assert.js";

declare const params: PrivateTokenParams;

const client = new BigCommerceTokens({ storeHash: "abc123", fetch: globalThis.fetch, logger: console });
new BigCommerceTokens({ storeHash: "abc123", fetch: (url, init) => globalThis.fetch(url, init) });
new BigCommerceTokens({
  storeHash: "abc123",
  fetch: async (url, init) => {
    exactly<string>()(url);
    exactly<AbortSignal>()(init.signal);
    return new Response(null, { status: 200 });
  },
});
// @ts-expect-error a reply is a response
new BigCommerceTokens({ storeHash: "abc123", fetch: async () => "text" });

client.privateTokens.create(params, { signal: AbortSignal.timeout(1_000) });
// @ts-expect-error the controller is not the signal
client.privateTokens.create(params, { signal: new AbortController() });

export async function headers(): Promise<void> {
  exactly<Headers>()((await client.privateTokens.create(params).withResponse()).headers);
}
export const load = (module: WebAssembly.Module) => init(module);
// @ts-expect-error a path is not a module
init("./bigcommerce_tokens.wasm");
