import { graphql } from "../lib/graphql/wasm.js";
import { wasmBytes } from "../wasm/graphql-inline.js";

graphql.provide(wasmBytes);

export * from "../lib/graphql/graphql.js";
