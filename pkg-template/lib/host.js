// What the wasm asks of JavaScript: fetch, time, randomness, and a listener. No decision is made here.
import { runtimeFacts } from "./facts.js";
import { Reporter } from "./reporter.js";
import { Watch } from "./watch.js";

/** Names that fetch would read from a polluted Object.prototype even where the init object has none of its own. */
const FETCH_OPTIONS = ["dispatcher", "client", "proxy", "tls", "unix", "agent", "redirect", "headers", "method", "body", "signal", "duplex", "cf"];

export class Host {
  #accessToken;
  #fetch;
  #fetchOptions;
  #clock;
  #reporter;
  /** @type {Set<Watch>} */
  #watches = new Set();

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
    try {
      return this.#clock === undefined ? Date.now() : Number(this.#clock.now());
    } catch {
      // An exception would cut through the wasm and end every call of the process for one client's clock.
      return Date.now();
    }
  }

  random() {
    return Math.random();
  }

  accessToken() {
    const given = this.#accessToken;
    return typeof given === "function" ? given() : given;
  }

  /**
   * @param {string} head  the URL, the method, and names and values of headers, a line each
   * @param {string | undefined} body
   * @param {AbortSignal} signal
   */
  send(head, body, signal) {
    const [url = "", method, ...fields] = head.split("\n");
    // A record and not a Headers object: to make one, Node would load its whole fetch, which the caller may have replaced.
    /** @type {Record<string, string>} */
    const headers = Object.create(null);
    for (let at = 0; at < fields.length; at += 2) headers[fields[at] ?? ""] = fields[at + 1] ?? "";
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
   */
  deadline(ms, signal) {
    return new Watch(this.#watches, signal, (done) => {
      const timer = setTimeout(done, ms);
      return () => clearTimeout(timer);
    });
  }

  /**
   * @param {number} ms
   * @param {AbortSignal | undefined} signal
   */
  pause(ms, signal) {
    const clock = this.#clock;
    if (clock === undefined) return this.deadline(ms, signal);
    return new Watch(this.#watches, signal, (done) => {
      const controller = new AbortController();
      new Promise((resolve) => resolve(clock.sleep(ms, controller.signal))).then(done, done);
      return () => controller.abort();
    });
  }

  /** Ends the timers and requests of every call under way, after the instance that ran them has died. */
  letGo() {
    for (const watch of this.#watches) watch.abort();
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
