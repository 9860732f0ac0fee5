/**
 * What differs between the hosts, whatever the operation: who is let in, how a refusal looks, how the quota is told.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 * @typedef {import("./rate-limit.js").Budget} Budget
 * @typedef {{ granted?: Record<string, unknown>, refusal?: undefined } | { granted?: undefined, refusal: Reply }} Admission what an
 *   operation gets to know of who is let in
 * @typedef {object} Host
 * @property {"api" | "b2b" | "storefront"} name
 * @property {boolean} isForServersOnly whether a request that a browser sends is refused
 * @property {"requests" | "complexity"} spends what is counted: each request, or what the operation says
 * @property {(status: number, text: string) => Reply} refuse
 * @property {(request: SandboxRequest, params: Record<string, string>, store: import("./store.js").Store) => Admission | Promise<Admission>} admit
 * @property {(budget: Budget) => Record<string, string>} quotaHeaders
 */
import { anybody } from "./b2b/access.js";
import { storefront } from "./graphql/host.js";
import { empty, envelope, problem } from "./reply.js";

/** What an injected status says where the test gave no body. Only the texts of 404 and 429 are documented. */
const TITLES = { 400: "Bad request", 404: "Not found", 429: "Too many requests", 500: "Internal server error", 503: "Service unavailable" };
const META_MESSAGES = { 400: "Bad Requests Error", 404: "Not Found Error", 500: "Server Error" };

/** @param {number} status */
export const titleOf = (status) => TITLES[/** @type {keyof typeof TITLES} */ (status)] ?? `Status ${status}`;

/** @type {Host} api.bigcommerce.com */
export const api = {
  name: "api",
  isForServersOnly: true,
  spends: "requests",

  refuse: (status, text) => (status === 401 ? empty(401) : problem(status, text)),

  admit(request, params, store) {
    const account = store.accountOf(request.headers.get("x-auth-token") ?? "");
    return account && params.store_hash === store.storeHash ? { granted: { account } } : { refusal: empty(401) };
  },

  quotaHeaders: ({ allowed, quota, left, resetMs, windowMs }) => ({
    "X-Rate-Limit-Time-Window-Ms": String(windowMs),
    "X-Rate-Limit-Time-Reset-Ms": String(resetMs),
    "X-Rate-Limit-Requests-Quota": String(quota),
    "X-Rate-Limit-Requests-Left": String(left),
    ...(allowed ? {} : { "X-Retry-After": String(Math.ceil(resetMs / 1000)) }),
  }),
};

/** @param {number} status @param {string} errMsg */
const refuseB2b = (status, errMsg) => {
  const message = META_MESSAGES[/** @type {keyof typeof META_MESSAGES} */ (status)] ?? errMsg;
  return envelope(status, { errMsg }, message);
};

/** @type {Host} api-b2b.bigcommerce.com */
export const b2b = {
  name: "b2b",
  isForServersOnly: true,
  spends: "requests",

  refuse: refuseB2b,

  admit: anybody,

  quotaHeaders: ({ quota, left, resetMs, windowMs }) => ({
    "X-Requests-Allocated": `${quota} times/${windowMs / 1000} s`,
    "X-Requests-Remaining": `${left} times`,
    "X-Requests-Window-Length": "0 times",
    "X-Request-Window-Resets-After": `${resetMs / 1000} s`,
    "X-Request-Id": crypto.randomUUID(),
    "Trace-Id": crypto.randomUUID().replaceAll("-", ""),
  }),
};

/** The host that a path belongs to, where no route says so. @param {string} path */
export function hostOf(path) {
  if (path.startsWith("/api/")) return b2b;
  return path.endsWith("/graphql") ? storefront : api;
}
