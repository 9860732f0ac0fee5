/**
 * The three ways to revoke. A revocation shows in the listing at once; {@link import("../store.js").Store} says when it
 * takes effect.
 *
 * @typedef {import("../reply.js").Reply} Reply
 * @typedef {import("./create.js").Context} Context
 * @typedef {import("./families.js").Family} Family
 */
import { empty, json, problem } from "../reply.js";
import { unprocessable } from "./refusals.js";

const NO_HEADER = "Sf-Api-Token header has to be provided.";
/** Invented: the documents name the case and give no text. */
const INVALID_JWT = "Invalid JWT token provided";
const FOREIGN = "The token doesn't belong to the client";
const NO_SUCH_TOKEN = "No token found for the supplied jti.";
const BLANK = "jti cannot be blank";
/** @param {"tokens" | "jtis"} what */
const limitReached = (what) => `Store cannot revoke more tokens. Limit # of revoked ${what} already reached.`;

/** @param {string} segment */
function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * `DELETE /storefront/api-token` with the header `Sf-Api-Token`: schedules the revocation of a token of any family.
 *
 * @param {Context} context
 * @returns {Promise<Reply>}
 */
export async function revokeByJwt({ store, account, request }) {
  const token = request.headers.get("sf-api-token") ?? "";
  if (token === "") return unprocessable(store, NO_HEADER);
  const record = await store.recordOf(token);
  if (!record) return unprocessable(store, INVALID_JWT);
  if (record.clientId !== account.clientId) return unprocessable(store, FOREIGN);
  return store.revoke(record, request.at) ? json(200, {}) : unprocessable(store, limitReached("tokens"));
}

/**
 * `DELETE /storefront/{family}/{jti}`: revokes one token of this family and account.
 *
 * @param {Family} family
 * @returns {(context: Context & { params: Record<string, string> }) => Reply}
 */
export const revokeByJti =
  (family) =>
  ({ store, account, request, params }) => {
    const jti = decode(params.jti).trim();
    if (jti === "") return problem(400, BLANK);
    const record = store.tokensOf(account, family.type).find((token) => token.jti === jti);
    if (!record) return problem(404, NO_SUCH_TOKEN);
    return store.revoke(record, request.at) ? empty(204) : unprocessable(store, limitReached("jtis"));
  };

/**
 * `POST /storefront/{family}/revoke-all`: revokes every token of this family and account, whatever the limit.
 *
 * @param {Family} family
 * @returns {(context: Context) => Reply}
 */
export const revokeAll =
  (family) =>
  ({ store, account, request }) => {
    for (const record of store.tokensOf(account, family.type)) store.revoke(record, request.at, Infinity);
    return empty(204);
  };
