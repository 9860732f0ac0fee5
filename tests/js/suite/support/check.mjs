// Assertions that work in every runtime without an import. A failure says what was expected and what came.

export class CheckFailed extends Error {
  name = "CheckFailed";
}

/** @param {unknown} condition @param {string} message */
export function check(condition, message) {
  if (!condition) throw new CheckFailed(message);
}

/** @param {unknown} actual @param {unknown} expected @param {string} what */
export function equal(actual, expected, what) {
  const [a, e] = [canonical(actual), canonical(expected)];
  check(a === e, `${what}: expected ${e}, got ${a}`);
}

/** @param {unknown} actual @param {readonly unknown[]} allowed @param {string} what */
export function oneOf(actual, allowed, what) {
  check(allowed.includes(actual), `${what}: expected one of ${canonical(allowed)}, got ${canonical(actual)}`);
}

/** @param {unknown} text @param {RegExp} pattern @param {string} what */
export function matches(text, pattern, what) {
  check(typeof text === "string" && pattern.test(text), `${what}: expected ${pattern}, got ${canonical(text)}`);
}

/** @param {number} actual @param {number} low @param {number} high @param {string} what */
export function between(actual, low, high, what) {
  check(actual >= low && actual <= high, `${what}: expected ${low} to ${high}, got ${actual}`);
}

/** JSON with sorted keys, and with the values JSON has no word for kept apart. */
function canonical(value) {
  const text = JSON.stringify(value, (_key, v) => {
    if (v === undefined) return "<undefined>";
    if (typeof v === "bigint") return `<bigint ${v}>`;
    if (typeof v === "number" && !Number.isFinite(v)) return `<${v}>`;
    if (v && typeof v === "object" && !Array.isArray(v)) return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
    return v;
  });
  return text ?? String(value);
}

/**
 * Runs `operation`, which must return a promise and not throw by itself, and gives back the rejection.
 * @param {() => unknown} operation
 * @param {number} [withinMs] a generous bound: it turns a hang into a failure with a name
 */
export async function rejection(operation, withinMs = 20_000) {
  let promise;
  try {
    promise = operation();
  } catch (error) {
    throw new CheckFailed(`expected a rejection, but it threw synchronously: ${nameOf(error)}`);
  }
  const outcome = await settle(promise, withinMs);
  check(outcome.status !== "pending", `expected a rejection, but nothing happened in ${withinMs} ms`);
  check(outcome.status === "rejected", "expected a rejection, but the call succeeded");
  return outcome.reason;
}

/** @param {() => unknown} operation */
export function thrown(operation) {
  let result;
  try {
    result = operation();
  } catch (error) {
    return error;
  }
  throw new CheckFailed(`expected a throw, but it returned ${typeof result}`);
}

/**
 * @param {unknown} promise
 * @param {number} withinMs
 * @returns {Promise<{ status: "fulfilled", value: any } | { status: "rejected", reason: any } | { status: "pending" }>}
 */
export async function settle(promise, withinMs = 20_000) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ status: "pending" }), withinMs);
  });
  try {
    return await Promise.race([Promise.resolve(promise).then((value) => ({ status: "fulfilled", value }), (reason) => ({ status: "rejected", reason })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Polls until `condition` holds; a bound of seconds, because a slow machine is not a fault. */
export async function eventually(condition, what, withinMs = 5_000) {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    check(Date.now() < end, `${what}: not seen within ${withinMs} ms`);
    await pause(20);
  }
}

function nameOf(error) {
  return error && typeof error === "object" ? `${error.name}: ${error.message}` : String(error);
}
