/**
 * What a fault may look like. A misspelt field is refused, else a test would pass because its fault never happened.
 *
 * @typedef {{ expected: string, fits: (value: any) => boolean }} Rule
 */
import { B2B_SHAPES } from "./b2b/error-shapes.js";

/** @param {readonly unknown[]} values @returns {Rule} */
const oneOf = (...values) => ({ expected: `one of ${values.join(", ")}`, fits: (value) => values.includes(value) });
/** @param {number} from @param {number} to @returns {Rule} */
const status = (from, to) => ({
  expected: `an integer from ${from} to ${to}`,
  fits: (value) => Number.isInteger(value) && value >= from && value <= to,
});
/** @param {number} least @returns {Rule} */
const count = (least) => ({
  expected: `a whole number of at least ${least}, or Infinity`,
  fits: (value) => value === Infinity || (Number.isInteger(value) && value >= least),
});
/** @type {Rule} */
const textRule = { expected: "a string", fits: (value) => typeof value === "string" };
/** @type {Rule} */
const whole = { expected: "a whole number", fits: (value) => Number.isSafeInteger(value) };
/** @type {Rule} */
const milliseconds = { expected: "a finite number of milliseconds, at least 0", fits: (value) => Number.isFinite(value) && value >= 0 };
/** @type {Rule} */
const headers = { expected: "an object of valid header names and values", fits: isHeaders };
/** @type {Rule} */
const body = {
  expected: "a string, a Uint8Array or a value that JSON can hold",
  fits: (value) => !["function", "symbol", "bigint"].includes(typeof value),
};

/** @param {unknown} value */
function isHeaders(value) {
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    return Boolean(new Headers(/** @type {Record<string, string>} */ (value)));
  } catch {
    return false;
  }
}

/** @type {Record<string, Record<string, Rule>>} */
const FIELDS = {
  status: { status: status(200, 599), headers, body },
  delay: { ms: milliseconds },
  stall: { at: oneOf("headers", "body") },
  truncate: { afterBytes: count(0) },
  redirect: { status: status(300, 399), location: textRule },
  html: { status: status(200, 599) },
  b2bError: { shape: oneOf(...B2B_SHAPES), status: status(200, 599), code: whole, text: textRule },
  bomb: { bytes: count(0) },
  disconnect: {},
};
/** @type {Record<string, Rule>} */
const COMMON = { times: count(1), path: textRule, method: textRule };
/** @type {Record<string, string>} */
const REQUIRED = { status: "status", delay: "ms", b2bError: "shape" };

/** @param {any} fault @throws {TypeError} naming the field that is wrong */
export function checkFault(fault) {
  const kind = Object(fault).kind;
  if (!Object.hasOwn(FIELDS, kind)) throw new TypeError(`inject: kind: expected one of ${Object.keys(FIELDS).join(", ")}`);
  const rules = { ...FIELDS[kind], ...COMMON };
  for (const [field, value] of Object.entries(fault)) {
    if (field === "kind" || value === undefined) continue;
    if (!Object.hasOwn(rules, field)) {
      throw new TypeError(`inject: ${field}: no such field in a "${kind}" fault, only ${Object.keys(rules).join(", ")}`);
    }
    if (!rules[field].fits(value)) throw new TypeError(`inject: ${field}: expected ${rules[field].expected}`);
  }
  const required = REQUIRED[kind];
  if (required && fault[required] === undefined) throw new TypeError(`inject: ${required}: expected ${rules[required].expected}`);
}
