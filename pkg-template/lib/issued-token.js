// Results that hold a token and do not show it.
//
// `token` is an accessor two prototypes up, over a WeakMap. It is no own property, so spread, structuredClone, JSON and
// every inspector that lists own properties pass it by. Node's util.inspect with { showHidden, getters } also walks up the
// prototypes of a class and calls their getters; it stops where the constructor is a built-in one, hence `constructor: Object`.

const REDACTED = "[redacted]";

/** @type {WeakMap<object, string>} */
const tokens = new WeakMap();

/**
 * @param {string} name  what an inspector calls the object
 */
export function tokenPrototype(name) {
  const view = /** @this {object} */ function () {
    return tokens.has(this) ? { token: REDACTED, ...this } : { ...this };
  };
  return Object.create(Object.prototype, {
    constructor: { value: Object },
    token: {
      get() {
        return tokens.get(this);
      },
    },
    toJSON: { value: view },
    [Symbol.for("nodejs.util.inspect.custom")]: {
      /**
       * @this {object}
       * @param {number} _depth
       * @param {unknown} options
       * @param {((value: unknown, options: unknown) => string) | undefined} inspect
       */
      value(_depth, options, inspect) {
        return inspect === undefined ? view.call(this) : `${name} ${inspect(view.call(this), options)}`;
      },
    },
    [Symbol.for("Deno.customInspect")]: {
      /**
       * @this {object}
       * @param {(value: unknown, options: unknown) => string} inspect
       * @param {unknown} options
       */
      value(inspect, options) {
        return `${name} ${inspect(view.call(this), options)}`;
      },
    },
  });
}

const issuedToken = tokenPrototype("IssuedToken");
const b2bToken = tokenPrototype("B2BToken");
const b2bRecord = tokenPrototype("B2BTokenRecord");

/**
 * @param {object} prototype
 * @param {string | undefined} token  a list may tell of one without telling it
 * @param {object} fields
 */
export function seal(prototype, token, fields) {
  const result = Object.freeze(Object.assign(Object.create(prototype), fields));
  if (token !== undefined) tokens.set(result, token);
  return result;
}

/** @param {any} data  what src/wasm makes of an IssuedToken */
export function toIssuedToken(data) {
  const name = data.name === undefined ? {} : { name: data.name };
  return seal(issuedToken, data.token, {
    expiresAt: toDate(data.expiresAtMs),
    channelIds: data.channelIds === null ? "all" : Object.freeze(data.channelIds),
    scopes: Object.freeze(data.scopes),
    ...name,
    meta: Object.freeze(data.meta),
  });
}

/** @param {any} data  what src/wasm makes of a B2bToken */
export function toB2BToken(data) {
  const name = data.name === undefined ? {} : { name: data.name };
  return seal(b2bToken, data.token, { ...name, expiresAt: toDate(data.expiresAtMs), message: data.message });
}

/**
 * @param {any} fields  what src/wasm makes of a ServerToServerTokenRecord
 * @param {string | undefined} token
 */
export function toB2BRecord(fields, token) {
  return seal(b2bRecord, token, fields);
}

/** @param {number | null} ms */
function toDate(ms) {
  return ms === null ? null : new Date(ms);
}
