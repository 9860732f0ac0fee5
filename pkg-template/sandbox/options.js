/**
 * Reads the options of createSandbox and fills in what is missing. Every default is synthetic and says so.
 *
 * @typedef {{ token: string, scopes: readonly string[], clientId: string }} Account
 * @typedef {{ email: string, password: string, role: string }} User
 * @typedef {{ requests: number, windowMs: number }} Limit
 * @typedef {object} Settings
 * @property {string} storeHash
 * @property {Account[]} accounts
 * @property {User[]} users
 * @property {readonly number[]} channelIds
 * @property {{ api: Limit, b2b: Limit }} limits
 * @property {{ privateTokenScopes: boolean }} claims
 * @property {"A" | "B"} generation
 * @property {{ delayMs: number, limit: number }} revocation
 */

const OAUTH_SCOPES = ["store_storefront_api", "store_storefront_api_customer_impersonation"];
const ROLES = ["Administrator", "Store Owner", "Sales Rep"];
const GENERATIONS = ["A", "B"];
const OPTIONS = ["storeHash", "accessTokens", "users", "channelIds", "rateLimit", "claims", "generation", "revocation"];
const DEFAULT_TOKENS = [{ token: "sandbox0access0token0not0secret" }];
const DEFAULT_USERS = [{ email: "owner@sandbox.example", password: "sandbox-password-not-a-secret" }];
const DEFAULT_LIMITS = { api: { requests: 150, windowMs: 30_000 }, b2b: { requests: 150, windowMs: 60_000 } };
/** The documents say "about 60 seconds" and "a limited number". */
const DEFAULT_REVOCATION = { delayMs: 60_000, limit: 1000 };
const CLIENT_ID_LENGTH = 31;

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value !== "";
/** @param {any} value */
const isChannelId = (value) => Number.isSafeInteger(value) && value >= 1;
/** @param {unknown} value */
const isFilledList = (value) => Array.isArray(value) && value.length > 0;

/** @param {boolean} holds @param {string} path @param {string} expected */
function expect(holds, path, expected) {
  if (!holds) throw new TypeError(`createSandbox: ${path}: expected ${expected}`);
}

/** @param {any[]} list @returns {Account[]} */
function readAccounts(list) {
  expect(isFilledList(list), "accessTokens", "a list of at least one { token, scopes? }");
  return list.map(({ token, scopes = OAUTH_SCOPES }, index) => {
    expect(isText(token), `accessTokens[${index}].token`, "a string that is not empty");
    expect(Array.isArray(scopes) && scopes.every(isText), `accessTokens[${index}].scopes`, "a list of OAuth scope names");
    return { token, scopes: [...scopes], clientId: `sandboxclientid${index}`.padEnd(CLIENT_ID_LENGTH, "0") };
  });
}

/** @param {any[]} list @returns {User[]} */
function readUsers(list) {
  expect(isFilledList(list), "users", "a list of at least one { email, password, role? }");
  return list.map(({ email, password, role = "Administrator" }, index) => {
    expect(isText(email), `users[${index}].email`, "a string that is not empty");
    expect(isText(password), `users[${index}].password`, "a string that is not empty");
    expect(ROLES.includes(role), `users[${index}].role`, `one of ${ROLES.join(", ")}`);
    return { email, password, role };
  });
}

/** @param {unknown} limit @returns {{ api: Limit, b2b: Limit }} */
function readLimits(limit) {
  if (limit === undefined) return DEFAULT_LIMITS;
  const { requests, windowMs } = Object(limit);
  expect(Number.isSafeInteger(requests) && requests >= 0, "rateLimit.requests", "a whole number of at least 0");
  expect(Number.isSafeInteger(windowMs) && windowMs >= 1, "rateLimit.windowMs", "whole milliseconds, at least 1");
  return { api: { requests, windowMs }, b2b: { requests, windowMs } };
}

/** @param {any} revocation @returns {{ delayMs: number, limit: number }} */
function readRevocation(revocation = {}) {
  expect(typeof revocation === "object" && revocation !== null, "revocation", "an object");
  const { delayMs, limit } = { ...DEFAULT_REVOCATION, ...withoutUndefined(revocation) };
  expect(Number.isFinite(delayMs) && delayMs >= 0, "revocation.delayMs", "a finite number of milliseconds, at least 0");
  expect(limit === Infinity || (Number.isSafeInteger(limit) && limit >= 0), "revocation.limit", "a whole number of at least 0, or Infinity");
  return { delayMs, limit };
}

/** @param {object} options */
const withoutUndefined = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** @param {Record<string, any>} [options] @returns {Settings} */
export function readOptions(options = {}) {
  expect(typeof options === "object" && options !== null, "options", "an object");
  for (const key of Object.keys(options)) expect(OPTIONS.includes(key), key, `no such option, only ${OPTIONS.join(", ")}`);
  const { storeHash = "sandbox1", accessTokens = DEFAULT_TOKENS, users = DEFAULT_USERS, channelIds = [1], rateLimit, claims = {}, generation = "B" } = options;
  expect(typeof storeHash === "string" && /^[A-Za-z0-9]{1,32}$/.test(storeHash), "storeHash", "1 to 32 letters and digits");
  expect(isFilledList(channelIds) && channelIds.every(isChannelId), "channelIds", "a list of at least one integer of at least 1");
  expect(GENERATIONS.includes(generation), "generation", `one of ${GENERATIONS.join(", ")}`);
  return {
    storeHash,
    generation,
    accounts: readAccounts(accessTokens),
    users: readUsers(users),
    channelIds: [...channelIds],
    limits: readLimits(rateLimit),
    revocation: readRevocation(options.revocation),
    claims: { privateTokenScopes: Object(claims).privateTokenScopes === true },
  };
}
