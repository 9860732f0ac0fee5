import { provideModule } from "../lib/instance.js";
import { wasmBytes } from "../wasm/inline.js";

provideModule(wasmBytes);

export { detectRuntime } from "../lib/runtime.js";
