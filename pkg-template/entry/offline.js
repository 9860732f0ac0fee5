// What require() gives, bundled by the build into offline.cjs: one file, so that both sub-paths share one WebAssembly.
export * as inspect from "./inspect.js";
export * as scopes from "./scopes.js";
