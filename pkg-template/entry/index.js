// Node, Deno, Bun and every bundler: the wasm travels inside the code and is compiled at first use.
import { tokens } from "../lib/tokens-wasm.js";
import { wasmBytes } from "../wasm/tokens-inline.js";

tokens.provide(wasmBytes);

export * from "../lib/index.js";
