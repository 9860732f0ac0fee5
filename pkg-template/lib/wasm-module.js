// One wasm module of the package: compiled at first use, and its instance replaced after a trap. Callers hold nothing of it
// between calls.
import { BigCommerceError, ConfigError } from "./errors.js";
import { instantiate } from "./instance.js";
import { DONE } from "./wait.js";

/**
 * @typedef {import("./instance.js").Glue} Glue
 * @typedef {import("./instance.js").Instance} Instance
 * @typedef {import("./instance.js").PendingCall} PendingCall
 */

/** What a task is told that has not waited yet. */
const NOTHING = { kind: DONE, value: undefined };

export class WasmModule {
  #createGlue;
  #file;
  /** @type {(() => WebAssembly.Module | BufferSource) | undefined} */
  #source;
  /** @type {WebAssembly.Module | undefined} */
  #compiled;
  /** @type {Instance | undefined} */
  #instance;

  /**
   * @param {() => Glue} createGlue
   * @param {string} file  the sub-path of the package that a host which compiles elsewhere imports
   */
  constructor(createGlue, file) {
    this.#createGlue = createGlue;
    this.#file = file;
  }

  /** How the entry of this runtime comes by the wasm. @param {() => WebAssembly.Module | BufferSource} get */
  provide(get) {
    this.#source ??= get;
  }

  /** @param {WebAssembly.Module | BufferSource} module */
  init(module) {
    try {
      this.#compiled = toModule(module);
      this.#instance = this.#instantiate();
    } catch (error) {
      if (BigCommerceError.is(error)) throw error;
      this.#compiled = undefined;
      throw new ConfigError({
        code: "config",
        option: "module",
        message: `module: expected the package's ${this.#file}, as WebAssembly.Module or bytes, got something else`,
      });
    }
  }

  /**
   * Calls a function that answers at once.
   *
   * @param {string} name
   * @param {...unknown} args
   * @returns {any}
   */
  enter(name, ...args) {
    return (this.#instance ??= this.#instantiate()).api[name](...args);
  }

  /**
   * Runs a task of src/wasm to its end, handing it what became of each promise that it waits for. Rejects with a description, also
   * when a trap ends the instance meanwhile.
   *
   * @param {string} begin  the function that begins the task
   * @param {PendingCall["host"]} host  let go of if that happens
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  run(begin, host, ...args) {
    return new Promise((resolve, reject) => {
      const { api, pending } = (this.#instance ??= this.#instantiate());
      const self = { reject, host };
      pending.add(self);
      let task = 0;
      const move = (/** @type {import("./wait.js").Told} */ { kind, value }) => {
        try {
          const next = api.step(task, kind, value);
          // A promise of our own, which never rejects.
          if (!Array.isArray(next)) return void next.then(move);
          resolve(next);
        } catch (error) {
          reject(error);
        }
        pending.delete(self);
      };
      try {
        task = api[begin](...args);
      } catch (error) {
        pending.delete(self);
        return reject(error);
      }
      move(NOTHING);
    });
  }

  #instantiate() {
    this.#compiled ??= this.#compile();
    const instance = instantiate(this.#createGlue(), this.#compiled, () => {
      if (this.#instance === instance) this.#instance = undefined;
    });
    return instance;
  }

  #compile() {
    if (typeof WebAssembly === "undefined") throw this.#unavailable("this runtime has no WebAssembly");
    if (this.#source === undefined) throw this.#unavailable("no module was given");
    try {
      return toModule(this.#source());
    } catch {
      throw this.#unavailable("this runtime does not let a program compile WebAssembly from bytes");
    }
  }

  /** @param {string} why */
  #unavailable(why) {
    return new BigCommerceError({
      code: "wasm_unavailable",
      message: `the WebAssembly of bigcommerce-tokens could not be loaded: ${why}`,
      hint: `bundle with the export condition of the runtime (workerd, edge-light), leave the package out of the bundle (Next.js: serverExternalPackages), or import bigcommerce-tokens/${this.#file} and hand it to init()`,
    });
  }
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
