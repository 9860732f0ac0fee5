// What a caller hands to provider.fetch, read once and before anything is awaited: what was judged is what is sent.

/** What fetch reads of its second argument, also where it is inherited: a Request is often handed over as one. */
const MEMBERS = ["method", "headers", "body", "duplex", "signal", "mode", "credentials", "cache", "referrer", "referrerPolicy", "integrity", "keepalive", "priority", "cf"];

/** Bodies that are used up by being sent once: streams of the web, of Node, and of Node as it was. @param {any} body */
const isOnce = (body) => [body?.getReader, body?.[Symbol.asyncIterator], body?.pipe].some((method) => typeof method === "function");

/**
 * A request by its parts.
 *
 * @typedef {object} Call
 * @property {string | Request} input
 * @property {Record<PropertyKey, any>} init  without prototype
 * @property {Headers} headers
 * @property {any} signal
 * @property {string | Request | undefined} again  what to send if the token is refused; nothing where a stream makes that impossible
 */

/**
 * By the platform's own getter, since an object may tell of itself what it likes; `undefined` for what is no Request of it.
 *
 * @param {unknown} input
 * @param {"url" | "signal"} name
 */
function ofRequest(input, name) {
  try {
    // The platform's class may have it from another one of the platform's.
    for (let kind = Request.prototype; kind !== null; kind = Object.getPrototypeOf(kind)) {
      const property = Object.getOwnPropertyDescriptor(kind, name);
      if (property !== undefined) return property.get?.call(input);
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/**
 * Where a request goes to. What cannot be read as a URL is fetch's to complain about.
 *
 * @param {any} input
 * @returns {{ url: URL, isRequest: boolean } | undefined}
 */
export function readAddress(input) {
  const url = ofRequest(input, "url");
  try {
    return { url: new URL(url ?? String(input)), isRequest: url !== undefined };
  } catch {
    return undefined;
  }
}

/**
 * @param {NonNullable<ReturnType<typeof readAddress>>} address
 * @param {any} given  a Request, or what the address was read from
 * @param {any} options
 * @returns {Call}
 */
export function readCall({ url, isRequest }, given, options) {
  const init = Object.assign(Object.create(null), options);
  for (const name of MEMBERS) {
    const value = name in init || name in Object.prototype ? undefined : options?.[name];
    if (value !== undefined) init[name] = value;
  }
  if (!isRequest) {
    const headers = new Headers(init.headers ?? undefined);
    return { input: url.href, init, headers, signal: init.signal ?? undefined, again: isOnce(init.body) ? undefined : url.href };
  }
  if (!("signal" in init)) init.signal = ofRequest(given, "signal") ?? undefined;
  // One of our own, which takes over the body as fetch itself would. Bun takes the address by a property that anybody may have set.
  const copy = new Request(given);
  const input = ofRequest(copy, "url") === url.href ? copy : new Request(url.href, copy);
  const headers = new Headers(init.headers ?? input.headers);
  const hasBody = (init.body ?? undefined) === undefined && input.body !== null;
  const again = hasBody ? input.clone() : input;
  return { input, init, headers, signal: init.signal ?? undefined, again: isOnce(init.body) ? undefined : again };
}
