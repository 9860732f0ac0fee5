import { provider } from "../lib/provider/wasm.js";
import { providersOf } from "../lib/provider/provider.js";
import { wasmBytes } from "../wasm/provider-inline.js";

provider.provide(wasmBytes);

export const createTokenProvider = providersOf(false);
export { init } from "../lib/provider/wasm.js";
