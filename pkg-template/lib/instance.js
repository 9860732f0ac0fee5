// The wasm instance: compiled at first use, wrapped so that a trap ends the calls in flight and not the process, and
// replaced after one. Callers hold nothing of it between calls.
import { createGlue } from "../wasm/glue.js";
import { BigCommerceError, ConfigError, internal } from "./errors.js";

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

/** @type {(() => WebAssembly.Module | BufferSource) | undefined} */
let source;
/** @type {WebAssembly.Module | undefined} */
let compiled;
/** @type {Instance | undefined} */
let instance;

/** How the entry of this runtime comes by the wasm. @param {() => WebAssembly.Module | BufferSource} get */
export function provideModule(get) {
  source ??= get;
}

/** @param {WebAssembly.Module | BufferSource} module */
export function init(module) {
  try {
    compiled = toModule(module);
    instance = instantiate(compiled);
  } catch (error) {
    if (BigCommerceError.is(error)) throw error;
    compiled = undefined;
    throw new ConfigError({
      code: "config",
      option: "module",
      message: "module: expected the package's bigcommerce_tokens.wasm, as WebAssembly.Module or bytes, got something else",
    });
  }
}

/**
 * Calls a function of the wasm that answers at once.
 *
 * @param {string} name
 * @param {...unknown} args
 * @returns {any}
 */
export function enter(name, ...args) {
  const { api } = (instance ??= instantiate(load()));
  return /** @type {(...args: unknown[]) => unknown} */ (api[name])(...args);
}

/**
 * Calls a function of the wasm that answers later. Rejects with a description, also when a trap ends the instance meanwhile.
 *
 * @param {string} name
 * @param {any} host
 * @param {unknown} params
 * @param {unknown} options
 * @returns {Promise<any>}
 */
export function run(name, host, params, options) {
  return new Promise((resolve, reject) => {
    const { api, pending } = (instance ??= instantiate(load()));
    const self = { reject, host };
    pending.add(self);
    const settle = (/** @type {(value: any) => void} */ end) => (/** @type {unknown} */ value) => {
      pending.delete(self);
      end(value);
    };
    try {
      const call = /** @type {(...args: unknown[]) => Promise<unknown>} */ (api[name]);
      call(host, params, options).then(settle(resolve), settle(reject));
    } catch (error) {
      settle(reject)(error);
    }
  });
}

function load() {
  if (compiled !== undefined) return compiled;
  if (typeof WebAssembly === "undefined") {
    throw unavailable("this runtime has no WebAssembly");
  }
  if (source === undefined) throw unavailable("no module was given");
  try {
    compiled = toModule(source());
  } catch {
    throw unavailable("this runtime does not let a program compile WebAssembly from bytes");
  }
  return compiled;
}

/** @param {string} why */
function unavailable(why) {
  return new BigCommerceError({
    code: "wasm_unavailable",
    message: `the WebAssembly of bigcommerce-tokens could not be loaded: ${why}`,
    hint: "bundle with the export condition of the runtime (workerd, edge-light), or import bigcommerce-tokens/bigcommerce_tokens.wasm and hand it to init()",
  });
}

/**
 * A module of any realm is known by what it can do: instanceof knows those of this realm alone.
 *
 * @param {WebAssembly.Module | BufferSource} given
 */
function toModule(given) {
  try {
    WebAssembly.Module.imports(/** @type {WebAssembly.Module} */ (given));
    return /** @type {WebAssembly.Module} */ (given);
  } catch {
    return new WebAssembly.Module(/** @type {BufferSource} */ (given));
  }
}

/** Called by the glue itself within another call, where a trap is caught already. */
const INNER = /^(__wbindgen_(malloc|realloc|free|exn_store|start|externrefs|thread_destroy)|__externref_)/;

/**
 * @param {WebAssembly.Module} module
 * @returns {Instance}
 */
function instantiate(module) {
  const glue = createGlue();
  /** @type {Instance["pending"]} */
  const pending = new Set();
  const { exports } = new WebAssembly.Instance(module, glue.imports);
  let dead = false;

  const die = () => {
    dead = true;
    if (instance?.pending === pending) instance = undefined;
    for (const { reject, host } of pending) {
      reject(internal());
      host?.letGo();
    }
    pending.clear();
  };

  // Whatever leaves the wasm by being thrown has cut through Rust's frames: the instance cannot be trusted with another
  // call. A promise's callback gets an empty answer, which the glue reads as "nothing to report".
  const guard = (/** @type {Function} */ inner) => (/** @type {any[]} */ ...args) => {
    if (dead) return [];
    try {
      return inner(...args);
    } catch {
      die();
      return [];
    }
  };

  const guarded = Object.create(null);
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value === "function" && !INNER.test(name) ? guard(value) : value;
  }
  glue.setWasm(guarded);

  /** @type {Instance["api"]} */
  const api = {};
  for (const [name, call] of Object.entries(glue.exports)) {
    api[name] = (...args) => {
      const result = call(...args);
      if (dead) throw internal();
      return result;
    };
  }
  return { api, pending };
}
