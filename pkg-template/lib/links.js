/**
 * What stands behind each client, for the parts of the package that work with one and are loaded apart from it.
 *
 * @type {WeakMap<object, import("./host.js").Host>}
 */
export const links = new WeakMap();
