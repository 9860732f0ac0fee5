import { offline } from "../lib/offline-wasm.js";
import { wasmBytes } from "../wasm/offline-inline.js";

offline.provide(wasmBytes);

export { inspectToken } from "../lib/inspect.js";
export { init } from "../lib/offline-wasm.js";
