import { ValidationError } from "../errors.js";
import { ACCESSOR } from "../own-data.js";
import { pack } from "../pack.js";

/**
 * Refuses what is no signal, in the client's words.
 *
 * @param {unknown} signal  `undefined` for none
 * @param {string} path
 * @param {string} operation
 */
export function checkSignal(signal, path, operation) {
  if (signal === undefined || pack(signal, "signal") === '["shape",true]') return;
  const expected = "an AbortSignal";
  const message = `expected ${expected}, got ${kindOf(signal)}`;
  throw new ValidationError({
    code: "validation",
    message: `the input has a fault, nothing was sent\n  ${path}: ${message}`,
    issues: [{ path, code: signal === ACCESSOR ? "accessor" : "type", message, expected }],
    operation,
  });
}

/** @param {unknown} value */
function kindOf(value) {
  if (value === ACCESSOR) return "a getter; pass a plain value";
  if (value === null) return "null";
  try {
    if (Array.isArray(value)) return "an array";
  } catch {
    return "an object that cannot be read";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
