// The client of `bigcommerce-tokens/graphql`: whose token a request is sent with, and how long all of it may take.
import { ApiPromise } from "../api-promise.js";
import { BigCommerceError, ConfigError } from "../errors.js";
import { openHost } from "../open-host.js";
import { field, isCopy, isPlainObject, ownData, record } from "../own-data.js";
import { pack } from "../pack.js";
import { hasShape, peek } from "../shape.js";
import { ABORTED, DONE, FAILED } from "../wait.js";
import { textOf } from "./document.js";
import { TokenRejectedError, toGraphQLError } from "./refusals.js";
import { graphql } from "./wasm.js";

export { init } from "./wasm.js";
export { CustomerAccessTokenError, GraphQLRequestError, InsufficientScopeError, TokenRejectedError } from "./refusals.js";

const OPERATION = "graphql.request";
/** Options of a request that are its own, as in src/input/graphql.rs; the others are those of every call. */
const PARAMS = ["variables", "operationName", "customerAccessToken", "correlationId", "errorPolicy"];
/** As in src/wasm/client/call.rs. */
const TOTAL_TIMEOUT_MS = 15_000;
const MAX_TIMER_MS = 2 ** 31 - 1;
/** What another token may mend. */
const REPLACEABLE = ["expired", "revoked"];

/** @param {any} options */
export function createStorefrontClient(options) {
  return new StorefrontClient(options);
}

class StorefrontClient {
  #host;
  #token;

  /** @param {any} options */
  constructor(options) {
    const { own, host } = openHost(graphql, "checkGraphqlSettings", ["appInfo", "fetchOptions"], options);
    this.#host = host;
    this.#token = own.token;
    Object.freeze(this);
  }

  /**
   * @param {any} document
   * @param {any} [options]
   */
  request(document, options) {
    return new ApiPromise(this.#request(document, options));
  }

  /**
   * @param {any} document
   * @param {any} options
   */
  async #request(document, options) {
    try {
      const call = new Call(this.#host, document, options);
      const token = await call.token(this.#token);
      try {
        return await call.send(token);
      } catch (error) {
        const replacement = await this.#replace(call, token, toGraphQLError(error));
        return await call.send(replacement);
      }
    } catch (error) {
      throw toGraphQLError(error);
    }
  }

  /**
   * Another token in place of one that was rejected, once: a second rejection is the caller's to know.
   *
   * @param {Call} call
   * @param {unknown} rejected
   * @param {unknown} error  thrown on where no other token is to be had
   */
  async #replace(call, rejected, error) {
    const provider = this.#token;
    const canReplace = error instanceof TokenRejectedError && REPLACEABLE.includes(error.reason) && hasShape(provider, { invalidate: "function" });
    if (!canReplace) throw error;
    call.attempts = error.attempts;
    await call.within(() => provider.invalidate(rejected));
    const token = await call.token(provider);
    if (token === rejected) throw error;
    return token;
  }
}

/** One request: what it asks for, and the time it has. */
class Call {
  #host;
  #params;
  /** @type {any} */
  #options;
  #started;
  #totalMs;
  #hasFault;
  #hasWaited = false;
  /** With a token that was rejected. */
  attempts = 0;

  /**
   * @param {import("../host.js").Host} host
   * @param {any} document
   * @param {any} options
   */
  constructor(host, document, options) {
    const given = ownData(options);
    this.#host = host;
    this.#options = given;
    this.#params = takeParams(document, given);
    if (field(given, "headers") !== undefined) given.headers = ownData(given.headers);
    this.#started = host.now();
    const timeoutMs = field(given, "timeoutMs") ?? host.timeoutMs;
    const totalMs = field(given, "totalTimeoutMs") ?? host.totalTimeoutMs ?? Math.max(TOTAL_TIMEOUT_MS, Number.isInteger(timeoutMs) ? timeoutMs : 0);
    // What is no time at all is refused later, with the other faults.
    this.#hasFault = !(Number.isInteger(totalMs) && totalMs > 0);
    this.#totalMs = this.#hasFault ? TOTAL_TIMEOUT_MS : Math.min(totalMs, MAX_TIMER_MS);
  }

  /** @param {any} source  a token, or what gives one @returns {Promise<any>} */
  async token(source) {
    if (typeof source === "string") return source;
    const issued = /** @type {any} */ (await this.within(() => source.getToken({ signal: this.#signal })));
    try {
      return issued?.token;
    } catch (error) {
      throw foreign(error);
    }
  }

  /**
   * Waits for something of a provider's, for as long as the call may take.
   *
   * @param {() => unknown} work
   */
  async within(work) {
    const signal = this.#signal;
    this.#hasWaited = true;
    // Whoever has given up already is made no token.
    const promise = peek(signal, "aborted") ? new Promise(() => {}) : awaited(work);
    const { kind, value } = await this.#host.within(this.#leftMs(), signal, promise);
    if (kind === DONE) return /** @type {any[]} */ (value)[0];
    if (kind === FAILED) throw value instanceof Error && BigCommerceError.is(value) ? value : foreign(value);
    const [outcome, missing] = this.attempts === 0 ? ["not_sent", "no token"] : ["refused", "no other token than the rejected one"];
    const about = { operation: OPERATION, attempts: this.attempts, elapsedMs: this.#spentMs(), outcome };
    if (kind === ABORTED) throw { ...about, code: "aborted", message: "the call was aborted by its signal", cause: peek(signal, "reason") };
    throw { ...about, code: "timeout", phase: "total", message: `the call did not end in time (totalTimeoutMs): it had ${missing} yet` };
  }

  /** @param {unknown} token */
  async send(token) {
    const options = this.#hasWaited ? this.#withTimeLeft() : this.#options;
    const params = pack(record({ token, ...this.#params }));
    const packed = options === undefined ? undefined : pack(options);
    const [told, headers, data] = await this.#run(params, packed, this.#signal);
    const { result, status, requestId = null, attempts: own } = JSON.parse(told);
    const attempts = this.attempts + own;
    return { data: toResult(data, result.errors, { operation: OPERATION, attempts, elapsedMs: this.#spentMs(), requestId }), status, headers, requestId, attempts };
  }

  /**
   * @param {string} params
   * @param {string | undefined} options
   * @param {AbortSignal | undefined} signal
   */
  async #run(params, options, signal) {
    try {
      return await graphql.run("begin", this.#host, OPERATION, this.#host, params, options, signal);
    } catch (/** @type {any} */ error) {
      if (error instanceof Error) throw error;
      // Rust knows of this one sending; the caller asks about the whole request.
      throw { ...error, attempts: this.attempts + error.attempts, elapsedMs: this.#spentMs() };
    }
  }

  get #signal() {
    return field(this.#options, "signal");
  }

  /** What is no options at all is refused as it is. */
  #withTimeLeft() {
    const given = this.#options;
    if (given !== undefined && !isCopy(given)) return given;
    return this.#hasFault ? given : record({ ...given, totalTimeoutMs: this.#leftMs() });
  }

  #spentMs() {
    return Math.max(0, Math.trunc(this.#host.now() - this.#started)) || 0;
  }

  #leftMs() {
    return Math.max(1, this.#totalMs - this.#spentMs());
  }
}

/**
 * Moves a request's own fields out of `given`. Variables become JSON here and stay that text up to the body.
 *
 * @param {unknown} document
 * @param {any} given  what ownData() gave
 */
function takeParams(document, given) {
  const params = record({});
  const text = textOf(document);
  // What is no document is told by its kind alone, and not packed.
  params.document = typeof text === "object" && text !== null ? {} : text;
  if (!isCopy(given)) return params;
  for (const name of PARAMS) {
    if (given[name] !== undefined) params[name] = given[name];
    delete given[name];
  }
  const { variables } = params;
  if (hasFields(variables)) {
    delete params.variables;
    params.variablesJson = toJson(variables);
  }
  return params;
}

/** Whether it is an object of fields: of a map or a form, JSON would make an empty one. @param {unknown} variables @returns {variables is object} */
function hasFields(variables) {
  try {
    return isPlainObject(variables);
  } catch {
    return false;
  }
}

/** @param {object} variables @returns {string} empty, which is no JSON, where there is none */
function toJson(variables) {
  try {
    return JSON.stringify(variables) ?? "";
  } catch {
    // A cycle or a bigint: whatever is thrown could quote what it met.
    return "";
  }
}

/** @param {string} data  JSON, if it is some @param {unknown} errors @param {object} facts */
function toResult(data, errors, facts) {
  try {
    return errors === undefined ? { data: JSON.parse(data) } : { data: JSON.parse(data), errors };
  } catch {
    // Its brackets and strings were closed, and something else is wrong, or it is deeper than this engine reads.
    throw { ...facts, code: "protocol", path: "data", message: "the API's answer could not be read at data: expected JSON, got something else", outcome: "unknown" };
  }
}

/** By `await`, which no promise can lead astray by a `then` of its own. @param {() => unknown} work */
async function awaited(work) {
  // In a list: what is returned would be asked for a `then` once more.
  return [await work()];
}

/** @param {unknown} cause */
function foreign(cause) {
  return new ConfigError({ code: "config", option: "token", message: "token: the provider failed", cause });
}
