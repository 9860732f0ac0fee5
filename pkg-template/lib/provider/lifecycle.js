// The decisions of src/lifecycle, by the texts of src/lifecycle/wire.rs. All that Rust knows of a token is one line, the entry,
// which is kept here and handed in at each call: an instance of the wasm may be lost without loss.
import { BigCommerceError, internal } from "../errors.js";
import { provider } from "./wasm.js";

/** @typedef {{ answer: string, cycle: string, step: string }} Advice */
/** @typedef {{ step: string, held: string[], token: string, notice: string }} Turn */

export class Lifecycle {
  #policy;
  #now;
  #entry = "";

  /**
   * @param {string} policy  as checkOptions() gives it
   * @param {() => number} now
   */
  constructor(policy, now) {
    this.#policy = policy;
    this.#now = now;
  }

  /** @param {boolean} force @returns {Advice} */
  ask(force) {
    const [entry, answer = "", cycle = "", step = ""] = call("ask", [this.#policy, this.#entry, force ? 1 : 0, this.#now()]);
    this.#entry = entry;
    return { answer, cycle, step };
  }

  /**
   * @param {string} cycle
   * @param {string} key
   * @param {(string | number)[]} event  its name, and what it brings
   * @returns {Turn}
   */
  advance(cycle, key, event) {
    // Whatever a patched Math.random gives is 32 bits.
    const random = (Math.random() * 2 ** 32) >>> 0;
    const lines = call("advance", [this.#policy, this.#entry, key, cycle, this.#now(), random, ...event]);
    const [entry, step = "", held = "", token = "", notice = ""] = lines;
    this.#entry = entry;
    return { step, held: held.split(" "), token, notice };
  }

  /** @param {string} cycle */
  abandon(cycle) {
    [this.#entry] = call("abandon", [this.#entry, cycle]);
  }

  /** Begins anew. */
  forget() {
    this.#entry = "";
  }

  /** @param {string} generation @returns {string} "dropped", "replaced" or "kept" */
  invalidate(generation) {
    const [entry, word = ""] = call("invalidate", [this.#entry, generation, this.#now()]);
    this.#entry = entry;
    return word;
  }

  /** @param {string} key @param {string} token @returns {string} what the store is to keep */
  record(key, token) {
    return call("record", [this.#entry, key, token])[0];
  }

  /**
   * @param {string} key
   * @param {string} refused  the token that is dead
   * @param {string} record  what the store has
   * @returns {{ holds: boolean, ttlMs: number, record: string } | undefined} whether a token is still in hand, and what the store is
   *   to have instead
   */
  tombstone(key, refused, record) {
    const [entry, holds = "", ttlMs = "", stone = ""] = call("tombstone", [this.#entry, key, this.#now(), refused, record]);
    this.#entry = entry;
    return ttlMs === "" ? undefined : { holds: holds === "1", ttlMs: Number(ttlMs), record: stone };
  }
}

/**
 * @param {string} name
 * @param {(string | number)[]} lines
 * @returns {[string, ...string[]]}
 */
function call(name, lines) {
  /** @type {string} */
  const answer = provider.enter(name, lines.join("\n"));
  if (answer === "") throw new BigCommerceError(internal());
  return /** @type {[string, ...string[]]} */ (answer.split("\n"));
}
