// Questions that are answered without a network: one JSON text for the arguments, one for the answer.
import { fromDescription } from "./errors.js";
import { offline } from "./offline-wasm.js";
import { ownData } from "./own-data.js";
import { pack } from "./pack.js";

/**
 * @param {string} name
 * @param {...unknown} args
 * @returns {any}  what src/wasm/offline found
 */
export function ask(name, ...args) {
  let error, found;
  try {
    [error, found] = JSON.parse(offline.enter(name, ...args));
  } catch (thrown) {
    error = thrown;
  }
  if (error !== null) throw fromDescription(error);
  return found;
}

/** The packing of options; empty where none were given. @param {unknown} options */
export const packOptions = (options) => (options === undefined ? "" : pack(ownData(options)));
