/**
 * Every operation that the sandbox answers. A further operation is a function beside its siblings and one line here.
 *
 * @typedef {object} Route
 * @property {string} method
 * @property {string} path `{name}` stands for one segment
 * @property {import("./hosts.js").Host} host
 * @property {string} [scope] the OAuth scope that the access token must have
 * @property {boolean} [json] whether the operation reads a JSON body
 * @property {(context: any) => Promise<import("./reply.js").Reply> | import("./reply.js").Reply} handle
 */
import { createServerToServerToken } from "./b2b.js";
import { api, b2b } from "./hosts.js";
import { createPrivateToken } from "./storefront.js";

const STOREFRONT = "/stores/{store_hash}/v3/storefront";
const MANAGE_TOKENS = "store_storefront_api";

/** @type {readonly Route[]} */
export const routes = [
  { method: "POST", path: `${STOREFRONT}/api-token-private`, host: api, scope: MANAGE_TOKENS, json: true, handle: createPrivateToken },
  { method: "POST", path: "/api/io/auth/backend", host: b2b, json: true, handle: createServerToServerToken },
  { method: "POST", path: "/api/v3/io/auth/backend", host: b2b, json: true, handle: createServerToServerToken },
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

/** All routes of a path, whatever their method. @param {string} path */
export function matchRoutes(path) {
  return routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params ? [{ route, params }] : [];
  });
}
