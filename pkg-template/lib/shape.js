/**
 * Whether a stranger's value has these parts, each of the type that `typeof` tells. They may be inherited, as a console's are.
 *
 * @param {any} value
 * @param {Record<string, string>} parts
 */
export function hasShape(value, parts) {
  try {
    return Object.entries(parts).every(([part, type]) => typeof value[part] === type);
  } catch {
    return false;
  }
}
