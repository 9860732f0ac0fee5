/**
 * The storefront token family, as its OpenAPI document describes it: one function per operation.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 * @typedef {{ store: import("./store.js").Store, account: import("./options.js").Account, request: SandboxRequest, body: unknown }} Context
 */
import { json, problem } from "./reply.js";
import { checkChannels, checkExpiry, checkName, checkScopes } from "./validate.js";

const INVALID = "JSON data is missing or invalid";
/** Invented: of the three kinds only 1 (storefront) and 2 (customer impersonation) have been seen. */
const PRIVATE_TOKEN_TYPE = 3;

/**
 * @param {Context} context
 * @param {{ channelIds: number[], corsOrigins: string[], expiresAt: number, issuedAt: number, jti: string }} token
 */
function claimsOf({ store, account }, { channelIds, corsOrigins, expiresAt, issuedAt, jti }) {
  return {
    cid: channelIds,
    cors: corsOrigins,
    ...(expiresAt === 0 ? {} : { eat: expiresAt }),
    iat: issuedAt,
    iss: "BC",
    jti,
    sid: store.storeId,
    sub: account.clientId,
    sub_type: 2,
  };
}

/** @param {number[]} asked @param {import("./store.js").Store} store @param {string} field @returns {Reply | null} */
function refuseUnknownChannels(asked, store, field) {
  const unknown = asked.filter((id) => !store.channelIds.includes(id));
  if (unknown.length === 0) return null;
  const title = `The following \`channel_id\`s [${unknown.join(", ")}] are not valid for store ${store.storeId}.`;
  return problem(422, title, { [field]: "no such channel in this store" });
}

/**
 * `POST /storefront/api-token-private`: creates a private token (operationId `createPrivateToken`).
 *
 * @param {Context} context
 * @returns {Promise<Reply>}
 */
export async function createPrivateToken(context) {
  const { store, account, request, body } = context;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return problem(422, INVALID, { body: "error.expected.jsobject" });
  const issuedAt = Math.floor(request.at / 1000);
  /** @type {Record<string, string>} */
  const errors = {};
  const given = /** @type {Record<string, unknown>} */ (body);
  const expiresAt = checkExpiry(given, errors, issuedAt);
  const asked = checkChannels(given, errors);
  const scopes = checkScopes(given, errors);
  const name = checkName(given, errors);
  if (Object.keys(errors).length > 0) return problem(422, INVALID, errors);
  const refusal = refuseUnknownChannels(asked, store, Object.hasOwn(given, "channel_id") ? "channel_id" : "channel_ids");
  if (refusal) return refusal;

  const channelIds = asked.length === 0 ? [...store.channelIds] : asked;
  const jti = crypto.randomUUID();
  const invented = store.claims.privateTokenScopes ? { token_type: PRIVATE_TOKEN_TYPE, scopes } : {};
  const token = await store.signer.es256({ ...claimsOf(context, { channelIds, corsOrigins: [], expiresAt, issuedAt, jti }), ...invented });
  const until = expiresAt === 0 ? null : expiresAt;
  store.issued.push({ type: "private", jti, name, channelIds, scopes, issuedAt, expiresAt: until, clientId: account.clientId });
  return json(200, { data: { token }, meta: {} });
}
