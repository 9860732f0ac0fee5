import type { HostWasmModule } from "./host.js";

/** The WebAssembly of this package, in runtimes and bundlers that import a `.wasm` file as a module. Hand it to `init`. */
declare const module: HostWasmModule;
export default module;
