// The operations, grouped as the API groups them. Each is a name of the wasm and what its result becomes.
import { call, walk } from "./call.js";
import { toB2BRecord, toB2BToken, toIssuedToken } from "./issued-token.js";
import { toTokenRecord } from "./token-record.js";

/** @typedef {import("./host.js").Host} Host */

/** One of the three families of the storefront, which differ by their name alone. */
export class TokenFamily {
  #host;
  #name;

  /**
   * @param {Host} host
   * @param {"privateTokens" | "storefrontTokens" | "customerImpersonationTokens"} name
   */
  constructor(host, name) {
    this.#host = host;
    this.#name = name;
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  create(params, options) {
    return call(`${this.#name}.create`, this.#host, params, options, toIssuedToken);
  }

  /**
   * @param {unknown} [query]
   * @param {unknown} [options]
   */
  list(query = {}, options) {
    return walk(`${this.#name}.list`, this.#host, query, options, toTokenRecord, "page");
  }

  /**
   * @param {unknown} which
   * @param {unknown} [options]
   */
  revoke(which, options) {
    return call(`${this.#name}.revoke`, this.#host, which, options, nothing);
  }

  /**
   * @param {unknown} confirm
   * @param {unknown} [options]
   */
  revokeAll(confirm, options) {
    return call(`${this.#name}.revokeAll`, this.#host, confirm, options, nothing);
  }
}

export class B2B {
  /** @param {Host} host */
  constructor(host) {
    this.serverToServerTokens = new ServerToServerTokens(host);
    this.customerTokens = new CustomerTokens(host);
    this.storefrontTokens = new B2BStorefrontTokens(host);
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
    this.#warn();
    return call("b2b.serverToServerTokens.create", this.#host, params, options, toB2BToken);
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  list(params, options) {
    this.#warn();
    return walk("b2b.serverToServerTokens.list", this.#host, params, options, toB2BRecord, "offset");
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  delete(params, options) {
    this.#warn();
    return call("b2b.serverToServerTokens.delete", this.#host, params, options, nothing);
  }

  #warn() {
    this.#host.warnOnce(
      "b2b_server_to_server_deprecated",
      "BigCommerce deprecated B2B server to server tokens on 2025-09-30: use the access token with X-Store-Hash instead (logLevel: \"error\" silences this)",
    );
  }
}

class CustomerTokens {
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
    return call("b2b.customerTokens.create", this.#host, params, options, toB2BToken);
  }
}

class B2BStorefrontTokens {
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
    return call("b2b.storefrontTokens.create", this.#host, params, options, toB2BToken, "customerAccessToken");
  }

  /**
   * @param {unknown} params
   * @param {unknown} [options]
   */
  fromCurrentCustomerJwt(params, options) {
    return call("b2b.storefrontTokens.fromCurrentCustomerJwt", this.#host, params, options, toB2BToken);
  }
}

/** A revocation has no result. @returns {void} */
function nothing() {}
