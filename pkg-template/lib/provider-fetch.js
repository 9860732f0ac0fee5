// A fetch that adds the token where it belongs, and nowhere else. Where that is, Rust decides (src/lifecycle/audience.rs).
import { RedirectRefusedError } from "./errors.js";
import { provider } from "./provider-wasm.js";

/** By these the server did nothing itself; 303 answers what was carried out, and of a hidden one nobody knows. As in src/error.rs. */
const SENT_ELSEWHERE = [301, 302, 307, 308];

/** Bodies that are used up by being sent once. @param {any} body */
const isOnce = (body) => typeof body?.getReader === "function" || typeof body?.[Symbol.asyncIterator] === "function";

/**
 * @param {import("./host.js").Host} host
 * @param {import("./provider-keeper.js").Keeper} keeper
 * @param {((work: Promise<unknown>) => void) | undefined} waitUntil
 * @returns {typeof globalThis.fetch}
 */
export function tokenFetch(host, keeper, waitUntil) {
  /**
   * @param {any} input
   * @param {any} [init]
   */
  return async (input, init) => {
    if (!isOurs(host, input)) return host.fetchFunction()(input, init);
    const signal = init?.signal ?? input?.signal ?? undefined;
    const used = await keeper.get({ signal, waitUntil });
    const again = repeatable(input, init);
    const response = await send(host, input, init, used.token);
    if (response.status !== 401 || again === undefined || !keeper.reject(used)) return response;
    const next = keeper.get({ signal, waitUntil });
    // Whoever cannot be given another token learns why, which the 401 does not say.
    const { token } = await next.catch((error) => {
      discard(response);
      throw error;
    });
    if (token === used.token) return response;
    discard(response);
    return send(host, again, init, token);
  };
}

/**
 * Whether the token is for this URL. What cannot be read as one is fetch's to complain about.
 *
 * @param {import("./host.js").Host} host
 * @param {any} input
 */
function isOurs({ storeHash, storefront = "" }, input) {
  let url;
  try {
    url = new URL(typeof input?.url === "string" ? input.url : String(input));
  } catch {
    return false;
  }
  const endpoint = storefront === "" ? "" : new URL(storefront).href;
  return provider.enter("receiver", [storeHash, endpoint, url.origin, url.pathname].join("\n")) === "1";
}

/**
 * What to send if the token is refused: the same once more, or a copy of a Request whose body is about to be used up. Nothing
 * where a stream makes that impossible.
 *
 * @param {any} input
 * @param {any} init
 */
function repeatable(input, init) {
  if (isOnce(init?.body)) return undefined;
  const isRequest = typeof input?.clone === "function";
  return isRequest && init?.body === undefined && input.body !== null ? input.clone() : input;
}

/**
 * @param {import("./host.js").Host} host
 * @param {any} input
 * @param {any} init
 * @param {string} token
 */
async function send(host, input, init, token) {
  const fetch = host.fetchFunction();
  const started = host.now();
  const headers = new Headers(init?.headers ?? input?.headers);
  headers.set("Authorization", `Bearer ${token}`);
  const response = await fetch(input, { ...init, headers, redirect: "manual" });
  const { status, type } = response;
  if (type === "opaqueredirect" || (status >= 300 && status < 400 && status !== 304)) throw redirected(response, host.now() - started);
  return response;
}

/** @param {Response} response @param {number} elapsedMs */
function redirected(response, elapsedMs) {
  let toOrigin = null;
  try {
    toOrigin = new URL(response.headers.get("location") ?? "").origin;
  } catch {
    // Hidden, or no URL.
  }
  discard(response);
  return new RedirectRefusedError({
    code: "redirect_refused",
    message: "the server answered with a redirect, which is never followed because the request carries a token",
    hint: "send the request to the address that it leads to, if you trust that",
    status: response.status,
    toOrigin,
    operation: "provider.fetch",
    attempts: 1,
    elapsedMs: Math.max(0, elapsedMs),
    outcome: SENT_ELSEWHERE.includes(response.status) ? "refused" : "unknown",
  });
}

/** @param {Response} response */
function discard(response) {
  response.body?.cancel().catch(() => {});
}
