/** How an option is checked: what is wrong is said with its name and what was expected. */

/** @param {boolean} holds @param {string} path @param {string} expected @throws {TypeError} */
export function expect(holds, path, expected) {
  if (!holds) throw new TypeError(`createSandbox: ${path}: expected ${expected}`);
}

/** @param {unknown} value */
export const isText = (value) => typeof value === "string" && value !== "";

/** @param {unknown} value */
export const isFilledList = (value) => Array.isArray(value) && value.length > 0;

/** @param {any} value */
export const isLimit = (value) => value === Infinity || (Number.isSafeInteger(value) && value >= 0);

/**
 * Fields that are undefined count as missing; one that is not known is refused.
 *
 * @param {Record<string, any>} defaults
 * @param {any} given
 * @param {string} path
 * @returns {Record<string, any>}
 */
export function withDefaults(defaults, given, path) {
  if (given === undefined) return defaults;
  expect(typeof given === "object" && given !== null, path, "an object");
  const fields = Object.keys(defaults);
  for (const field of Object.keys(given)) expect(fields.includes(field), `${path}.${field}`, `no such option, only ${fields.join(", ")}`);
  return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
