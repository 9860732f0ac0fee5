import { provider } from "../lib/provider/wasm.js";
import { providersOf } from "../lib/provider/provider.js";
import module from "../wasm/provider.wasm?module";

provider.provide(() => module);

// A request that ends takes its I/O with it here.
export const createTokenProvider = providersOf(true);
export { init } from "../lib/provider/wasm.js";
