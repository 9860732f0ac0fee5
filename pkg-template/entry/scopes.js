import { offline } from "../lib/offline-wasm.js";
import { wasmBytes } from "../wasm/offline-inline.js";

offline.provide(wasmBytes);

export { requiredScopes } from "../lib/scopes.js";
export { init } from "../lib/offline-wasm.js";
