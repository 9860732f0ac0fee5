import { tokens } from "../lib/tokens-wasm.js";
import { wasmBytes } from "../wasm/tokens-inline.js";

tokens.provide(wasmBytes);

export * from "../lib/graphql.js";
