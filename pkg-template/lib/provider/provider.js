// createTokenProvider(): one token, looked after.
import { ownData } from "../own-data.js";
import { checkOptions, checkSignal } from "./call-options.js";
import { tokenFetch } from "./fetch.js";
import { ProviderIo } from "./io.js";
import { Keeper } from "./keeper.js";
import { Lifecycle } from "./lifecycle.js";
import { readOptions } from "./options.js";

/** As in src/types/token.rs. What can be no token is not carried into the wasm, nor among the lines there. */
const TOKEN = /^[!-~]{1,8192}$/;

class TokenProvider {
  #keeper;
  #waitUntil;

  /**
   * @param {any} client
   * @param {any} options
   * @param {boolean} tied
   */
  constructor(client, options, tied) {
    const read = readOptions(client, options);
    const io = new ProviderIo(read);
    this.#keeper = new Keeper(new Lifecycle(read.policy, () => io.now()), io, tied);
    this.#waitUntil = read.waitUntil;
    this.fetch = tokenFetch(read.host, this.#keeper, read.waitUntil, read.channels);
    Object.freeze(this);
  }

  /**
   * Azure's callers name what the token is for first. It is for one thing here.
   *
   * @param {any} [first]
   * @param {any} [second]
   */
  getToken(first, second) {
    const options = first === undefined || typeof first === "string" || Array.isArray(first) ? second : first;
    // By far the most frequent case: nothing is asked, nothing is waited for.
    if (options === undefined) {
      const fresh = this.#keeper.fresh();
      if (fresh !== undefined) return Promise.resolve(fresh.answer);
    }
    return this.#ask(options);
  }

  async token() {
    const { token } = this.#keeper.fresh() ?? (await this.#wait({}));
    return token;
  }

  async headers() {
    return { Authorization: `Bearer ${await this.token()}` };
  }

  /** @param {string} rejected */
  async invalidate(rejected) {
    if (typeof rejected === "string" && TOKEN.test(rejected)) await this.#keeper.invalidate(rejected);
  }

  /** @param {any} options */
  async #ask(options) {
    const own = ownData(options);
    checkOptions(own, "provider.getToken");
    const { signal, abortSignal = signal, forceRefresh = false, waitUntil = this.#waitUntil } = own ?? {};
    checkSignal(abortSignal, own?.abortSignal === undefined ? "options.signal" : "options.abortSignal", "provider.getToken");
    const held = await this.#wait({ signal: abortSignal, waitUntil, force: forceRefresh === true });
    return held.answer;
  }

  /** @param {import("./keeper.js").Wish} wish */
  #wait(wish) {
    return this.#keeper.get({ waitUntil: this.#waitUntil, ...wish });
  }
}

/**
 * @param {boolean} tied  whether requests end in this runtime and take their I/O with them
 * @returns {(client: any, options: any) => TokenProvider}
 */
export const providersOf = (tied) => (client, options) => new TokenProvider(client, options, tied);
