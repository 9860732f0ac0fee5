/**
 * The server to server tokens, deprecated by BigCommerce since 2025-09-30: one function per operation.
 *
 * @typedef {import("../reply.js").Reply} Reply
 * @typedef {{ store: import("../store.js").Store, request: import("../exchange.js").SandboxRequest, body: unknown }} Context
 */
import { toSeconds } from "../clock.js";
import { envelope } from "../reply.js";
import { email, filledText, integer, optional, readBody, refuseFields, text } from "./fields.js";

const MAY_CREATE_TOKENS = ["Administrator", "Store Owner"];
const WRONG_LOGIN = "The email or password you have entered is incorrect. Please try again.";
const NO_SUCH_TOKEN = "No matching token was found.";
const SIGN_IN = { storeHash: filledText, email, password: filledText, name: text };
const DELETION = { id: integer, name: optional(text), email: optional(email) };
const PAGE = { limit: { least: 1, most: 250, usual: 10 }, offset: { least: 0, most: Infinity, usual: 0 } };

/** @param {string} errMsg @returns {Reply} */
const refuseLogin = (errMsg) => envelope(400, { errMsg }, "API logic error");

/**
 * `POST /auth/backend`: signs a back-end user in and creates an API account with a token that has no expiry
 * (operationId `post-auth-backend`).
 *
 * @param {Context} context
 * @returns {Promise<Reply>}
 */
export async function createServerToServerToken({ store, request, body }) {
  const { given, refusal } = readBody(body, SIGN_IN);
  if (refusal) return refusal;
  const { storeHash, email: address, password, name } = given;
  const user = storeHash === store.storeHash ? store.userOf(address, password) : undefined;
  if (!user) return refuseLogin(WRONG_LOGIN);
  if (!MAY_CREATE_TOKENS.includes(user.role)) return refuseLogin("role forbidden");

  const token = await store.signer.hs256({ email: address, store_hash: storeHash, db: "default" });
  store.issued.push(store.serverTokens.add({ name, email: address, issuedAt: toSeconds(request.at) }, token));
  return envelope(200, [{ name, token }], "SUCCESS");
}

/**
 * `DELETE /auth/backend`: deletes the token of an id, which stands in the body (operationId `delete-auth-backend`). A name or an
 * e-mail that is sent as well must be that token's.
 *
 * @param {Context} context
 * @returns {Reply}
 */
export function deleteServerToServerToken({ store, request, body }) {
  const { given, refusal } = readBody(body, DELETION);
  if (refusal) return refusal;
  const found = store.serverTokens.live().find(({ record }) => record.id === given.id);
  const isMeant = found && (given.name ?? found.record.name) === found.record.name && (given.email ?? found.record.email) === found.record.email;
  if (!isMeant) return envelope(404, { errMsg: NO_SUCH_TOKEN }, "Not Found Error");
  found.record.deletedAt = toSeconds(request.at);
  return envelope(200, [], "SUCCESS");
}

/** @param {string} search @returns {{ limit: number, offset: number } | { faults: Record<string, string[]> }} */
function readPage(search) {
  const asked = new URLSearchParams(search);
  /** @type {Record<string, string[]>} */
  const faults = {};
  const [limit, offset] = Object.entries(PAGE).map(([name, { least, most, usual }]) => {
    const text = asked.get(name) ?? String(usual);
    const isFine = /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
    if (!isFine) faults[name] = [`Expected a whole number from ${least}${most === Infinity ? "" : ` to ${most}`}.`];
    return Number(text);
  });
  return Object.keys(faults).length > 0 ? { faults } : { limit, offset };
}

/**
 * `GET /backend/tokens`: lists the store's tokens, their texts in clear (operationId `get-backend-tokens`).
 *
 * @param {Omit<Context, "body">} context
 * @returns {Reply}
 */
export function listServerToServerTokens({ store, request }) {
  const page = readPage(request.search);
  if ("faults" in page) return refuseFields(page.faults);
  const { limit, offset } = page;
  const all = store.serverTokens.live();
  const data = all.slice(offset, offset + limit).map(({ record: { id, name, email: address }, token }) => {
    return { id, name, email: address, storeHash: store.storeHash, token, eventChannel: "api" };
  });
  return envelope(200, data, "SUCCESS", { pagination: { totalCount: all.length, limit, offset } });
}
