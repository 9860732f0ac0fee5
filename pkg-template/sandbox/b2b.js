/**
 * B2B Edition's authentication, as its OpenAPI document describes it: one function per operation.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {{ store: import("./store.js").Store, request: import("./exchange.js").SandboxRequest, body: unknown }} Context
 */
import { envelope } from "./reply.js";

const MAY_CREATE_TOKENS = ["Administrator", "Store Owner"];
const WRONG_LOGIN = "The email or password you have entered is incorrect. Please try again.";
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** The fields that the operation requires, and whether an empty string is refused. */
const FIELDS = { storeHash: true, email: true, password: true, name: false };

/** @param {Record<string, unknown>} body @returns {Record<string, string[]>} */
function faultsOf(body) {
  /** @type {Record<string, string[]>} */
  const faults = {};
  for (const [field, filled] of Object.entries(FIELDS)) {
    const value = body[field];
    if (!Object.hasOwn(body, field)) faults[field] = ["This field is required."];
    else if (value === null) faults[field] = ["This field may not be null"];
    else if (typeof value !== "string") faults[field] = ["Not a valid string."];
    else if (filled && value === "") faults[field] = ["This field may not be blank."];
    else if (field === "email" && !EMAIL.test(value)) faults[field] = ["Enter a valid email address."];
  }
  return faults;
}

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
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return envelope(422, { errMsg: { non_field_errors: ["Invalid data. Expected an object."] } }, "Parameter Error");
  }
  const given = /** @type {Record<string, string>} */ (body);
  const faults = faultsOf(given);
  if (Object.keys(faults).length > 0) return envelope(422, { errMsg: faults }, "Parameter Error");

  const { storeHash, email, password, name } = given;
  const user = storeHash === store.storeHash ? store.userOf(email, password) : undefined;
  if (!user) return refuseLogin(WRONG_LOGIN);
  if (!MAY_CREATE_TOKENS.includes(user.role)) return refuseLogin("role forbidden");

  const token = await store.signer.hs256({ email, store_hash: storeHash, db: "default" });
  const id = store.issued.length + 1;
  store.issued.push({ type: "server_to_server", id, name, email, issuedAt: Math.floor(request.at / 1000) });
  return envelope(200, [{ name, token }], "SUCCESS");
}
