/**
 * Reads the options of createSandbox and fills in what is missing. Every default is synthetic and says so.
 *
 * @typedef {import("./people.js").Account} Account
 * @typedef {import("./people.js").User} User
 * @typedef {import("../customers.js").Customer} Customer
 * @typedef {{ requests: number, windowMs: number }} Limit
 * @typedef {{ api: Limit, b2b: Limit, storefront: Limit }} Limits
 * @typedef {object} Settings
 * @property {string} storeHash
 * @property {"A" | "B"} generation
 * @property {Account[]} accounts
 * @property {User[]} users
 * @property {Customer[]} customers
 * @property {readonly number[]} channelIds
 * @property {Limits} limits
 * @property {{ delayMs: number, limit: number }} revocation
 * @property {{ privateTokenScopes: boolean }} claims
 * @property {{ library: object | undefined, scopeNames: "short" | "long" }} graphql
 */
import { expect, isFilledList, isLimit, withDefaults } from "./expect.js";
import { readAccounts, readCustomers, readUsers } from "./people.js";

const OPTIONS = [
  "storeHash", "accessTokens", "users", "customers", "channelIds", "rateLimit", "claims", "generation", "revocation", "graphql",
];
const GENERATIONS = ["A", "B"];
const SCOPE_NAMES = ["short", "long"];
const DEFAULT_LIMITS = { api: { requests: 150, windowMs: 30_000 }, b2b: { requests: 150, windowMs: 60_000 } };
/** The documents say "about 60 seconds" and "a limited number". */
const DEFAULT_REVOCATION = { delayMs: 60_000, limit: 1000 };
const DEFAULT_GRAPHQL = { library: undefined, scopeNames: "short", rateLimit: { complexity: Infinity, windowMs: 1000 } };

/** @param {any} value */
const isChannelId = (value) => Number.isSafeInteger(value) && value >= 1;

/** @param {any} limit @returns {{ api: Limit, b2b: Limit }} */
function readLimits(limit) {
  if (limit === undefined) return DEFAULT_LIMITS;
  const { requests, windowMs } = Object(limit);
  expect(Number.isSafeInteger(requests) && requests >= 0, "rateLimit.requests", "a whole number of at least 0");
  expect(Number.isSafeInteger(windowMs) && windowMs >= 1, "rateLimit.windowMs", "whole milliseconds, at least 1");
  return { api: { requests, windowMs }, b2b: { requests, windowMs } };
}

/** @param {unknown} revocation @returns {{ delayMs: number, limit: number }} */
function readRevocation(revocation) {
  const { delayMs, limit } = withDefaults(DEFAULT_REVOCATION, revocation, "revocation");
  expect(Number.isFinite(delayMs) && delayMs >= 0, "revocation.delayMs", "a finite number of milliseconds, at least 0");
  expect(isLimit(limit), "revocation.limit", "a whole number of at least 0, or Infinity");
  return { delayMs, limit };
}

/** @param {unknown} graphql @returns {{ graphql: Settings["graphql"], limit: Limit }} */
function readGraphql(graphql) {
  const { library, scopeNames, rateLimit } = withDefaults(DEFAULT_GRAPHQL, graphql, "graphql");
  const { complexity, windowMs } = Object(rateLimit);
  const isLibrary = library === undefined || typeof Object(library).buildSchema === "function";
  expect(isLibrary, "graphql.library", "the module of the package graphql");
  expect(SCOPE_NAMES.includes(scopeNames), "graphql.scopeNames", `one of ${SCOPE_NAMES.join(", ")}`);
  expect(isLimit(complexity), "graphql.rateLimit.complexity", "a whole number of at least 0, or Infinity");
  expect(Number.isSafeInteger(windowMs) && windowMs >= 1, "graphql.rateLimit.windowMs", "whole milliseconds, at least 1");
  return { graphql: { library, scopeNames }, limit: { requests: complexity, windowMs } };
}

/** @param {Record<string, any>} [options] @returns {Settings} */
export function readOptions(options = {}) {
  expect(typeof options === "object" && options !== null, "options", "an object");
  for (const key of Object.keys(options)) expect(OPTIONS.includes(key), key, `no such option, only ${OPTIONS.join(", ")}`);
  const { storeHash = "sandbox1", channelIds = [1], claims = {}, generation = "B" } = options;
  expect(typeof storeHash === "string" && /^[A-Za-z0-9]{1,32}$/.test(storeHash), "storeHash", "1 to 32 letters and digits");
  expect(isFilledList(channelIds) && channelIds.every(isChannelId), "channelIds", "a list of at least one integer of at least 1");
  expect(GENERATIONS.includes(generation), "generation", `one of ${GENERATIONS.join(", ")}`);
  const { graphql, limit } = readGraphql(options.graphql);
  return {
    storeHash,
    generation,
    accounts: readAccounts(options.accessTokens),
    users: readUsers(options.users),
    customers: readCustomers(options.customers),
    channelIds: [...channelIds],
    limits: { ...readLimits(options.rateLimit), storefront: limit },
    revocation: readRevocation(options.revocation),
    claims: { privateTokenScopes: Object(claims).privateTokenScopes === true },
    graphql,
  };
}
