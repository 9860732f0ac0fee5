// Vercel's Edge runtime compiles no wasm at run time: the module is imported, marked as its bundlers want it.
import { tokens } from "../lib/tokens-wasm.js";
import module from "../wasm/bigcommerce_tokens.wasm?module";

tokens.provide(() => module);

export * from "../lib/index.js";
