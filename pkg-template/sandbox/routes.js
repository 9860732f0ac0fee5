/**
 * Every operation that the sandbox answers. A further operation is a function beside its siblings and one line here.
 *
 * @typedef {object} Route
 * @property {string} method
 * @property {string} path `{name}` stands for one segment
 * @property {import("./hosts.js").Host} host
 * @property {import("./hosts.js").Host["admit"]} [admit] who is let in, where the host does not say it for all its routes
 * @property {string} [scope] the OAuth scope that the access token must have
 * @property {boolean} [json] whether the operation reads a JSON body
 * @property {boolean} [newer] whether only the newer generation of the API has it
 * @property {(context: any) => Promise<import("./reply.js").Reply> | import("./reply.js").Reply} handle
 */
import { b2bRoutes } from "./b2b/routes.js";
import { GRAPHQL_PATHS } from "./graphql/endpoint.js";
import { answerGraphql } from "./graphql/handle.js";
import { storefront } from "./graphql/host.js";
import { api } from "./hosts.js";
import { createToken } from "./storefront/create.js";
import { families, simple } from "./storefront/families.js";
import { listTokens } from "./storefront/list.js";
import { revokeAll, revokeByJti, revokeByJwt } from "./storefront/revoke.js";

const STOREFRONT = "/stores/{store_hash}/v3/storefront";

/** @param {import("./storefront/families.js").Family} family @returns {Route[]} */
function storefrontRoutes(family) {
  const path = `${STOREFRONT}/${family.segment}`;
  const shared = { host: api, scope: family.oauthScope };
  return [
    { method: "POST", path, ...shared, json: true, handle: createToken(family) },
    { method: "GET", path, ...shared, newer: true, handle: listTokens(family) },
    { method: "DELETE", path: `${path}/{jti}`, ...shared, newer: true, handle: revokeByJti(family) },
    { method: "POST", path: `${path}/revoke-all`, ...shared, newer: true, handle: revokeAll(family) },
  ];
}

/** @type {readonly Route[]} */
export const routes = [
  ...families.flatMap(storefrontRoutes),
  { method: "DELETE", path: `${STOREFRONT}/${simple.segment}`, host: api, scope: simple.oauthScope, handle: revokeByJwt },
  ...b2bRoutes,
  ...GRAPHQL_PATHS.map((path) => ({ method: "POST", path, host: storefront, json: true, handle: answerGraphql })),
];

/** @param {string} pattern @param {string} path @returns {Record<string, string> | null} the named segments, or null */
function matchPath(pattern, path) {
  const [expected, given] = [pattern.split("/"), path.split("/")];
  if (expected.length !== given.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, part] of expected.entries()) {
    if (part.startsWith("{")) params[part.slice(1, -1)] = given[index];
    else if (part !== given[index]) return null;
  }
  return params;
}

/** All routes of a path, whatever their method. @param {string} path @param {"A" | "B"} generation */
export function matchRoutes(path, generation) {
  return routes.flatMap((route) => {
    const params = route.newer && generation === "A" ? null : matchPath(route.path, path);
    return params ? [{ route, params }] : [];
  });
}
