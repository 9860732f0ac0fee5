// What every client does first: no client is made where secrets do not belong.
import { BrowserRefusedError, fromDescription } from "./errors.js";
import { BROWSER_MARKS, runtimeFacts } from "./facts.js";
import { refusedByMarks } from "./refused.js";

/**
 * @param {import("./wasm-module.js").WasmModule} module  that of the client
 * @param {boolean} assumeServer
 */
export function refuseBrowser(module, assumeServer) {
  const facts = runtimeFacts();
  try {
    describedFault(() => module.enter("refuseBrowser", facts, assumeServer));
  } catch (error) {
    // A worklet or a strict content security policy runs no WebAssembly: there the marks alone refuse.
    throw facts & BROWSER_MARKS && !(error instanceof BrowserRefusedError) ? refusedByMarks() : error;
  }
}

/**
 * Work of the wasm that answers at once; what it throws becomes an error.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function describedFault(work) {
  try {
    return work();
  } catch (error) {
    throw fromDescription(error);
  }
}
