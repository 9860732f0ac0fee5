import { provideModule } from "../lib/instance.js";
import module from "../wasm/bigcommerce_tokens.wasm";

provideModule(() => module);

export { detectRuntime } from "../lib/runtime.js";
