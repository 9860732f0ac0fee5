import { createGlue } from "../wasm/tokens-glue.js";
import { WasmModule } from "./wasm-module.js";

/** The module behind the client, the guard and detectRuntime(). */
export const tokens = new WasmModule(createGlue, "bigcommerce_tokens.wasm");

/** @param {WebAssembly.Module | BufferSource} module */
export const init = (module) => tokens.init(module);
