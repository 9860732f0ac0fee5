/**
 * What differs between the three families of tokens. A family is named by a path segment, and by `type` in the listing.
 *
 * @typedef {object} Family
 * @property {string} segment the last part of the path of its routes
 * @property {"simple" | "private" | "customer_impersonation"} type
 * @property {string} oauthScope what the access token needs to create, list and revoke
 * @property {number | null} tokenType the claim `token_type`; null where nobody has seen one
 * @property {boolean} takesOrigins whether a token may carry allowed origins
 * @property {boolean} takesScopes whether a token carries access scopes
 */

const MANAGE_TOKENS = "store_storefront_api";
const MANAGE_IMPERSONATION = "store_storefront_api_customer_impersonation";

/** @type {Family} */
export const simple = {
  segment: "api-token",
  type: "simple",
  oauthScope: MANAGE_TOKENS,
  tokenType: 1,
  takesOrigins: true,
  takesScopes: false,
};

/** @type {Family} */
export const privateFamily = {
  segment: "api-token-private",
  type: "private",
  oauthScope: MANAGE_TOKENS,
  tokenType: null,
  takesOrigins: false,
  takesScopes: true,
};

/** @type {Family} */
export const customerImpersonation = {
  segment: "api-token-customer-impersonation",
  type: "customer_impersonation",
  oauthScope: MANAGE_IMPERSONATION,
  tokenType: 2,
  takesOrigins: false,
  takesScopes: false,
};

export const families = [simple, privateFamily, customerImpersonation];
