import { tokens } from "../lib/tokens-wasm.js";
import module from "../wasm/bigcommerce_tokens.wasm";

tokens.provide(() => module);

export * from "../lib/graphql.js";
