// What the tables below share: one honest request of each operation, and a way to read its answer.
import assert from "node:assert/strict";
import { createSandbox } from "../../../pkg-template/sandbox/index.js";

const STOREFRONT = "/stores/sandbox1/v3/storefront";
export const FAMILIES = [
  { type: "simple", path: `${STOREFRONT}/api-token`, scope: "store_storefront_api" },
  { type: "private", path: `${STOREFRONT}/api-token-private`, scope: "store_storefront_api" },
  { type: "customer_impersonation", path: `${STOREFRONT}/api-token-customer-impersonation`, scope: "store_storefront_api_customer_impersonation" },
];
export const [SIMPLE, PRIVATE, IMPERSONATION] = FAMILIES;
export const PRIVATE_TOKENS = "/stores/sandbox1/v3/storefront/api-token-private";
export const SIGN_IN = "/api/io/auth/backend";
const ANYWHERE = "https://anywhere.invalid";

/** Seconds of the sandbox's clock, from now. */
export const inSeconds = (sandbox, seconds) => Math.floor(sandbox.clock.now() / 1000) + seconds;

/** A body that the API accepts, with changes; `undefined` leaves a field out. */
export function privateToken(sandbox, changes = {}) {
  return { expires_at: inSeconds(sandbox, 3600), scopes: ["Unauthenticated"], channel_id: 1, ...changes };
}

export function signIn(sandbox, changes = {}) {
  const { storeHash, email, password } = sandbox.credentials;
  return { storeHash, email, password, name: "nightly import", ...changes };
}

const textOf = (body) => (body === undefined || typeof body === "string" || ArrayBuffer.isView(body) ? body : JSON.stringify(body));

/** The parts of a POST that a row of a table may change; a header that is `null` is left out. */
export function init(sandbox, { method = "POST", headers = {}, body, signal, redirect } = {}) {
  const usual = { "X-Auth-Token": sandbox.credentials.accessToken, "X-Store-Hash": sandbox.credentials.storeHash, "Content-Type": "application/json" };
  const sent = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== null);
  return { method, headers: Object.fromEntries(sent), body: textOf(body), signal, redirect };
}

/** Sends to the sandbox itself, or over HTTP where `at` is given. */
export async function send(sandbox, path, request = {}, at) {
  const fetch = at ? globalThis.fetch : sandbox.fetch;
  return fetch(`${at ?? ANYWHERE}${path}`, init(sandbox, request));
}

export const createPrivateToken = (sandbox, changes, request = {}, at) =>
  send(sandbox, PRIVATE_TOKENS, { body: privateToken(sandbox, changes), ...request }, at);

/** Creates a token of a family and gives back its text and its record. */
export async function issue(sandbox, { type, path }, changes = {}, headers = {}) {
  const scopes = type === "private" ? ["Unauthenticated"] : undefined;
  const body = { expires_at: inSeconds(sandbox, 3600), channel_id: 1, scopes, ...changes };
  const answer = await read(await send(sandbox, path, { body, headers }));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { token: answer.body.data.token, record: sandbox.issued.at(-1), jti: sandbox.issued.at(-1).jti };
}

export const createServerToServerToken = (sandbox, changes, request = {}, at) =>
  send(sandbox, SIGN_IN, { body: signIn(sandbox, changes), ...request }, at);

/** Status and body, the body parsed where it is JSON and `null` where there is none. */
export async function read(response) {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, body: text === "" ? null : isJson ? JSON.parse(text) : text };
}

const decodePart = (part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

export function decodeJwt(token) {
  const [header, claims, signature] = token.split(".");
  return { header: decodePart(header), claims: decodePart(claims), signature: Buffer.from(signature, "base64url"), signed: `${header}.${claims}` };
}

/** What a promise rejects with; fails if it resolves. */
export async function rejection(promise) {
  return promise.then(
    (value) => assert.fail(`expected a rejection, got ${value}`),
    (reason) => reason,
  );
}

/** A sandbox with its server, closed when the test ends. */
export async function served(t, options) {
  const sandbox = createSandbox(options);
  const { url, close } = await sandbox.listen();
  t.after(close);
  return { sandbox, url, close };
}

export { createSandbox };
