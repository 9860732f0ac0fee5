import { provideModule } from "../lib/instance.js";
import module from "../wasm/bigcommerce_tokens.wasm?module";

provideModule(() => module);

export { detectRuntime } from "../lib/runtime.js";
