// Node, Deno, Bun and every bundler: the wasm travels inside the code and is compiled at first use.
import { provideModule } from "../lib/instance.js";
import { wasmBytes } from "../wasm/inline.js";

provideModule(wasmBytes);

export * from "../lib/index.js";
