import { graphql } from "../lib/graphql/wasm.js";
import module from "../wasm/graphql.wasm";

graphql.provide(() => module);

export * from "../lib/graphql/graphql.js";
