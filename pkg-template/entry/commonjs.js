// What require() gives, bundled by the build into commonjs.cjs: one file, so that each WebAssembly is there once.
export * as index from "./index.js";
export * as graphql from "./graphql.js";
export * as runtime from "./runtime.js";
export * as provider from "./provider.js";
