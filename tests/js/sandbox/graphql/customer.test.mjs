// Whom a request speaks for: the customer access token, its companion header, and the impersonation token's customer id.
import assert from "node:assert/strict";
import { test } from "node:test";
import { issue } from "../util.mjs";
import { IMPERSONATION, SIMPLE, ask, customerAccessToken, dataOf, graphqlSandbox, privateToken } from "./ask.mjs";

const WHO = "{ customer { entityId email } }";
const STORE = "{ store { storeHash } }";
const COMPANION = { "X-Bc-Error-On-Invalid-Customer-Access-Token": "true" };
const CAT = "X-Bc-Customer-Access-Token";
const DAY_MS = 86_400_000;

async function signedIn(options) {
  const sandbox = graphqlSandbox(options);
  const token = await privateToken(sandbox);
  return { sandbox, token, cat: await customerAccessToken(sandbox, token) };
}

test("login gives a customer access token of the documented form, with its end", async () => {
  const { sandbox, cat } = await signedIn();
  const [, end] = /^[0-9a-f]{64}_(\d+)$/.exec(cat.value);
  assert.equal(cat.expiresAt, new Date(Number(end) * 1000).toISOString().replace(".000", ""));
  assert.ok(Number(end) * 1000 > sandbox.clock.now());
});

test("a customer access token speaks for its customer until it ends", async () => {
  const { sandbox, token, cat } = await signedIn();
  const { id, email } = sandbox.credentials.customer;
  const request = { token, query: WHO, headers: { [CAT]: cat.value } };
  assert.deepEqual(await dataOf(sandbox, request), { customer: { entityId: id, email } });
  sandbox.clock.advance(DAY_MS);
  const late = { ...request, token: await privateToken(sandbox) };
  assert.deepEqual(await dataOf(sandbox, late), { customer: null });
});

const rows = [
  ["none, without the companion", null, {}, WHO, { data: { customer: null } }],
  ["none, with the companion, at a field that needs a customer", null, COMPANION, WHO, "MISSING_CUSTOMER_ACCESS_TOKEN"],
  ["none, with the companion, at another field", null, COMPANION, STORE, { data: { store: { storeHash: "sandbox1" } } }],
  ["a wrong one, without the companion", "synthetic", {}, WHO, { data: { customer: null } }],
  ["a wrong one, with the companion", "synthetic", COMPANION, WHO, "INVALID_CUSTOMER_ACCESS_TOKEN"],
  ["a wrong one, with the companion, at another field", "synthetic", COMPANION, STORE, "INVALID_CUSTOMER_ACCESS_TOKEN"],
  ["a wrong one, with the companion set to false", "synthetic", { ...COMPANION, "X-Bc-Error-On-Invalid-Customer-Access-Token": "false" }, WHO, { data: { customer: null } }],
];

for (const [name, value, headers, query, expected] of rows) {
  test(`a customer access token: ${name}`, async () => {
    const sandbox = graphqlSandbox();
    const token = await privateToken(sandbox);
    const { status, body } = await ask(sandbox, { token, query, headers: { ...headers, ...(value ? { [CAT]: value } : {}) } });
    assert.equal(status, 200);
    if (typeof expected === "object") assert.deepEqual(body, expected);
    else assert.deepEqual(body.errors.map(({ extensions }) => extensions.code), [expected]);
  });
}

test("logout ends the customer access token that it carries", async () => {
  const { sandbox, token, cat } = await signedIn();
  const headers = { [CAT]: cat.value, ...COMPANION };
  assert.deepEqual(await dataOf(sandbox, { token, headers, query: "mutation { logout { result } }" }), { logout: { result: "success" } });
  assert.equal((await ask(sandbox, { token, headers, query: WHO })).body.errors[0].extensions.code, "INVALID_CUSTOMER_ACCESS_TOKEN");
});

test("a wrong password is an error", async () => {
  const sandbox = graphqlSandbox();
  const query = `mutation { login(email: "${sandbox.credentials.customer.email}", password: "other") { result } }`;
  const { body } = await ask(sandbox, { token: await privateToken(sandbox), query });
  assert.deepEqual([body.data, body.errors[0].message], [null, "Invalid credentials"]);
});

test("a browser does not get a customer access token", async () => {
  const sandbox = graphqlSandbox();
  const origin = "https://www.shop.example";
  const { token } = await issue(sandbox, SIMPLE, { allowed_cors_origins: [origin] });
  const { email, password } = sandbox.credentials.customer;
  const query = `mutation { login(email: "${email}", password: "${password}") { result customerAccessToken { value } } }`;
  const { body } = await ask(sandbox, { token, query, headers: { Origin: origin } });
  assert.equal(body.data.login.customerAccessToken, null);
  assert.match(body.errors[0].message, /^Customer access token was requested in the body, but it's only returned for server-to-server requests/);
});

test("an impersonation token speaks for the customer of X-Bc-Customer-Id, and a private token does not", async () => {
  const customers = [{ email: "a@sandbox.example", password: "synthetic", id: 41 }, { email: "b@sandbox.example", password: "synthetic", id: 42 }];
  const sandbox = graphqlSandbox({ customers });
  const { token } = await issue(sandbox, IMPERSONATION);
  const as = async (id, by = token) => (await dataOf(sandbox, { token: by, query: WHO, headers: { "X-Bc-Customer-Id": id } })).customer;
  assert.deepEqual([await as("42"), await as("43"), await as("x")], [{ entityId: 42, email: "b@sandbox.example" }, null, null]);
  assert.equal(await as("42", await privateToken(sandbox)), null);
});

test("a customer who registers can sign in, and an e-mail is taken once", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox);
  const query = 'mutation { customer { registerCustomer(input: { email: "new@sandbox.example", password: "synthetic-new", firstName: "N", lastName: "C" }) { customer { entityId } errors { __typename message } } } }';
  const [first, second] = [await dataOf(sandbox, { token, query }), await dataOf(sandbox, { token, query })];
  assert.deepEqual(first.customer.registerCustomer, { customer: { entityId: 2 }, errors: [] });
  assert.equal(second.customer.registerCustomer.errors[0].__typename, "EmailAlreadyInUseError");
  const login = 'mutation { login(email: "new@sandbox.example", password: "synthetic-new") { customer { entityId } } }';
  assert.deepEqual(await dataOf(sandbox, { token, query: login }), { login: { customer: { entityId: 2 } } });
});

test("a customer sees their own carts' orders and wishlists, page by page", async () => {
  const { sandbox, token, cat } = await signedIn();
  const headers = { [CAT]: cat.value };
  for (let n = 0; n < 3; n += 1) {
    const made = await dataOf(sandbox, { token, headers, query: "mutation { cart { createCart(input: { lineItems: [{ productEntityId: 80, quantity: 1 }] }) { cart { entityId } } } }" });
    const id = made.cart.createCart.cart.entityId;
    await dataOf(sandbox, { token, headers, query: `mutation { checkout { completeCheckout(input: { checkoutEntityId: "${id}" }) { orderEntityId } } }` });
  }
  const page = async (after) =>
    (await dataOf(sandbox, { token, headers, variables: { after }, query: "query ($after: String) { customer { orders(first: 2, after: $after) { edges { node { entityId } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }" })).customer.orders;
  const first = await page();
  assert.deepEqual(first.edges.map(({ node }) => node.entityId), [100, 101]);
  const second = await page(first.pageInfo.endCursor);
  assert.deepEqual(second.edges.map(({ node }) => node.entityId), [102]);
  assert.deepEqual([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage], [true, false, true]);
  const order = "{ site { order(filter: { entityId: 100 }) { entityId } } }";
  assert.equal((await dataOf(sandbox, { token, query: order })).site.order, null);
  assert.equal((await dataOf(sandbox, { token, headers, query: order })).site.order.entityId, 100);
});

test("a guest's cart becomes the customer's at login", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox);
  const made = await dataOf(sandbox, { token, query: "mutation { cart { createCart(input: {}) { cart { entityId } } } }" });
  const { email, password } = sandbox.credentials.customer;
  const variables = { email, password, cart: made.cart.createCart.cart.entityId };
  const login = "mutation ($email: String!, $password: String!, $cart: String) { login(email: $email, password: $password, guestCartEntityId: $cart) { cart { entityId } } }";
  assert.equal((await dataOf(sandbox, { token, query: login, variables })).login.cart.entityId, variables.cart);
});

test("a wishlist is shown by its token while it is public, and changed by its customer alone", async () => {
  const { sandbox, token, cat } = await signedIn();
  const headers = { [CAT]: cat.value };
  const make = 'mutation { wishlist { createWishlist(input: { name: "gifts", isPublic: true }) { result { entityId token } } } }';
  const mine = (await dataOf(sandbox, { token, headers, query: make })).wishlist.createWishlist.result;
  const shown = async () => (await dataOf(sandbox, { token, query: `{ site { publicWishlist(token: "${mine.token}") { name } } }` })).site.publicWishlist;
  const hide = `mutation { wishlist { updateWishlist(input: { entityId: ${mine.entityId}, data: { isPublic: false } }) { result { isPublic } } } }`;
  assert.deepEqual(await shown(), { name: "gifts" });
  for (const [name, message, sent] of [["nobody", "Customer not authenticated", {}], ["another customer", "Sandbox: there is no such wishlist of this customer", { [CAT]: (await another(sandbox, token)).value }]]) {
    assert.equal((await ask(sandbox, { token, query: hide, headers: sent })).body.errors[0].message, message, name);
  }
  assert.deepEqual(await shown(), { name: "gifts" });
  assert.deepEqual(await dataOf(sandbox, { token, headers, query: hide }), { wishlist: { updateWishlist: { result: { isPublic: false } } } });
  assert.equal(await shown(), null);
  const list = "{ customer { wishlists { edges { node { name isPublic } } } } }";
  assert.deepEqual((await dataOf(sandbox, { token, headers, query: list })).customer.wishlists.edges, [{ node: { name: "gifts", isPublic: false } }]);
});

/** Registers a second customer and signs them in. */
async function another(sandbox, token) {
  const register = 'mutation { customer { registerCustomer(input: { email: "b@sandbox.example", password: "synthetic", firstName: "B", lastName: "C" }) { errors { message } } } }';
  await dataOf(sandbox, { token, query: register });
  const login = 'mutation { login(email: "b@sandbox.example", password: "synthetic") { customerAccessToken { value } } }';
  return (await dataOf(sandbox, { token, query: login })).login.customerAccessToken;
}
