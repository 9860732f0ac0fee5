// What every store checks before anything is sent to its backend. Messages name kinds, never what was given.

/** Longest life and lease. A token without an end must not stay in a store without an end, and some backends refuse far dates. */
const LONGEST_MS = 30 * 24 * 60 * 60 * 1_000;

/** UTF-8 has no lone surrogates: two keys, or two values, would become one. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** @param {unknown} value */
const kindOf = (value) => (value === null ? "null" : typeof value);

/**
 * @param {string} store the function that made the store, for the message
 * @param {string} what
 * @param {unknown} value
 */
function checkText(store, what, value) {
  if (typeof value !== "string") throw new TypeError(`${store}: ${what}: expected a string, got ${kindOf(value)}`);
  if (LONE_SURROGATE.test(value)) throw new TypeError(`${store}: ${what}: expected well-formed text, got a lone surrogate`);
}

/** @param {string} store @param {unknown} key */
export const checkKey = (store, key) => checkText(store, "key", key);

/** @param {string} store @param {unknown} value */
export const checkValue = (store, value) => checkText(store, "value", value);

/**
 * Whole milliseconds, rounded down and cut at the longest life, so that clamping never lengthens one. 0 is a life that is over.
 *
 * @param {string} store
 * @param {unknown} ttlMs
 */
export function lifeOf(store, ttlMs) {
  if (typeof ttlMs !== "number" || Number.isNaN(ttlMs)) {
    throw new TypeError(`${store}: ttlMs: expected a number of milliseconds, got ${typeof ttlMs === "number" ? "NaN" : kindOf(ttlMs)}`);
  }
  return Math.max(0, Math.floor(Math.min(ttlMs, LONGEST_MS)));
}

/** @param {string} store @param {unknown} ttlMs */
export function leaseLifeOf(store, ttlMs) {
  const life = lifeOf(store, ttlMs);
  if (life === 0) throw new TypeError(`${store}: ttlMs: expected a lease of at least 1 millisecond`);
  return life;
}

/**
 * Fails when the store is made, rather than at the first token.
 *
 * @param {string} store
 * @param {string} what what was expected, in words
 * @param {any} object
 * @param {readonly string[]} methods
 */
export function checkMethods(store, what, object, methods) {
  const missing = object === null || object === undefined ? methods : methods.filter((name) => typeof object[name] !== "function");
  if (missing.length > 0) throw new TypeError(`${store}: expected ${what}, got ${kindOf(object)} without ${missing.join(", ")}`);
}
