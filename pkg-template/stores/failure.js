// Clients of databases quote the failed command in their errors, and its arguments are a token. So their errors stop here, and
// one of ours goes on that says no more than what kind of error it was.

const KIND = /^([A-Z][A-Za-z]{0,40})?Error$/;
const CODE = /^[A-Z][A-Z0-9_]{1,30}$/;

/** @param {unknown} error @param {string} field @param {RegExp} pattern */
function read(error, field, pattern) {
  try {
    const value = Reflect.get(/** @type {object} */ (error), field);
    return typeof value === "string" && pattern.test(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a call to a backend; whatever it throws, now or later, becomes a plain Error without a cause.
 *
 * @template T
 * @param {string} store the function that made the store
 * @param {string} operation
 * @param {() => T | PromiseLike<T>} call
 * @returns {Promise<T>}
 */
export async function attempt(store, operation, call) {
  try {
    return await call();
  } catch (error) {
    const marks = [read(error, "name", KIND), read(error, "code", CODE)].filter((mark) => mark !== undefined);
    throw new Error(`${store}: ${operation} failed in the backend${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`);
  }
}
