// Copies what a caller passed before anything looks at it twice: own data properties alone, each read once, so that neither
// a prototype nor a getter nor a change during an await can alter what was checked.

/** Stands in place of a getter; pack.js tells it to src/input. */
export const ACCESSOR = Symbol.for("bigcommerce-tokens.accessor");

/** One item more than any list may have, so that too long a list is still seen to be too long. */
const MAX_ITEMS = 1_001;

/** No argument has more fields than this; whatever comes beyond is misspelt and named in part. */
const MAX_FIELDS = 100;

/**
 * A null-prototype copy of a plain object; anything else as it is, for Rust to refuse by its kind.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function ownData(value) {
  if (!isPlainObject(value)) return value;
  const copy = Object.create(null);
  for (const key of Reflect.ownKeys(value).slice(0, MAX_FIELDS)) {
    if (typeof key === "symbol") continue;
    const item = read(value, key);
    if (item !== undefined) copy[key] = Array.isArray(item) ? copyArray(item) : item;
  }
  return copy;
}

/**
 * @param {unknown} value
 * @returns {value is object}
 */
function isPlainObject(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Object]" || tag === "[object Module]";
}

/** @param {readonly unknown[]} array */
function copyArray(array) {
  const length = Math.min(array.length, MAX_ITEMS);
  const copy = [];
  for (let index = 0; index < length; index += 1) copy.push(read(array, index));
  return copy;
}

/**
 * @param {object} holder
 * @param {string | number} key
 * @returns {unknown}
 */
function read(holder, key) {
  const property = Reflect.getOwnPropertyDescriptor(holder, key);
  if (property === undefined) return undefined;
  return "value" in property ? property.value : ACCESSOR;
}
