/**
 * Creates a token of any family, as the OpenAPI document of the storefront tokens describes it.
 *
 * @typedef {import("../reply.js").Reply} Reply
 * @typedef {import("../exchange.js").SandboxRequest} SandboxRequest
 * @typedef {import("./families.js").Family} Family
 * @typedef {{ store: import("../store.js").Store, account: import("../options/index.js").Account, request: SandboxRequest, body: unknown }} Context
 */
import { toSeconds } from "../clock.js";
import { json } from "../reply.js";
import { unprocessable } from "./refusals.js";
import { checkChannels, checkExpiry, checkName, checkOrigins, checkScopes } from "./validate.js";

const INVALID = "JSON data is missing or invalid";
/** Invented: of the three kinds only 1 (storefront) and 2 (customer impersonation) have been seen. */
const PRIVATE_TOKEN_TYPE = 3;

/**
 * @typedef {object} Asked what a valid body asks for
 * @property {number} expiresAt
 * @property {number[]} channelIds empty for every channel of the store
 * @property {string[]} allowedCorsOrigins
 * @property {string[]} scopes
 * @property {string | undefined} name
 */

/**
 * @param {Family} family
 * @param {Record<string, unknown>} body
 * @param {Record<string, string>} errors
 * @param {{ issuedAt: number, isNewer: boolean }} now
 * @returns {Asked}
 */
function readBody(family, body, errors, { issuedAt, isNewer }) {
  return {
    expiresAt: checkExpiry(body, errors, issuedAt),
    channelIds: checkChannels(body, errors),
    allowedCorsOrigins: family.takesOrigins ? checkOrigins(body, errors, isNewer ? 0 : 1) : [],
    scopes: family.takesScopes ? checkScopes(body, errors) : [],
    name: isNewer ? checkName(body, errors) : undefined,
  };
}

/** @param {import("../store.js").Store} store @param {number[]} asked @param {string} field @returns {Reply | null} */
function refuseUnknownChannels(store, asked, field) {
  const unknown = asked.filter((id) => !store.channelIds.includes(id));
  if (unknown.length === 0) return null;
  const title = `The following \`channel_id\`s [${unknown.join(", ")}] are not valid for store ${store.storeId}.`;
  return unprocessable(store, title, { [field]: "no such channel in this store" });
}

/**
 * What the JWT says. The older API's tokens have no `jti`, and no document tells what marks a private token.
 *
 * @param {Family} family
 * @param {Context} context
 * @param {import("../store.js").StorefrontRecord} record
 */
function claimsOf(family, { store, account }, { jti, channelIds, allowedCorsOrigins, scopes, issuedAt, expiresAt }) {
  const showsInvented = family.takesScopes && store.claims.privateTokenScopes;
  return {
    cid: channelIds,
    cors: allowedCorsOrigins,
    ...(expiresAt === null ? {} : { eat: expiresAt }),
    iat: issuedAt,
    iss: "BC",
    ...(store.generation === "B" ? { jti } : {}),
    sid: store.storeId,
    sub: account.clientId,
    sub_type: 2,
    ...(family.tokenType === null ? {} : { token_type: family.tokenType }),
    ...(showsInvented ? { token_type: PRIVATE_TOKEN_TYPE, scopes } : {}),
  };
}

/**
 * `POST /storefront/{family}`: creates a token.
 *
 * @param {Family} family
 * @returns {(context: Context) => Promise<Reply>}
 */
export const createToken = (family) => async (context) => {
  const { store, account, request, body } = context;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return unprocessable(store, INVALID, { body: "error.expected.jsobject" });
  const given = /** @type {Record<string, unknown>} */ (body);
  const issuedAt = toSeconds(request.at);
  /** @type {Record<string, string>} */
  const errors = {};
  const { expiresAt, channelIds, ...asked } = readBody(family, given, errors, { issuedAt, isNewer: store.generation === "B" });
  if (Object.keys(errors).length > 0) return unprocessable(store, INVALID, errors);
  const refusal = refuseUnknownChannels(store, channelIds, Object.hasOwn(given, "channel_id") ? "channel_id" : "channel_ids");
  if (refusal) return refusal;

  const record = {
    type: family.type,
    jti: crypto.randomUUID(),
    ...asked,
    channelIds: channelIds.length === 0 ? [...store.channelIds] : channelIds,
    issuedAt,
    expiresAt: expiresAt === 0 ? null : expiresAt,
    revokedAt: null,
    clientId: account.clientId,
  };
  const token = await store.signer.es256(claimsOf(family, context, record));
  store.keep(record, token);
  return json(200, { data: { token }, meta: {} });
};
