// The three families of storefront tokens, by the names that flags use.
import { usage } from "./failure.js";

const FAMILIES = /** @type {Record<string, string>} */ ({
  private: "privateTokens",
  storefront: "storefrontTokens",
  "customer-impersonation": "customerImpersonationTokens",
});

/** @type {import("./command-line.js").Option} */
export const KIND_OPTION = { type: "string", value: "KIND", what: "private (the default), storefront or customer-impersonation" };

/** @param {any} client @param {string} [kind] @returns {any} the client's family */
export function familyOf(client, kind = "private") {
  return client[familyName(kind)];
}

/** @param {string} family of the client */
export const kindOf = (family) => Object.keys(FAMILIES).find((kind) => FAMILIES[kind] === family) ?? "private";

/** @param {string} kind */
export function familyName(kind = "private") {
  if (!Object.hasOwn(FAMILIES, kind)) throw usage("--kind: expected private, storefront or customer-impersonation");
  return FAMILIES[kind];
}
