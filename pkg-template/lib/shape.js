// A look at a stranger's value, which may be anything and may throw at whoever looks.

/**
 * A member, which may be inherited; `undefined` where it cannot be read.
 *
 * @param {any} value
 * @param {string} name
 */
export function peek(value, name) {
  try {
    return value?.[name];
  } catch {
    return undefined;
  }
}

/**
 * Whether it has these parts, each of the type that `typeof` tells. They may be inherited, as a console's are.
 *
 * @param {unknown} value
 * @param {Record<string, string>} parts
 */
export const hasShape = (value, parts) => Object.entries(parts).every(([part, type]) => typeof peek(value, part) === type);
