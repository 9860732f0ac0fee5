import { offline } from "../lib/offline-wasm.js";
import module from "../wasm/offline.wasm";

offline.provide(() => module);

export { inspectToken } from "../lib/inspect.js";
export { init } from "../lib/offline-wasm.js";
