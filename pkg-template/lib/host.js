// What the wasm asks of JavaScript: fetch, time, randomness, and a listener. No decision is made here.
import { runtimeFacts } from "./facts.js";
import { Reporter } from "./reporter.js";

/** Names that fetch would read from a polluted Object.prototype even where the init object has none of its own. */
const FETCH_OPTIONS = ["dispatcher", "client", "proxy", "tls", "unix", "agent", "redirect", "headers", "method", "body", "signal", "duplex", "cf"];

/** @typedef {{ promise: Promise<boolean>, cancel(): void }} Watch  resolves with whether the signal aborted */

export class Host {
  #accessToken;
  #fetch;
  #fetchOptions;
  #clock;
  #reporter;

  /**
   * @param {Record<string, any>} options  own data of the caller's options
   * @param {Record<string, any>} settings  what checkSettings() made of them
   */
  constructor(options, settings) {
    this.storeHash = settings.storeHash;
    this.api = settings.api;
    this.b2b = settings.b2b;
    this.userAgent = settings.userAgent;
    this.timeoutMs = settings.timeoutMs;
    this.totalTimeoutMs = settings.totalTimeoutMs;
    this.maxRetries = settings.maxRetries;
    this.maxRetryAfterMs = settings.maxRetryAfterMs;
    this.assumeServer = settings.assumeServer;
    this.#accessToken = options.accessToken;
    this.asksForToken = typeof options.accessToken === "function";
    this.#fetch = options.fetch;
    this.#fetchOptions = options.fetchOptions;
    this.#clock = options.clock;
    this.#reporter = new Reporter(options.onEvent, options.logger, settings.logLevel);
    this.listening = this.#reporter.listening;
    this.budgetCredits = 20;
    this.budgetAt = this.now();
  }

  facts() {
    return runtimeFacts();
  }

  canFetch() {
    return typeof (this.#fetch ?? globalThis.fetch) === "function";
  }

  polluted() {
    for (const _ in {}) return true;
    return FETCH_OPTIONS.some((name) => name in Object.prototype);
  }

  now() {
    return this.#clock === undefined ? Date.now() : Number(this.#clock.now());
  }

  random() {
    return Math.random();
  }

  accessToken() {
    return typeof this.#accessToken === "function" ? this.#accessToken() : this.#accessToken;
  }

  /**
   * @param {string} url
   * @param {string} method
   * @param {Headers} headers
   * @param {string | undefined} body
   * @param {AbortSignal} signal
   */
  send(url, method, headers, body, signal) {
    // Looked up at each call, since tracing tools replace the global one after import; called without `this`, as it wants.
    const fetch = this.#fetch ?? globalThis.fetch;
    const init = { __proto__: null, ...this.#fetchOptions, method, headers, body, signal, redirect: "manual" };
    return fetch(url, /** @type {RequestInit} */ (init));
  }

  /** @param {any} response */
  discard(response) {
    try {
      const body = response.body;
      if (typeof body?.cancel === "function") Promise.resolve(body.cancel()).catch(() => {});
      else if (typeof body?.destroy === "function") body.destroy();
    } catch {
      // Nobody reads this answer: that it cannot be let go of changes nothing for the caller.
    }
  }

  /**
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   * @returns {Watch}
   */
  deadline(ms, signal) {
    return watch(signal, (done) => {
      const timer = setTimeout(done, ms);
      return () => clearTimeout(timer);
    });
  }

  /**
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   * @returns {Watch}
   */
  pause(ms, signal) {
    const clock = this.#clock;
    if (clock === undefined) return this.deadline(ms, signal);
    return watch(signal, (done) => {
      const controller = new AbortController();
      new Promise((resolve) => resolve(clock.sleep(ms, controller.signal))).then(done, done);
      return () => controller.abort();
    });
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

/**
 * Joins a timer with a signal.
 *
 * @param {AbortSignal | undefined} signal
 * @param {(done: () => void) => () => void} start  starts the timer, gives what stops it
 * @returns {Watch}
 */
function watch(signal, start) {
  /** @type {(aborted: boolean) => void} */
  let settle = () => {};
  /** @type {Promise<boolean>} */
  const promise = new Promise((resolve) => {
    settle = resolve;
  });
  const onAbort = () => settle(true);
  const stop = start(() => settle(false));
  if (signal !== undefined) {
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  }
  return {
    promise,
    cancel() {
      stop();
      signal?.removeEventListener?.("abort", onAbort);
    },
  };
}
