// What a provider does with the store and the API. Neither a slow store nor a failing one reaches a caller.
import { pack } from "../pack.js";
import { provider } from "./wasm.js";
import { within } from "./within.js";

/** Longer no store is waited for: a caller would notice. */
const STORE_MS = 250;
const VAULT_MS = 5_000;
/** In UTF-16 units, of which a text never has more than bytes: longer no record is (src/lifecycle/record.rs). */
const MAX_RECORD = 16_384;
/** What is no record, whatever it is, and told as such by Rust. */
const NONSENSE = "null";
/** The last moment from which a token of the longest life ends at one that is not read as milliseconds (src/time.rs). */
const LAST_MS = 99_684_000_000_000;

/**
 * @typedef {{ get(key: string): Promise<string | null>, set(key: string, value: string, options: { ttlMs: number }): Promise<void>,
 *   lease?(key: string, ttlMs: number): Promise<{ release(): Promise<void> } | null> }} Store
 */

/** What a store gave, as a text to be judged; empty where it has nothing. @param {unknown} record */
function textOf(record) {
  if (record === null || record === undefined) return "";
  // What is too long never enters the wasm, whose memory does not shrink again.
  return typeof record === "string" && record !== "" && record.length <= MAX_RECORD ? record : NONSENSE;
}

export class ProviderIo {
  #host;
  #store;
  #family;
  #request;
  #packed;
  /** @type {{ release(): unknown } | undefined} */
  #lease;
  /** Under what the store has the token: of the access token that was asked for last. */
  key = "";

  /** @param {ReturnType<typeof import("./options.js").readOptions>} options */
  constructor({ host, store, family, request, packed }) {
    this.#host = host;
    this.#store = /** @type {Store | undefined} */ (store);
    this.#family = family;
    this.#request = request;
    this.#packed = packed;
  }

  /** A whole number of milliseconds, whatever the caller's clock gives. */
  now() {
    const now = Math.trunc(this.#host.now());
    return now <= LAST_MS ? now : Date.now();
  }

  hasStore() {
    return this.#store !== undefined;
  }

  /** What the store has; `undefined` where it does not do its part. @returns {Promise<string | undefined>} */
  async load() {
    // A vault may be slower than a store may be. If it gives no access token, the mint will say so.
    const key = await within(Math.min(VAULT_MS, this.#host.totalTimeoutMs ?? VAULT_MS), () => this.#keyOfNow());
    if (!key.done || key.value === "") return undefined;
    this.key = key.value;
    const record = await this.#ask("get", async (store) => ({ text: textOf(await store.get(this.key)) }));
    return record?.text;
  }

  /** @param {number} ttlMs @returns {Promise<boolean | undefined>} */
  async lease(ttlMs) {
    let late = false;
    // In an object of ours: what a promise is resolved with is asked whether it is a promise itself.
    const told = await this.#ask("lease", async (store) => {
      const given = await store.lease?.(this.key, ttlMs);
      // A false, as some stores say, is no lease either.
      const granted = typeof given === "object" ? given : null;
      // Nobody knows of it any more: without this it would keep everybody waiting until it runs out.
      if (late) await granted?.release();
      return { granted };
    });
    late = true;
    if (told === undefined) return undefined;
    this.#lease = told.granted ?? undefined;
    return told.granted !== null;
  }

  async release() {
    const lease = this.#lease;
    this.#lease = undefined;
    if (lease === undefined) return;
    await this.#ask("release", async () => {
      // A lease that cannot be given back runs out.
      if (typeof lease.release === "function") await lease.release();
      return true;
    });
  }

  /** @param {string} record @param {number} ttlMs @returns {Promise<boolean>} */
  async save(record, ttlMs) {
    return (await this.#ask("set", (store) => Promise.resolve(store.set(this.key, record, { ttlMs })).then(() => true))) === true;
  }

  /** @param {number} ms */
  wait(ms) {
    return this.#host.pause(ms, undefined);
  }

  /** @param {number} expiresAt  Unix seconds @returns {Promise<any>} */
  mint(expiresAt) {
    return this.#family.create({ ...this.#request, expiresAt });
  }

  /** @param {string} code @param {string} message */
  warn(code, message) {
    this.#host.emit({ type: "warning", code, message });
  }

  async #keyOfNow() {
    const accessToken = await this.#host.accessToken();
    const { api = "", storeHash } = this.#host;
    return provider.enter("key", this.#packed, api, storeHash, accessToken ?? pack(undefined));
  }

  /**
   * @template T
   * @param {string} what
   * @param {(store: Store) => T | PromiseLike<T>} work
   * @returns {Promise<T | undefined>}
   */
  async #ask(what, work) {
    const store = this.#store;
    if (store === undefined) return undefined;
    const told = await within(STORE_MS, () => work(store));
    if (told.done) return told.value;
    // The store's own words stay where they are: a client may quote what it was given.
    const how = told.late ? `took more than ${STORE_MS} ms` : "failed";
    this.warn("token_store_failed", `the token store's ${what}() ${how}; the provider goes on without it`);
    return undefined;
  }
}
