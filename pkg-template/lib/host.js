// What the wasm asks of JavaScript: fetch, time, randomness, and a listener. No decision is made here.
import { Attempt } from "./attempt.js";
import { runtimeFacts } from "./facts.js";
import { pack } from "./pack.js";
import { Reporter } from "./reporter.js";
import { Wait, timer } from "./wait.js";

/** Names that fetch would read from a polluted Object.prototype even where the init object has none of its own. */
const FETCH_OPTIONS = ["dispatcher", "client", "proxy", "tls", "unix", "agent", "redirect", "headers", "method", "body", "signal", "duplex", "cf"];

export class Host {
  #accessToken;
  #fetch;
  #fetchOptions;
  #clock;
  #reporter;
  #budget;
  /** @type {Set<Wait>} */
  #running = new Set();

  /**
   * @param {Record<string, any>} options  own data of the caller's options
   * @param {Record<string, any>} settings  what checkSettings() made of them
   */
  constructor(options, settings) {
    this.storeHash = settings.storeHash;
    this.api = settings.api;
    this.b2b = settings.b2b;
    this.storefront = settings.storefront;
    this.timeoutMs = settings.timeoutMs;
    this.totalTimeoutMs = settings.totalTimeoutMs;
    this.assumeServer = settings.assumeServer;
    /** For the wasm, which wrote it. */
    this.settings = settings.line;
    const { accessToken } = options;
    this.#accessToken = typeof accessToken === "function" || accessToken === undefined ? accessToken : pack(accessToken);
    this.#fetch = options.fetch;
    this.#fetchOptions = options.fetchOptions;
    this.#clock = options.clock;
    this.#reporter = new Reporter(options.onEvent, options.logger, settings.logLevel);
    this.listening = this.#reporter.listening;
    this.#budget = { credits: settings.retryBudget, at: this.now() };
  }

  /**
   * Retries of one store at one API are paid for together, by whichever of its clients.
   *
   * @param {Host} other
   */
  shareBudget(other) {
    const places = /** @type {const} */ (["storeHash", "api", "b2b"]);
    if (places.every((place) => this[place] === other[place])) this.#budget = other.#budget;
  }

  get budgetCredits() {
    return this.#budget.credits;
  }

  set budgetCredits(credits) {
    this.#budget.credits = credits;
  }

  get budgetAt() {
    return this.#budget.at;
  }

  set budgetAt(at) {
    this.#budget.at = at;
  }

  facts() {
    return runtimeFacts();
  }

  canFetch() {
    return typeof this.fetchFunction() === "function";
  }

  /** Looked up at each call, since tracing tools replace the global one after import. */
  fetchFunction() {
    return this.#fetch ?? globalThis.fetch;
  }

  /**
   * A request of a provider's own.
   *
   * @param {string | Request} input
   * @param {object} init
   * @returns {Promise<any>}
   */
  fetch(input, init) {
    // Without a prototype, from which fetch would read what somebody put there.
    return this.fetchFunction()(input, /** @type {any} */ ({ __proto__: null, ...this.#fetchOptions, ...init }));
  }

  polluted() {
    for (const _ in {}) return true;
    return FETCH_OPTIONS.some((name) => name in Object.prototype);
  }

  now() {
    try {
      const now = Number(this.#clock?.now());
      if (now >= 0) return now;
    } catch {
      // An exception would cut through the wasm and end every call of the process for one client's clock.
    }
    return Date.now();
  }

  random() {
    return Math.random();
  }

  /** Packed, or a promise of it. */
  accessToken() {
    const given = this.#accessToken;
    if (typeof given !== "function") return given;
    const token = given();
    return typeof token?.then === "function" ? packLater(token) : pack(token);
  }

  /**
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   * @param {boolean} once
   */
  attempt(ms, signal, once) {
    return new Attempt(this.#running, signal, ms, once);
  }

  /**
   * @param {Attempt} attempt
   * @param {string} head
   * @param {string | undefined} body
   */
  send(attempt, head, body) {
    return attempt.send(this.fetchFunction(), this.#fetchOptions, head, body);
  }

  /**
   * Waits for a promise of the caller's.
   *
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   * @param {unknown} promise
   */
  within(ms, signal, promise) {
    return this.#wait(signal, timer(ms), promise);
  }

  /**
   * Waits between attempts.
   *
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   */
  pause(ms, signal) {
    return this.#wait(signal, this.#sleep(ms), new Promise(() => {}));
  }

  /**
   * @param {AbortSignal | undefined} signal
   * @param {(done: () => void) => () => void} start
   * @param {unknown} work
   */
  async #wait(signal, start, work) {
    const wait = new Wait(this.#running, signal, start);
    const told = await wait.until(work);
    wait.end();
    return told;
  }

  /** @param {number} ms @returns {(done: () => void) => () => void} */
  #sleep(ms) {
    const clock = this.#clock;
    if (clock === undefined) return timer(ms);
    return (done) => {
      const controller = new AbortController();
      new Promise((resolve) => resolve(clock.sleep(ms, controller.signal))).then(done, done);
      return () => controller.abort();
    };
  }

  /** Ends the timers and requests of every call under way, after the instance that ran them has died. */
  letGo() {
    for (const running of this.#running) running.abort();
  }

  /** @param {any} event */
  emit(event) {
    this.#reporter.tell(event);
  }

  /**
   * @param {string} code
   * @param {string} message
   */
  warnOnce(code, message) {
    this.#reporter.warnOnce(code, message);
  }
}

/** By `await`, which no promise can lead astray by a `then` of its own. @param {unknown} promise */
async function packLater(promise) {
  return pack(await promise);
}
