// The three families of storefront tokens, by the names that flags use.
import { usage } from "./failure.js";

const FAMILIES = /** @type {Record<string, string>} */ ({
  private: "privateTokens",
  storefront: "storefrontTokens",
  "customer-impersonation": "customerImpersonationTokens",
});

/** @type {import("./command-line.js").Option} */
export const KIND_OPTION = { type: "string", value: "KIND", what: "private (the default), storefront or customer-impersonation" };

/** @param {string} kind @returns {string} the client's property */
export function familyName(kind) {
  if (!Object.hasOwn(FAMILIES, kind)) throw usage("--kind: expected private, storefront or customer-impersonation");
  return FAMILIES[kind];
}
