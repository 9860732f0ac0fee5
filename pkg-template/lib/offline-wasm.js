import { createGlue } from "../wasm/offline-glue.js";
import { WasmModule } from "./wasm-module.js";

/** The module behind inspectToken() and requiredScopes(). */
export const offline = new WasmModule(createGlue, "offline.wasm");

/** @param {WebAssembly.Module | BufferSource} module */
export const init = (module) => offline.init(module);
