// Vercel's Edge runtime compiles no wasm at run time: the module is imported, marked as its bundlers want it.
import { provideModule } from "../lib/instance.js";
import module from "../wasm/bigcommerce_tokens.wasm?module";

provideModule(() => module);

export * from "../lib/index.js";
