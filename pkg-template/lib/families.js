// The operations, grouped as the API groups them. Each is a name of the wasm and what its result becomes.
import { ApiPromise } from "./api-promise.js";
import { fromDescription } from "./errors.js";
import { toB2BToken, toIssuedToken } from "./issued-token.js";
import { ownData } from "./own-data.js";
import { pack } from "./pack.js";
import { tokens } from "./tokens-wasm.js";

/** @typedef {import("./host.js").Host} Host */

export class PrivateTokens {
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  create(params, options) {
    return call("privateTokens.create", this.#host, params, options, toIssuedToken);
  }
}

export class B2B {
  /** @param {Host} host */
  constructor(host) {
    this.serverToServerTokens = new ServerToServerTokens(host);
    Object.freeze(this);
  }
}

class ServerToServerTokens {
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  create(params, options) {
    this.#host.warnOnce(
      "b2b_server_to_server_deprecated",
      "BigCommerce deprecated B2B server to server tokens on 2025-09-30: use the access token with X-Store-Hash instead (logLevel: \"error\" silences this)",
    );
    return call("b2b.serverToServerTokens.create", this.#host, params, options, toB2BToken);
  }
}

/**
 * @template T
 * @param {string} operation  its name in src/wasm/tokens/operations.rs
 * @param {Host} host
 * @param {unknown} params
 * @param {any} options
 * @param {(data: any) => T} finish
 * @returns {ApiPromise<T>}
 */
function call(operation, host, params, options, finish) {
  return new ApiPromise(exchange(operation, host, params, options, finish));
}

/**
 * @template T
 * @param {string} operation
 * @param {Host} host
 * @param {unknown} params
 * @param {any} options
 * @param {(data: any) => T} finish
 */
async function exchange(operation, host, params, options, finish) {
  try {
    const given = ownData(options);
    if (given?.headers !== undefined && given !== options) given.headers = ownData(given.headers);
    const packed = given === undefined ? undefined : pack(given);
    const [data, status, headers, requestId = null, attempts] = await tokens.run("begin", host, operation, host, pack(ownData(params)), packed, given?.signal);
    return { data: finish(data), status, headers, requestId, attempts };
  } catch (error) {
    throw fromDescription(error);
  }
}
