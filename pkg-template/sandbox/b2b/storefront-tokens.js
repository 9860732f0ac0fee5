/**
 * The shopper's tokens of B2B Edition, which live for a day: one function per operation.
 *
 * @typedef {import("../reply.js").Reply} Reply
 * @typedef {import("../store.js").Store} Store
 * @typedef {import("../customers.js").Customer} Customer
 * @typedef {{ store: Store, request: import("../exchange.js").SandboxRequest, body: unknown }} Context
 * @typedef {{ customer: Customer, channelId: number, name: string | undefined, expiresAt: number }} Issue
 */
import { toSeconds } from "../clock.js";
import { readJwt } from "../jwt.js";
import { envelope } from "../reply.js";
import { NO_CREDENTIALS } from "./access.js";
import { channelId, customerAccessToken, email, filledText, integer, optional, readBody, refuseFields } from "./fields.js";

const DAY_SECONDS = 24 * 60 * 60;
/** Invented. */
const CURRENT_CUSTOMER_SECONDS = 15 * 60;
/** What such a token calls itself; unrelated to the storefront family's claim of the same name. */
const TOKEN_TYPE = 3;
const CREDENTIALS = { storeHash: filledText, email, password: filledText, channelId, name: filledText, beginAt: optional(integer), endAt: optional(integer) };
const CUSTOMER = { customerId: integer, channelId: optional(channelId), customerAccessToken: optional(customerAccessToken) };
/** Invented, as no error of this operation is documented. */
const NO_SUCH_CUSTOMER = "No matching customer was found.";

/** Invented: what happens to a channel of another store is not documented. @param {Store} store @param {number} id */
const refuseChannel = ({ channelIds }, id) => (channelIds.includes(id) ? null : refuseFields({ channelId: ["This store has no such channel."] }));

/** @param {Store} store @param {number} at milliseconds @param {Issue} issue */
function keep(store, at, { customer, channelId: id, name, expiresAt }) {
  store.issued.push({ type: "b2b_storefront", name, email: customer.email, customerId: customer.id, channelId: id, issuedAt: toSeconds(at), expiresAt });
}

/**
 * `POST /auth/customers`: signs a shopper in (operationId `post-auth-customer`).
 *
 * @param {Context} context
 * @returns {Promise<Reply>}
 */
export async function createCustomerToken({ store, request, body }) {
  const { given, refusal } = readBody(body, CREDENTIALS);
  if (refusal) return refusal;
  const channel = Number(given.channelId);
  const now = toSeconds(request.at);
  const { beginAt = now, endAt = now + DAY_SECONDS, name } = given;
  if (endAt <= Math.max(now, beginAt)) return refuseFields({ endAt: ["Must be later than now and than beginAt."] });
  const refusedChannel = refuseChannel(store, channel);
  if (refusedChannel) return refusedChannel;
  const customer = given.storeHash === store.storeHash ? store.customers.signIn(given.email, given.password) : undefined;
  if (!customer) return envelope(400, { errMsg: "Customer auth failed" }, "Calling BC API failed");

  const token = await store.signer.hs256({
    email: customer.email,
    store_hash: store.storeHash,
    db: "default",
    name,
    channel_ids: [channel],
    token_type: TOKEN_TYPE,
    nbf: beginAt,
    exp: endAt,
  });
  keep(store, request.at, { customer, channelId: channel, name, expiresAt: endAt });
  return envelope(200, { name, token }, "SUCCESS");
}

/** @param {Store} store @param {number} at milliseconds @param {{ customer: Customer, channelId: number }} whose */
async function issueForADay(store, at, { customer, channelId: id }) {
  const expiresAt = toSeconds(at) + DAY_SECONDS;
  keep(store, at, { customer, channelId: id, name: undefined, expiresAt });
  return store.signer.hs256({
    email: customer.email,
    bc_customer_id: customer.id,
    store_hash: store.storeHash,
    db: "default",
    bc_channel_id: id,
    exp: expiresAt,
  });
}

/**
 * `POST /auth/customers/storefront`: a token for a customer by their id (operationId `post-auth-customers-storefront`). Its
 * `data.token` is a list of one text.
 *
 * @param {Context} context
 * @returns {Promise<Reply>}
 */
export async function createStorefrontToken({ store, request, body }) {
  const { given, refusal } = readBody(body, CUSTOMER);
  if (refusal) return refusal;
  const channel = Number(given.channelId ?? store.channelIds[0]);
  const refusedChannel = refuseChannel(store, channel);
  if (refusedChannel) return refusedChannel;
  const customer = store.customers.byId(given.customerId);
  if (!customer) return envelope(404, { errMsg: NO_SUCH_CUSTOMER }, "Not Found Error");
  return envelope(200, { token: [await issueForADay(store, request.at, { customer, channelId: channel })] }, "SUCCESS");
}

/** Whom a current customer JWT speaks for. @param {Store} store @param {string} token @param {number} at milliseconds */
async function currentCustomer(store, token, at) {
  const jwt = readJwt(token);
  if (!jwt || !(await store.signer.verifiesHs256(jwt))) return undefined;
  const { customer, exp, store_hash } = Object(jwt.claims);
  const isGood = store_hash === store.storeHash && exp * 1000 > at;
  return isGood ? store.customers.byId(Object(customer).id) : undefined;
}

/**
 * `GET /auth/storefront`: a token for whoever a current customer JWT, which stands in the query, speaks for (operationId
 * `get-auth-storefront`).
 *
 * @param {Omit<Context, "body">} context
 * @returns {Promise<Reply>}
 */
export async function exchangeCurrentCustomerJwt({ store, request }) {
  const query = new URLSearchParams(request.search);
  const customer = await currentCustomer(store, query.get("jwtToken") ?? "", request.at);
  if (!customer) return envelope(401, { errMsg: NO_CREDENTIALS }, NO_CREDENTIALS);
  const channel = Number(query.get("channelId") ?? store.channelIds[0]);
  const refusedChannel = refuseChannel(store, channel);
  if (refusedChannel) return refusedChannel;
  return envelope(200, { token: await issueForADay(store, request.at, { customer, channelId: channel }) }, "SUCCESS");
}

/**
 * What a storefront's own page would hand out to an app: the JWT of the customer who is logged in.
 *
 * @param {Store} store
 * @param {Customer} customer
 * @param {number} at milliseconds
 */
export function signCurrentCustomer({ signer, storeHash }, { id, email: address }, at) {
  return signer.hs256({ customer: { id, email: address }, store_hash: storeHash, aud: "sandboxappclientid", exp: toSeconds(at) + CURRENT_CUSTOMER_SECONDS });
}
