/**
 * The sandbox as a `fetch`, without a network: any host is answered by its path alone.
 *
 * @typedef {import("./reply.js").Reply} Reply
 */
import { closedEarly, streamBody, untilAborted } from "./stream.js";

const LONGEST_CHAIN = 20;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * @typedef {object} Call
 * @property {URL} url
 * @property {string} method
 * @property {Headers} headers
 * @property {Uint8Array} body
 * @property {AbortSignal | null | undefined} signal
 * @property {string} redirect
 */

/** A Request of any realm is known by its shape. @param {any} input */
const isRequest = (input) => typeof Object(input).url === "string" && typeof Object(input).method === "string";

/** @param {any} input @param {any} init @returns {Promise<Call>} */
async function readCall(input, init) {
  const given = isRequest(input) ? input : {};
  const url = new URL(given.url ?? String(input));
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new TypeError("sandbox fetch: expected an http or https URL without credentials");
  }
  const method = String(init.method ?? given.method ?? "GET").toUpperCase();
  const headers = new Headers(init.headers ?? given.headers);
  const source = init.body ?? given.body ?? null;
  if (source !== null && ["GET", "HEAD"].includes(method)) throw new TypeError(`sandbox fetch: a ${method} request cannot have a body`);
  const signal = init.signal === undefined ? given.signal : init.signal;
  if (signal?.aborted) throw signal.reason;
  const carrier = new Response(source);
  const contentType = carrier.headers.get("content-type");
  if (contentType !== null && !headers.has("content-type")) headers.set("content-type", contentType);
  const body = new Uint8Array(await carrier.arrayBuffer());
  return { url, method, headers, body, signal, redirect: init.redirect ?? given.redirect ?? "follow" };
}

/**
 * The next call of a chain, as the fetch standard has it: the body stays with 307 and 308.
 *
 * @param {Call} call
 * @param {Reply} reply
 * @returns {Call}
 */
function follow(call, reply) {
  const url = new URL(reply.headers.location, call.url);
  const headers = new Headers(call.headers);
  if (url.origin !== call.url.origin) headers.delete("authorization");
  const keepsBody = reply.status === 307 || reply.status === 308;
  return { ...call, url, headers, ...(keepsBody ? {} : { method: "GET", body: new Uint8Array() }) };
}

/** @param {Reply} reply @param {AbortSignal | null | undefined} signal @returns {Response | Promise<never>} */
function toResponse(reply, signal) {
  const { status, headers, body, delivery } = reply;
  if (delivery?.kind === "silence") return untilAborted(signal);
  if (delivery?.kind === "disconnect") throw closedEarly();
  const carried = /** @type {BodyInit | null} */ (delivery ? streamBody(reply, signal) : body);
  return new Response(carried, { status, headers });
}

/**
 * @param {import("./exchange.js").Exchange} exchange
 * @param {{ now(): number }} clock
 * @returns {typeof globalThis.fetch}
 */
export function createFetch(exchange, clock) {
  return /** @type {typeof globalThis.fetch} */ (
    async (input, init) => {
      let at = clock.now();
      let call = await readCall(input, Object(init));
      const { signal, redirect } = call;
      for (let hop = 0; hop <= LONGEST_CHAIN; hop += 1) {
        const { url, method, headers, body } = call;
        const reply = await exchange({ method, host: url.host, path: url.pathname, search: url.search, headers, body, at }, signal);
        if (signal?.aborted) throw signal.reason;
        const isRedirect = REDIRECTS.includes(reply.status) && "location" in reply.headers;
        if (!isRedirect || redirect === "manual") return toResponse(reply, signal);
        if (redirect === "error") throw new TypeError("sandbox fetch: unexpected redirect");
        call = follow(call, reply);
        at = clock.now();
      }
      throw new TypeError("sandbox fetch: too many redirects");
    }
  );
}
