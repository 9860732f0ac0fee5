/**
 * The rules for a token request of the storefront family. Each check reads one concern of the body, writes what it finds
 * into `errors` (field to text, as the API's 422 carries them) and returns the value where there is one.
 *
 * `error.path.missing` and `error.expected.js…` are the texts that a sibling v3 service documents; the plain sentences are
 * invented here, because the API documents the rule but no text.
 *
 * @typedef {Record<string, string>} Errors
 * @typedef {Record<string, unknown>} Body
 */

const MISSING = "error.path.missing";
const NOT_A_NUMBER = "error.expected.jsnumber";
const NOT_A_LIST = "error.expected.jsarray";
const NOT_A_STRING = "error.expected.jsstring";
const ONE_CHANNEL_FIELD = "send exactly one of channel_id and channel_ids";
const SCOPES = ["Unauthenticated", "Customer", "B2B"];
const LONGEST_NAME = 120;
const MOST_ORIGINS = 2;
/** The year 5138 in seconds and 1973 in milliseconds: no honest value in seconds is as large. */
const FIRST_MILLISECONDS = 100_000_000_000;
const FOUR_BYTES_OR_ILL_FORMED = /[\u{10000}-\u{10FFFF}\p{Surrogate}]/u;

/** @param {Body} body @param {string} field */
const has = (body, field) => Object.hasOwn(body, field);

/** @param {Body} body @param {Errors} errors @param {number} nowSeconds @returns {number} */
export function checkExpiry(body, errors, nowSeconds) {
  const value = /** @type {number} */ (body.expires_at);
  if (!has(body, "expires_at")) errors.expires_at = MISSING;
  else if (typeof value !== "number") errors.expires_at = NOT_A_NUMBER;
  else if (!Number.isInteger(value) || value < 0) errors.expires_at = "must be an integer of at least 0";
  else if (value >= FIRST_MILLISECONDS) errors.expires_at = "must be in seconds; milliseconds are not supported";
  else if (value > 0 && value <= nowSeconds) errors.expires_at = "must be in the future, or 0 for a token without expiry";
  return value;
}

/** @param {unknown} value @param {string} field @param {Errors} errors */
function checkChannelId(value, field, errors) {
  if (typeof value !== "number") errors[field] = NOT_A_NUMBER;
  else if (!Number.isSafeInteger(value) || value < 1) errors[field] = "must be an integer of at least 1";
}

/** An empty list stands for every channel of the store. @param {Body} body @param {Errors} errors @returns {number[]} */
export function checkChannels(body, errors) {
  const [one, many] = [has(body, "channel_id"), has(body, "channel_ids")];
  if (one === many) {
    errors.channel_id = errors.channel_ids = one ? ONE_CHANNEL_FIELD : MISSING;
    return [];
  }
  if (one) {
    checkChannelId(body.channel_id, "channel_id", errors);
    return [/** @type {number} */ (body.channel_id)];
  }
  if (!Array.isArray(body.channel_ids)) {
    errors.channel_ids = NOT_A_LIST;
    return [];
  }
  body.channel_ids.forEach((id, index) => checkChannelId(id, `channel_ids[${index}]`, errors));
  return body.channel_ids;
}

/** @param {Body} body @param {Errors} errors @returns {string[]} */
export function checkScopes(body, errors) {
  const scopes = body.scopes;
  if (!has(body, "scopes")) errors.scopes = MISSING;
  else if (!Array.isArray(scopes)) errors.scopes = NOT_A_LIST;
  else if (scopes.length === 0) errors.scopes = "must name at least one scope";
  else {
    scopes.forEach((scope, index) => {
      if (!SCOPES.includes(scope)) errors[`scopes[${index}]`] = `must be one of ${SCOPES.join(", ")}`;
    });
    return [...new Set(scopes)];
  }
  return [];
}

/**
 * Both generations take two origins at most; only the older one's document asks for at least one where the field is sent.
 *
 * @param {Body} body
 * @param {Errors} errors
 * @param {number} fewest
 * @returns {string[]}
 */
export function checkOrigins(body, errors, fewest) {
  const origins = body.allowed_cors_origins;
  if (!has(body, "allowed_cors_origins")) return [];
  if (!Array.isArray(origins)) errors.allowed_cors_origins = NOT_A_LIST;
  else if (origins.length < fewest) errors.allowed_cors_origins = "must name at least one origin";
  else if (origins.length > MOST_ORIGINS) errors.allowed_cors_origins = `must name at most ${MOST_ORIGINS} origins`;
  else {
    origins.forEach((origin, index) => {
      if (typeof origin !== "string") errors[`allowed_cors_origins[${index}]`] = NOT_A_STRING;
      else if (origin === "") errors[`allowed_cors_origins[${index}]`] = "must not be empty";
    });
    return origins;
  }
  return [];
}

/** The name is trimmed; one that is blank counts as none. @param {Body} body @param {Errors} errors @returns {string | undefined} */
export function checkName(body, errors) {
  if (!has(body, "name")) return undefined;
  if (typeof body.name !== "string") {
    errors.name = NOT_A_STRING;
    return undefined;
  }
  const name = body.name.trim();
  if (FOUR_BYTES_OR_ILL_FORMED.test(name)) errors.name = "must not contain 4-byte characters";
  else if (name.length > LONGEST_NAME) errors.name = `must be at most ${LONGEST_NAME} characters`;
  return name === "" ? undefined : name;
}
