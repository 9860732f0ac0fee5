// Environment variables, where the runtime has any.

/**
 * A variable that may be read without asking anybody: Deno would stop a program to ask for a permission.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function environmentValue(name) {
  try {
    const deno = /** @type {any} */ (globalThis).Deno;
    if (deno?.permissions !== undefined) {
      const { state } = deno.permissions.querySync({ name: "env", variable: name });
      return state === "granted" ? deno.env.get(name) : undefined;
    }
    return environment()[name];
  } catch {
    return undefined;
  }
}

/**
 * The runtime's own environment, for reading single names.
 *
 * @returns {Record<string, string | undefined>}
 */
export function environment() {
  const { Deno: deno, process } = /** @type {any} */ (globalThis);
  if (deno?.env !== undefined) {
    return new Proxy({}, { get: (_, name) => (typeof name === "string" ? deno.env.get(name) : undefined) });
  }
  return process?.env ?? {};
}
