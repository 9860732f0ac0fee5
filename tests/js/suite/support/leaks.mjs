// Looks for secrets in every way a value can come to light.
import { check } from "./check.mjs";

const CAUSE_DEPTH = 10;
/** V8 and others print the first ten characters of what they could not parse, so a part counts as the whole. */
const PART = 10;

const partsOf = (secret) => (secret.length <= PART ? [secret] : Array.from({ length: secret.length - PART + 1 }, (_, at) => secret.slice(at, at + PART)));

/** @returns {string | undefined} the part of a secret that `text` shows */
export function findSecret(text, secrets) {
  for (const secret of secrets) {
    const part = partsOf(secret).find((each) => text.includes(each));
    if (part !== undefined) return part;
  }
  return undefined;
}

/** Every text a value gives away, each with the way it was had. */
export function* texts(ctx, value) {
  yield ["String()", attempt(() => String(value))];
  yield ["JSON.stringify", attempt(() => JSON.stringify(value))];
  yield ["template", attempt(() => `${value}`)];
  for (const { name, show } of ctx.inspect) yield [name, attempt(() => show(value))];
  yield ["spread", attempt(() => JSON.stringify({ .../** @type {any} */ (value) }))];
  yield ["Object.assign", attempt(() => JSON.stringify(Object.assign({}, value)))];
  yield* walked("structuredClone", attempt(() => structuredClone(value)), 0);
  yield* walked("properties", value, 0);
}

function attempt(make) {
  try {
    return make();
  } catch {
    return "";
  }
}

/** Own properties of any kind, accessors of the prototypes, messages and causes. */
function* walked(way, value, depth, seen = new Set()) {
  if (typeof value === "string") yield [way, value];
  if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value) || depth > CAUSE_DEPTH) return;
  seen.add(value);
  for (let level = value; level && level !== Object.prototype && level !== Function.prototype; level = Object.getPrototypeOf(level)) {
    for (const key of Reflect.ownKeys(level)) {
      if (key === "constructor" || isResultToken(value, key)) continue;
      yield [`${way} (key)`, String(key)];
      yield* walked(`${way}.${String(key)}`, attempt(() => value[key]), depth + 1, seen);
    }
  }
  if (typeof value[Symbol.iterator] === "function") {
    for (const item of attempt(() => [...value]) || []) yield* walked(`${way}[]`, item, depth + 1, seen);
  }
}

/** The one documented door: `token` of a result. It must not be an own, enumerable property. */
function isResultToken(value, key) {
  return key === "token" && !Object.prototype.propertyIsEnumerable.call(value, "token") && typeof value.token === "string";
}

/** @param {any} ctx @param {unknown} value @param {string[]} secrets @param {string} what */
export function expectClean(ctx, value, secrets, what) {
  for (const [way, text] of texts(ctx, value)) {
    const part = findSecret(String(text), secrets);
    check(part === undefined, `${what} shows ${JSON.stringify(part)} by ${way}`);
  }
}
