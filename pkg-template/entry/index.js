// Node, Deno, Bun and every bundler: the wasm travels inside the code and is compiled at first use.
import { fromBase64 } from "../lib/base64.js";
import { provideModule } from "../lib/instance.js";
import { wasmBase64 } from "../wasm/inline.js";

provideModule(() => fromBase64(wasmBase64));

export * from "../lib/index.js";
