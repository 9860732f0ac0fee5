// Copies what a caller passed before anything looks at it twice: own data properties alone, each read once, so that neither
// a prototype nor a getter nor a change during an await can alter what was checked.

/** Stands in place of a getter; pack.js tells it to src/input. */
export const ACCESSOR = Symbol.for("bigcommerce-tokens.accessor");

/** Stands in place of what throws when it is looked at, such as a revoked proxy. */
export const UNREADABLE = Symbol.for("bigcommerce-tokens.unreadable");

/** One item more than any list may have, so that too long a list is still seen to be too long. */
const MAX_ITEMS = 1_001;

/** No argument has more fields than this; whatever comes beyond is misspelt and named in part. */
const MAX_FIELDS = 100;

/** What was copied here. Nothing else is ever looked into. @type {WeakSet<object>} */
const copies = new WeakSet();

/** @param {object} value */
export const isCopy = (value) => copies.has(value);

/**
 * A field of a copy; `undefined` of anything else, which is never looked into.
 *
 * @param {any} own
 * @param {string} name
 */
export const field = (own, name) => (isCopy(own) ? own[name] : undefined);

/**
 * A null-prototype copy of a plain object; anything else as it is, for Rust to refuse by its kind.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function ownData(value) {
  try {
    return isPlainObject(value) ? /** @type {T} */ (copyFields(value)) : value;
  } catch {
    // A proxy, or a getter on the way in.
    return /** @type {T} */ (UNREADABLE);
  }
}

/**
 * Fields that the package put together itself, of what was copied.
 *
 * @param {Record<string, unknown>} fields
 * @returns {Record<string, any>}
 */
export function record(fields) {
  const made = Object.assign(Object.create(null), fields);
  copies.add(made);
  return made;
}

/** @param {object} value */
function copyFields(value) {
  const copy = record({});
  for (const key of Reflect.ownKeys(value).slice(0, MAX_FIELDS)) {
    if (typeof key === "symbol") continue;
    const item = read(value, key);
    if (item !== undefined) copy[key] = isArray(item) ? copyArray(item) : item;
  }
  return copy;
}

/** @param {unknown} value @returns {value is unknown[]} */
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Whether a value is an object with nothing but fields, of any realm and of a class of the caller's own too.
 *
 * @param {unknown} value
 * @returns {value is object}
 */
export function isPlainObject(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) === null) return true;
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Object]" || tag === "[object Module]";
}

/** @param {readonly unknown[]} array */
function copyArray(array) {
  const length = Math.min(array.length, MAX_ITEMS);
  /** @type {unknown[]} */
  const copy = [];
  copies.add(copy);
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
