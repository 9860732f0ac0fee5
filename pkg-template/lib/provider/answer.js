// What the supplied fetch answered to a request with the token in it, looked at as at any stranger's object. In line with
// attempt.js and with src/http.rs, which do the same for the client.
import { discard } from "../discard.js";
import { ConnectionError, RedirectRefusedError } from "../errors.js";

/** By these the server did nothing itself; 303 answers what was carried out, and of a hidden one nobody knows. As in src/error.rs. */
const SENT_ELSEWHERE = [301, 302, 307, 308];
/** So many characters in a row give a secret away, as in src/secret.rs. */
const WINDOW = 8;

/**
 * The status of an answer that may be handed on.
 *
 * @param {any} response
 * @param {string} token
 * @param {number} elapsedMs
 * @returns {number}
 */
export function statusOf(response, token, elapsedMs) {
  const call = { operation: "provider.fetch", attempts: 1, elapsedMs: Math.max(0, elapsedMs) || 0 };
  const told = look(response);
  if (typeof told === "string") {
    throw new ConnectionError({
      code: "fetch_misuse",
      message: `expected the supplied fetch to answer with a Response, but ${told}`,
      hint: "check the `fetch` option; it must behave as the standard's fetch does",
      ...call,
      outcome: "unknown",
    });
  }
  const { status, to } = told;
  if (to === undefined) return status;
  discard(response);
  throw new RedirectRefusedError({
    code: "redirect_refused",
    message: "the server answered with a redirect, which is never followed because the request carries a token",
    hint: "send the request to the address that it leads to, if you trust that",
    status,
    toOrigin: originOf(to, token),
    ...call,
    outcome: SENT_ELSEWHERE.includes(status) ? "refused" : "unknown",
  });
}

/**
 * Its status, and where it leads if it is a redirect; or what is wrong with it.
 *
 * @param {any} response
 * @returns {{ status: number, to?: unknown } | string}
 */
function look(response) {
  try {
    if (response === null || typeof response !== "object") return "it answered with something that is no object";
    const { status, type, redirected, url } = response;
    if (!Number.isInteger(status) || status < 0 || status > 999) return "its answer has no status";
    // One that was followed is told as one, whatever was found at its end.
    if (redirected) return { status: 0, to: url ?? null };
    const isRedirect = type === "opaqueredirect" || status === 0 || (status >= 300 && status < 400 && status !== 304);
    return isRedirect ? { status, to: response.headers.get("location") } : { status };
  } catch {
    return "its answer could not be looked at";
  }
}

/** Never one that quotes the token. @param {unknown} location @param {string} token */
function originOf(location, token) {
  try {
    const { protocol, origin } = new URL(String(location));
    return /^https?:$/.test(protocol) && !shares(origin.toLowerCase(), token.toLowerCase()) ? origin : null;
  } catch {
    // Hidden, or no URL.
    return null;
  }
}

/** @param {string} text @param {string} secret */
function shares(text, secret) {
  const width = Math.min(WINDOW, secret.length);
  for (let at = 0; at + width <= text.length; at += 1) if (secret.includes(text.slice(at, at + width))) return true;
  return false;
}
