import { offline } from "../lib/offline-wasm.js";
import module from "../wasm/offline.wasm";

offline.provide(() => module);

export { requiredScopes } from "../lib/scopes.js";
export { init } from "../lib/offline-wasm.js";
