// One request through the caller's fetch: sent, watched by a deadline that covers the body, read within a bound. What comes
// back is looked at as at any stranger's object, each part once; what it means is decided in src/wasm/client/attempt.rs.
import { readBody } from "./body.js";
import { ownConnection } from "./connection.js";
import { discard } from "./discard.js";
import { DONE, FAILED, MISUSED, Wait, timer } from "./wait.js";

/** @typedef {import("./wait.js").Told} Told */

/** What was read is told as it is. @param {Told} told */
const asItIs = (told) => told;

export class Attempt extends Wait {
  #controller = new AbortController();
  /** @type {any} */
  #response;
  /** @type {(() => unknown) | undefined} */
  #cancel;
  #isOver = false;
  #once;
  /** @type {{ close(): void } | undefined} */
  #connection;

  // The answer in the shape of a Response, for src/wasm.
  status = 0;
  redirected = false;
  url = "";
  type = "";
  /** @type {any} */
  headers = undefined;

  /**
   * @param {Set<Wait>} all
   * @param {AbortSignal | undefined} caller
   * @param {number} ms
   * @param {boolean} once  whether the request must not be sent twice
   */
  constructor(all, caller, ms, once) {
    super(all, caller, timer(ms));
    this.#once = once;
  }

  /**
   * @param {typeof globalThis.fetch} fetch  called without `this`, as the global one wants
   * @param {Record<string, unknown> | undefined} options  for the runtime's fetch
   * @param {string} head  the URL, the method, and names and values of headers, a line each
   * @param {string | undefined} body
   * @returns {Promise<Told>}
   */
  send(fetch, options, head, body) {
    const [url = "", method, ...fields] = head.split("\n");
    // A record and not a Headers object: to make one, Node would load its whole fetch, which the caller may have replaced.
    /** @type {Record<string, string>} */
    const headers = Object.create(null);
    for (let at = 0; at < fields.length; at += 2) headers[fields[at] ?? ""] = fields[at + 1] ?? "";
    const init = { __proto__: null, ...options, method, headers, body, signal: this.#controller.signal, redirect: "manual" };
    if (this.#once && fetch === globalThis.fetch && options?.client === undefined) {
      this.#connection = ownConnection();
      if (this.#connection !== undefined) Object.assign(init, { client: this.#connection });
    }
    let answer;
    try {
      answer = fetch(url, /** @type {RequestInit} */ (init));
    } catch (thrown) {
      return Promise.resolve({ kind: FAILED, value: thrown });
    }
    return this.until(answer, (response) => this.#recognize(response));
  }

  /** @param {any} response  if it is one @returns {Told} */
  #recognize(response) {
    this.#response = response;
    // Too late: nobody waits for it, and a fetch that minds no signal leaves it open.
    if (this.#isOver) this.discard();
    let fault;
    try {
      fault = this.#look(response);
    } catch {
      fault = "its answer could not be looked at";
    }
    return fault === undefined ? { kind: DONE, value: undefined } : { kind: MISUSED, value: fault };
  }

  /** @param {any} response @returns {string | undefined} what is wrong with it */
  #look(response) {
    if (response === null || typeof response !== "object") return "it answered with something that is no object";
    const { status, headers, redirected, url, type } = response;
    if (!Number.isInteger(status) || status < 0 || status > 999) return "its answer has no status";
    if (typeof headers?.get !== "function") return "its answer has no headers";
    if (response.bodyUsed) return "its answer was read already";
    if (redirected && typeof url !== "string") return "its answer was redirected from nowhere";
    this.status = status;
    this.headers = headers;
    this.redirected = Boolean(redirected);
    this.url = String(url);
    this.type = String(type);
  }

  /** @param {string} name @returns {string | undefined} */
  header(name) {
    try {
      const value = this.headers.get(name);
      return typeof value === "string" ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {number} limit  in bytes, counted decoded @returns {Promise<Told>} */
  read(limit) {
    /** @type {Parameters<typeof readBody>[2]} */
    const reading = { isOver: () => this.#isOver, onOpen: (cancel) => (this.#cancel = cancel) };
    return this.until(readBody(this.#response, limit, reading), asItIs);
  }

  /** Lets go of an answer that nobody reads. */
  discard() {
    discard(this.#response, this.#cancel);
  }

  end() {
    this.#isOver = true;
    super.end();
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** Ends what is still under way. */
  abort() {
    this.#controller.abort();
    this.end();
  }
}
