/**
 * Lists the tokens that the calling API account has issued in one family, page by page. A JWT is never returned.
 *
 * @typedef {import("../store.js").StorefrontRecord} StorefrontRecord
 * @typedef {Record<string, string>} Errors
 * @typedef {{ page: number, limit: number, sort: string, direction: string }} Query
 */
import { toSeconds } from "../clock.js";
import { json } from "../reply.js";
import { unprocessable } from "./refusals.js";

const MOST_PER_PAGE = 250;
const SORTS = ["issued_at", "expires_at"];
const DIRECTIONS = ["asc", "desc"];
/** @type {Query} */
const DEFAULTS = { page: 1, limit: 50, sort: "issued_at", direction: "asc" };
const INVALID = "The query is invalid";

/** @param {string} value @param {string} name @param {Errors} errors */
function readCount(value, name, errors) {
  const count = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(count) || count < 1) errors[name] = "must be an integer of at least 1";
  return count;
}

/** @param {string} value @param {readonly string[]} allowed @param {string} name @param {Errors} errors */
function readChoice(value, allowed, name, errors) {
  if (!allowed.includes(value)) errors[name] = `must be one of ${allowed.join(", ")}`;
  return value;
}

/** @type {Record<string, (value: string, errors: Errors) => Partial<Query>>} */
const PARAMETERS = {
  page: (value, errors) => ({ page: readCount(value, "page", errors) }),
  limit: (value, errors) => ({ limit: Math.min(readCount(value, "limit", errors), MOST_PER_PAGE) }),
  sort: (value, errors) => ({ sort: readChoice(value, SORTS, "sort", errors) }),
  direction: (value, errors) => ({ direction: readChoice(value, DIRECTIONS, "direction", errors) }),
};

/** @param {string} search @param {Errors} errors @returns {Query} */
function readQuery(search, errors) {
  let query = DEFAULTS;
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(PARAMETERS, name)) query = { ...query, ...PARAMETERS[name](value, errors) };
    else errors[name] = "unknown query parameter";
  }
  return query;
}

/** A token without an end sorts after every other. @param {string} sort @returns {(record: StorefrontRecord) => number} */
const keyFor = (sort) => (sort === "issued_at" ? ({ issuedAt }) => issuedAt : ({ expiresAt }) => expiresAt ?? Infinity);

/** @param {StorefrontRecord[]} records @param {Query} query */
function sorted(records, { sort, direction }) {
  const key = keyFor(sort);
  const ascending = [...records].sort((one, other) => compare(key(one), key(other)));
  return direction === "asc" ? ascending : ascending.reverse();
}

/** Infinity minus Infinity is no number. @param {number} one @param {number} other */
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** @param {StorefrontRecord} record @param {number} nowSeconds */
function toItem({ jti, type, name, channelIds, allowedCorsOrigins, scopes, issuedAt, expiresAt, revokedAt, clientId }, nowSeconds) {
  return {
    jti,
    type,
    ...(name === undefined ? {} : { name }),
    channel_ids: channelIds,
    allowed_cors_origins: allowedCorsOrigins,
    scopes,
    is_revoked: revokedAt !== null,
    is_expired: expiresAt !== null && expiresAt <= nowSeconds,
    principal: { id: clientId, type: "api_account" },
    issued_at: issuedAt,
    ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    ...(revokedAt === null ? {} : { revoked_at: revokedAt }),
  };
}

/**
 * `GET /storefront/{family}`: lists tokens, revoked and expired ones too.
 *
 * @param {import("./families.js").Family} family
 * @returns {(context: import("./create.js").Context) => import("../reply.js").Reply}
 */
export const listTokens =
  (family) =>
  ({ store, account, request }) => {
    /** @type {Errors} */
    const errors = {};
    const query = readQuery(request.search, errors);
    if (Object.keys(errors).length > 0) return unprocessable(store, INVALID, errors);
    const { page, limit } = query;
    const all = sorted(store.tokensOf(account, family.type), query);
    const shown = all.slice((page - 1) * limit, page * limit);
    const pagination = { total: all.length, count: shown.length, per_page: limit, current_page: page, total_pages: Math.ceil(all.length / limit) };
    const nowSeconds = toSeconds(request.at);
    return json(200, { data: shown.map((record) => toItem(record, nowSeconds)), meta: { pagination } });
  };
