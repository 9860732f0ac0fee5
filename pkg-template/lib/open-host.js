// How a client of either kind begins: where it is, then what it is given.
import { describedFault, refuseBrowser } from "./guard.js";
import { Host } from "./host.js";
import { field, ownData } from "./own-data.js";
import { pack } from "./pack.js";

/**
 * @param {import("./wasm-module.js").WasmModule} module  that of the client
 * @param {string} check  the function of src/wasm that checks its options
 * @param {string[]} nested  options that hold options; copied as their holder is
 * @param {unknown} options  the caller's
 * @returns {{ own: any, host: Host }} own data of the options, and what is made of them
 */
export function openHost(module, check, nested, options) {
  // Where a browser is certain, the options with their secret are not even read.
  refuseBrowser(module, true);
  /** @type {any} */
  const own = ownData(options);
  refuseBrowser(module, field(own, "runtime") === "server");
  for (const name of nested) if (field(own, name) !== undefined) own[name] = ownData(own[name]);
  const settings = describedFault(() => module.enter(check, pack(own)));
  return { own, host: new Host(own, settings) };
}
