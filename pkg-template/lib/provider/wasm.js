import { createGlue } from "../../wasm/provider-glue.js";
import { WasmModule } from "../wasm-module.js";

/** The module behind createTokenProvider(). */
export const provider = new WasmModule(createGlue, "provider.wasm");

/** @param {WebAssembly.Module | BufferSource} module */
export const init = (module) => provider.init(module);
