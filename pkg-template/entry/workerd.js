// Cloudflare Workers compile no wasm at run time: the module is imported.
import { provideModule } from "../lib/instance.js";
import module from "../wasm/bigcommerce_tokens.wasm";

provideModule(() => module);

export * from "../lib/index.js";
