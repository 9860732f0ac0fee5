// Packs own data into one text for src/input: JSON, in which each value that JSON does not have is a list whose first item names
// its kind. A list of the caller's is such a list too, so that none can pass for another kind.
import { ACCESSOR, UNREADABLE, isCopy, isPlainObject } from "./own-data.js";
import { hasShape } from "./shape.js";

/** In UTF-16 units: longer than any field takes. What is longer never enters the wasm, whose memory does not shrink again. */
const MAX_TEXT = 8_192;
/** But for what a GraphQL request carries, which src/input/graphql.rs bounds. */
const LONG_TEXTS = ["document", "variablesJson"];
const MAX_LONG_TEXT = 1_048_576;
const MAX_NAME = 64;

const CANNOT_BE_READ = '["kind","an object that cannot be read"]';

/** What an object under one of these names has to have. */
const SHAPES = {
  signal: { addEventListener: "function", aborted: "boolean" },
  logger: { error: "function", warn: "function", info: "function", debug: "function" },
  clock: { now: "function", sleep: "function" },
  token: { getToken: "function" },
  store: { get: "function", set: "function", delete: "function" },
};

/**
 * @param {unknown} value  what ownData() gave, or a part of it
 * @param {string} [name]  the field that holds it
 * @returns {string}
 */
export function pack(value, name = "") {
  switch (typeof value) {
    case "string":
      return packText(value, LONG_TEXTS.includes(name) ? MAX_LONG_TEXT : MAX_TEXT);
    case "number":
      return Number.isFinite(value) ? String(value) : '["number"]';
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : packAnyObject(value, name);
    case "undefined":
      return '["kind","nothing"]';
    default:
      if (value === UNREADABLE) return CANNOT_BE_READ;
      return value === ACCESSOR ? '["accessor"]' : `["kind","a ${typeof value}"]`;
  }
}

/** @param {string} text @param {number} max */
function packText(text, max) {
  if (text.length > max) return '["long"]';
  // A lone surrogate would be sent as another character.
  return text.isWellFormed() ? JSON.stringify(text) : '["ill-formed"]';
}

/**
 * @param {object} value
 * @param {string} name
 */
function packAnyObject(value, name) {
  try {
    return packObject(value, name);
  } catch {
    return CANNOT_BE_READ;
  }
}

/**
 * @param {object} value
 * @param {string} name
 */
function packObject(value, name) {
  if (Array.isArray(value)) {
    // A list within a list is a fault whatever is in it.
    const items = isCopy(value) ? value : [];
    let list = '["list"';
    for (const item of items) list += `,${pack(item)}`;
    return `${list}]`;
  }
  if (Object.hasOwn(SHAPES, name)) return `["shape",${hasShape(value, SHAPES[/** @type {keyof typeof SHAPES} */ (name)])}]`;
  if (isCopy(value)) return packFields(/** @type {Record<string, unknown>} */ (value));
  return packDate(value) ?? `["kind","an object${isPlainObject(value) ? "" : " of a class"}"]`;
}

/** @param {Record<string, unknown>} data  own data, which has no prototype: a loop over its names is a third of the time of Object.entries() */
function packFields(data) {
  let fields = "";
  let long = 0;
  for (const name in data) {
    const known = name.length <= MAX_NAME && name.isWellFormed() ? name : `[long name ${(long += 1)}]`;
    fields += `${fields && ","}${JSON.stringify(known)}:${pack(data[name], known)}`;
  }
  return `{${fields}}`;
}

/**
 * A `Date` of any realm is known by what it can do.
 *
 * @param {object} value
 */
function packDate(value) {
  try {
    const time = Date.prototype.getTime.call(value);
    return Number.isNaN(time) ? '["date"]' : `["date",${time}]`;
  } catch {
    return undefined;
  }
}
