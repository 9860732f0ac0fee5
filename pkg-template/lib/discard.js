import { quietly } from "./quietly.js";

/**
 * Lets go of an answer that nobody reads.
 *
 * @param {any} response
 * @param {() => unknown} [cancel]  where a reader has locked its body: then nothing else can cancel that
 */
export function discard(response, cancel) {
  try {
    const body = response?.body;
    if (cancel !== undefined) quietly(cancel());
    else if (typeof body?.cancel === "function") quietly(body.cancel());
    // Of a fetch that gives streams of Node.
    else if (typeof body?.destroy === "function") body.destroy();
  } catch {
    // That it cannot be let go of changes nothing for the caller.
  }
}
