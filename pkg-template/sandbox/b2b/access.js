/**
 * How a request proves itself to B2B Edition. Each operation names one of these.
 *
 * @typedef {import("../hosts.js").Admission} Admission
 * @typedef {import("../exchange.js").SandboxRequest} SandboxRequest
 * @typedef {import("../store.js").Store} Store
 * @typedef {(request: SandboxRequest, params: Record<string, string>, store: Store) => Admission} Admit
 */
import { envelope } from "../reply.js";

/** Documented for one operation, and taken for all that need a credential. */
export const NO_CREDENTIALS = "Invalid token header. No credentials provided.";
const WRONG_STORE = "X-Store-Hash is missing or is not the store of this token.";

/** @param {number} status @param {string} errMsg @param {string} [message] */
const refuse = (status, errMsg, message = errMsg) => ({ refusal: envelope(status, { errMsg }, message) });

/** @param {string} token @param {SandboxRequest} request @param {Store} store @returns {Admission} */
function byAccessToken(token, { headers }, store) {
  // The documents say "server errors" of a store hash that is missing or another store's.
  if (headers.get("x-store-hash") !== store.storeHash) return refuse(500, WRONG_STORE, "Server Error");
  const account = store.accountOf(token);
  return account ? { granted: { account } } : refuse(401, NO_CREDENTIALS);
}

/** The sign-in needs no API account; a token that is sent all the same must fit. @type {Admit} */
export function anybody(request, _params, store) {
  const token = request.headers.get("x-auth-token");
  return token === null ? { granted: {} } : byAccessToken(token, request, store);
}

/** A server to server token in the header `authToken`. @type {Admit} */
export function serverToServerToken({ headers }, _params, store) {
  const isGood = store.serverTokens.isGood(headers.get("authtoken") ?? "");
  return isGood ? { granted: {} } : refuse(401, NO_CREDENTIALS);
}

/** An access token with its store, or a server to server token without one. @type {Admit} */
export function server(request, params, store) {
  const token = request.headers.get("x-auth-token");
  return token === null ? serverToServerToken(request, params, store) : byAccessToken(token, request, store);
}

/** The store alone; what else is needed stands in the address. @type {Admit} */
export const storeHash = ({ headers }, _params, store) => (headers.get("x-store-hash") === store.storeHash ? { granted: {} } : refuse(500, WRONG_STORE, "Server Error"));
