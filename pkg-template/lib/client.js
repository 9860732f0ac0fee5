import { environment } from "./environment.js";
import { ConfigError } from "./errors.js";
import { B2B, TokenFamily } from "./families.js";
import { refuseBrowser } from "./guard.js";
import { links } from "./links.js";
import { openHost } from "./open-host.js";
import { isCopy, ownData } from "./own-data.js";
import { tokens } from "./tokens-wasm.js";

export class BigCommerceTokens {
  #options;

  /** @param {any} options */
  constructor(options) {
    const { own, host } = openHost(tokens, "checkSettings", ["appInfo", "endpoints", "fetchOptions"], options);
    this.#options = own;
    this.privateTokens = new TokenFamily(host, "privateTokens");
    this.storefrontTokens = new TokenFamily(host, "storefrontTokens");
    this.customerImpersonationTokens = new TokenFamily(host, "customerImpersonationTokens");
    this.b2b = new B2B(host);
    links.set(this, host);
    // A subclass has fields of its own to set.
    if (new.target === BigCommerceTokens) Object.freeze(this);
  }

  /**
   * @this {(new (options: any) => BigCommerceTokens) | void}
   * @param {Record<string, string | undefined>} [env]
   * @param {any} [options]
   */
  static fromEnv(env = environment(), options = {}) {
    refuseBrowser(tokens, true);
    // Called of a subclass, or taken out of its class.
    const Client = this ?? BigCommerceTokens;
    const own = ownData(options);
    // What is no options at all is refused as it is.
    if (!isCopy(own)) return new Client(own);
    const variables = { storeHash: "BIGCOMMERCE_STORE_HASH", accessToken: "BIGCOMMERCE_ACCESS_TOKEN" };
    const found = Object.create(null);
    const missing = [];
    for (const [option, name] of Object.entries(variables)) {
      found[option] = own?.[option] ?? read(env, name);
      if (!found[option]) missing.push([option, name]);
    }
    if (missing[0] !== undefined) {
      const names = missing.map(([, name]) => name).join(" and ");
      throw new ConfigError({
        code: "config",
        option: missing[0][0],
        message: `expected ${names} in the environment, got nothing`,
        hint: "set it, or pass an environment: fromEnv(env) in a Worker; Deno needs --allow-env",
      });
    }
    return new Client({ ...own, ...found });
  }

  /** @param {any} options @returns {this} */
  withOptions(options) {
    const own = ownData(options);
    const Client = /** @type {new (options: any) => this} */ (this.constructor);
    const made = new Client(isCopy(own) ? { ...this.#options, ...own } : own);
    const host = links.get(this);
    if (host !== undefined) links.get(made)?.shareBudget(host);
    return made;
  }
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 */
function read(env, name) {
  try {
    return env[name];
  } catch {
    return undefined;
  }
}
