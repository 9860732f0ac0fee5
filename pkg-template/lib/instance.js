// An instance of a wasm module, wrapped so that a trap ends the calls in flight and not the process.
import { internal } from "./errors.js";

/**
 * @typedef {object} Glue  what createGlue() of the build gives
 * @property {WebAssembly.Imports} imports
 * @property {(exports: any) => void} setWasm
 * @property {Record<string, any>} exports
 */

/**
 * @typedef {object} Instance
 * @property {Record<string, (...args: any[]) => any>} api  the functions of src/wasm
 * @property {Set<PendingCall>} pending
 */

/**
 * @typedef {object} PendingCall
 * @property {(reason: unknown) => void} reject
 * @property {{ letGo(): void }} [host]
 */

/** Called by the glue itself, before a call or within one: what is thrown goes on to whoever made that call. */
const INNER = /^(__wbindgen_(malloc|realloc|free|exn_store|start|externrefs|thread_destroy)|__externref_)/;

/**
 * @param {Glue} glue
 * @param {WebAssembly.Module} module
 * @param {() => void} onDeath
 * @returns {Instance}
 */
export function instantiate(glue, module, onDeath) {
  /** @type {Instance["pending"]} */
  const pending = new Set();
  const { exports } = new WebAssembly.Instance(module, glue.imports);
  let dead = false;

  const die = () => {
    dead = true;
    onDeath();
    for (const { reject, host } of pending) {
      reject(internal());
      host?.letGo();
    }
    pending.clear();
  };

  // Whatever leaves the wasm by being thrown has cut through Rust's frames: the instance cannot be trusted with another
  // call. The glue around it gets an empty answer, which it reads as "nothing to report".
  const guard = (/** @type {Function} */ inner, isInner = false) => (/** @type {any[]} */ ...args) => {
    if (dead && !isInner) return [];
    try {
      return inner(...args);
    } catch (thrown) {
      die();
      if (isInner) throw thrown;
      return [];
    }
  };

  const guarded = Object.create(null);
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value === "function" ? guard(value, INNER.test(name)) : value;
  }
  glue.setWasm(guarded);

  /** @type {Instance["api"]} */
  const api = {};
  for (const [name, call] of Object.entries(glue.exports)) {
    api[name] = (...args) => {
      try {
        return call(...args);
      } finally {
        if (dead) throw internal();
      }
    };
  }
  return { api, pending };
}
