import { fromBase64 } from "../lib/base64.js";
import { provideModule } from "../lib/instance.js";
import { wasmBase64 } from "../wasm/inline.js";

provideModule(() => fromBase64(wasmBase64));

export { detectRuntime } from "../lib/runtime.js";
