import { ValidationError } from "../errors.js";
import { ACCESSOR, UNREADABLE, isCopy } from "../own-data.js";
import { pack } from "../pack.js";

/**
 * Refuses what are no options, in the client's words.
 *
 * @param {unknown} own  what ownData() gave; nothing for none
 * @param {string} operation
 */
export function checkOptions(own, operation) {
  if (own !== undefined && own !== null && !isCopy(/** @type {object} */ (own))) refuse("options", "an object with named fields", own, operation);
}

/**
 * Refuses what is no signal, in the client's words.
 *
 * @param {unknown} signal  `undefined` for none
 * @param {string} path
 * @param {string} operation
 */
export function checkSignal(signal, path, operation) {
  if (signal === undefined || pack(signal, "signal") === '["shape",true]') return;
  refuse(path, "an AbortSignal", signal, operation);
}

/** @param {string} path @param {string} expected @param {unknown} value @param {string} operation @returns {never} */
function refuse(path, expected, value, operation) {
  const message = `expected ${expected}, got ${kindOf(value)}`;
  throw new ValidationError({
    code: "validation",
    message: `the input has a fault, nothing was sent\n  ${path}: ${message}`,
    issues: [{ path, code: value === ACCESSOR ? "accessor" : "type", message, expected }],
    operation,
  });
}

/** @param {unknown} value */
function kindOf(value) {
  if (value === ACCESSOR) return "a getter; pass a plain value";
  if (value === UNREADABLE) return "an object that cannot be read";
  if (value === null) return "null";
  try {
    if (Array.isArray(value)) return "an array";
  } catch {
    return "an object that cannot be read";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
