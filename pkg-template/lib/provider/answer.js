// What the supplied fetch answered to a request with the token in it, looked at as at any stranger's object.
import { discard } from "../discard.js";
import { ConnectionError, RedirectRefusedError } from "../errors.js";
import { provider } from "./wasm.js";

const MAX_URL = 2_048;

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
  const [outcome, toOrigin] = provider.enter("redirect", status, to, token).split("\n");
  throw new RedirectRefusedError({
    code: "redirect_refused",
    message: "the server answered with a redirect, which is never followed because the request carries a token",
    hint: "send the request to the address that it leads to, if you trust that",
    status,
    toOrigin: toOrigin || null,
    ...call,
    outcome,
  });
}

/**
 * Its status, and where it leads if it is a redirect; or what is wrong with it.
 *
 * @param {any} response
 * @returns {{ status: number, to?: string | null } | string}
 */
function look(response) {
  try {
    if (response === null || typeof response !== "object") return "it answered with something that is no object";
    const { status, type, redirected, url } = response;
    if (!Number.isInteger(status) || status < 0 || status > 999) return "its answer has no status";
    // One that was followed is told as one, whatever was found at its end.
    if (redirected) return { status: 0, to: text(url) };
    if (type === "opaqueredirect" || status === 0) return { status: 0, to: null };
    const isRedirect = status >= 300 && status < 400 && status !== 304;
    return isRedirect ? { status, to: text(response.headers.get("location")) } : { status };
  } catch {
    return "its answer could not be looked at";
  }
}

/** As much of a URL as has its origin in it. @param {unknown} value @returns {string | null} */
const text = (value) => (typeof value === "string" ? value.slice(0, MAX_URL) : null);
