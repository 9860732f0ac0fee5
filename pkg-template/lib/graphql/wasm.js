import { createGlue } from "../../wasm/graphql-glue.js";
import { WasmModule } from "../wasm-module.js";

/** The module behind createStorefrontClient(). */
export const graphql = new WasmModule(createGlue, "graphql.wasm");

/** @param {WebAssembly.Module | BufferSource} module */
export const init = (module) => graphql.init(module);
