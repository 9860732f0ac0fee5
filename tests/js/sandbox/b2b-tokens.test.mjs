// B2B Edition beyond the sign-in: its server to server tokens by list and deletion, and the three ways to a storefront token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSandbox, createServerToServerToken, decodeJwt, inSeconds, read, send } from "./util.mjs";

const BASES = ["/api/io", "/api/v3/io"];
const NO_CREDENTIALS = { code: 401, data: { errMsg: "Invalid token header. No credentials provided." }, meta: { message: "Invalid token header. No credentials provided." } };
const NOT_FOUND = { code: 404, data: { errMsg: "No matching token was found." }, meta: { message: "Not Found Error" } };
const DAY = 86_400;

/** Only `authToken`, as the documents want it: neither an access token nor a store hash beside it. */
const old = (authToken, more = {}) => ({ "X-Auth-Token": null, "X-Store-Hash": null, authToken, ...more });
const signedIn = async (sandbox, name = "nightly import") => (await read(await createServerToServerToken(sandbox, { name }))).body.data[0].token;
const list = async (sandbox, headers, query = "", base = BASES[0]) => read(await send(sandbox, `${base}/backend/tokens${query}`, { method: "GET", headers }));
const remove = async (sandbox, headers, body, base = BASES[0]) => read(await send(sandbox, `${base}/auth/backend`, { method: "DELETE", headers, body }));

for (const base of BASES) {
  test(`server to server tokens are listed in clear and deleted by their id below ${base}`, async () => {
    const sandbox = createSandbox();
    const token = await signedIn(sandbox, "first");
    await signedIn(sandbox, "second");
    const { status, body } = await list(sandbox, old(token), "", base);
    const item = (id, name) => ({ id, name, email: sandbox.credentials.email, storeHash: "sandbox1", token, eventChannel: "api" });
    assert.deepEqual([status, body], [
      200,
      { code: 200, data: [item(1, "first"), item(2, "second")], meta: { message: "SUCCESS", pagination: { totalCount: 2, limit: 10, offset: 0 } } },
    ]);
    assert.deepEqual(await remove(sandbox, old(token), { id: 1 }, base), { status: 200, body: { code: 200, data: [], meta: { message: "SUCCESS" } } });
    assert.deepEqual((await list(sandbox, old(token), "", base)).body.data.map(({ id }) => id), [2]);
    assert.deepEqual(sandbox.issued.map(({ deletedAt }) => deletedAt === null), [false, true]);
  });
}

const pages = [
  ["?limit=2", [1, 2], { totalCount: 5, limit: 2, offset: 0 }],
  ["?limit=2&offset=4", [5], { totalCount: 5, limit: 2, offset: 4 }],
  ["?offset=9", [], { totalCount: 5, limit: 10, offset: 9 }],
  ["?limit=250", [1, 2, 3, 4, 5], { totalCount: 5, limit: 250, offset: 0 }],
];

for (const [query, ids, pagination] of pages) {
  test(`the page "${query}" holds [${ids}]`, async () => {
    const sandbox = createSandbox();
    let token;
    for (let n = 0; n < 5; n += 1) token = await signedIn(sandbox);
    const { body } = await list(sandbox, old(token), query);
    assert.deepEqual([body.data.map(({ id }) => id), body.meta.pagination], [ids, pagination]);
  });
}

for (const [query, field] of [["?limit=0", "limit"], ["?limit=251", "limit"], ["?offset=-1", "offset"], ["?limit=x", "limit"]]) {
  test(`422 names ${field} for "${query}"`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await list(sandbox, old(await signedIn(sandbox)), query);
    assert.deepEqual([status, body.code, Object.keys(body.data.errMsg), body.meta.message], [422, 422, [field], "Parameter Error"]);
  });
}

test("a token that was deleted lets nobody in, unless another of the same user has its text", async () => {
  const sandbox = createSandbox();
  const token = await signedIn(sandbox);
  await signedIn(sandbox);
  await remove(sandbox, old(token), { id: 1 });
  assert.equal((await list(sandbox, old(token))).status, 200);
  await remove(sandbox, old(token), { id: 2 });
  assert.deepEqual(await list(sandbox, old(token)), { status: 401, body: NO_CREDENTIALS });
});

const deletions = [
  ["an unknown id", { id: 7 }, NOT_FOUND],
  ["the name of another token", { id: 1, name: "other" }, NOT_FOUND],
  ["the e-mail of another user", { id: 1, email: "other@sandbox.example" }, NOT_FOUND],
  ["its own name and e-mail", { id: 1, name: "nightly import", email: "owner@sandbox.example" }, 200],
  ["no id", {}, 422],
  ["an id as text", { id: "1" }, 422],
  ["a list", [1], 422],
];

for (const [name, sent, expected] of deletions) {
  test(`a deletion with ${name}: ${expected.code ?? expected}`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await remove(sandbox, old(await signedIn(sandbox)), sent);
    if (typeof expected === "object") assert.deepEqual(body, expected);
    assert.equal(status, expected.code ?? expected);
    assert.equal(sandbox.issued[0].deletedAt === null, status !== 200);
  });
}

const spoil = (token) => `${token.slice(0, -6)}AAAAAA`;
for (const [name, choose] of [["no authToken", () => null], ["an OAuth access token", () => "synthetic"], ["a wrong signature", spoil]]) {
  test(`401 with the documented text for ${name}`, async () => {
    const sandbox = createSandbox();
    const token = await signedIn(sandbox);
    for (const answer of [await list(sandbox, old(choose(token))), await remove(sandbox, old(choose(token)), { id: 1 })]) {
      assert.deepEqual(answer, { status: 401, body: NO_CREDENTIALS });
    }
  });
}

test("an access token does not let in to the server to server tokens", async () => {
  const sandbox = createSandbox();
  await signedIn(sandbox);
  assert.equal((await list(sandbox, {})).status, 401);
});

const credentials = (sandbox, changes = {}) => {
  const { storeHash, customer } = sandbox.credentials;
  return { storeHash, email: customer.email, password: customer.password, channelId: 1, name: "checkout", ...changes };
};
const byPassword = async (sandbox, changes, { headers = {}, base = BASES[0] } = {}) =>
  read(await send(sandbox, `${base}/auth/customers`, { headers, body: credentials(sandbox, changes) }));
const byId = async (sandbox, body, { headers = {}, base = BASES[0] } = {}) => read(await send(sandbox, `${base}/auth/customers/storefront`, { headers, body }));
const byJwt = async (sandbox, jwt, { query = "", headers = {}, base = BASES[0] } = {}) =>
  read(await send(sandbox, `${base}/auth/storefront?jwtToken=${jwt}${query}`, { method: "GET", headers: { "X-Auth-Token": null, ...headers } }));

for (const base of BASES) {
  test(`a storefront token by password below ${base} has a name and lives for a day`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await byPassword(sandbox, {}, { base });
    assert.deepEqual([status, { ...body, data: Object.keys(body.data) }], [200, { code: 200, data: ["name", "token"], meta: { message: "SUCCESS" } }]);
    const { header, claims } = decodeJwt(body.data.token);
    assert.equal(header.alg, "HS256");
    assert.deepEqual(claims, {
      email: "customer@sandbox.example",
      store_hash: "sandbox1",
      db: "default",
      name: "checkout",
      channel_ids: [1],
      token_type: 3,
      nbf: sandbox.issued[0].issuedAt,
      exp: sandbox.issued[0].issuedAt + DAY,
    });
  });

  test(`a storefront token by customer id below ${base} is a list of one text`, async () => {
    const sandbox = createSandbox({ channelIds: [1, 2] });
    const { status, body } = await byId(sandbox, { customerId: 1, channelId: 2 }, { base });
    assert.equal(status, 200);
    const [token, ...others] = body.data.token;
    const { exp, ...claims } = decodeJwt(token).claims;
    assert.deepEqual([claims, others], [{ email: "customer@sandbox.example", bc_customer_id: 1, store_hash: "sandbox1", db: "default", bc_channel_id: 2 }, []]);
    assert.equal(exp, sandbox.issued[0].expiresAt);
  });

  test(`a storefront token by current customer JWT below ${base} is a text, and needs no access token`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await byJwt(sandbox, await sandbox.currentCustomerJwt(), { base });
    assert.deepEqual([status, Object.keys(body.data)], [200, ["token"]]);
    assert.equal(decodeJwt(body.data.token).claims.bc_customer_id, 1);
    assert.deepEqual(sandbox.issued.map(({ type, customerId }) => [type, customerId]), [["b2b_storefront", 1]]);
  });
}

test("beginAt and endAt are kept", async () => {
  const sandbox = createSandbox();
  const [beginAt, endAt] = [inSeconds(sandbox, 60), inSeconds(sandbox, 600)];
  const { nbf, exp } = decodeJwt((await byPassword(sandbox, { beginAt, endAt })).body.data.token).claims;
  assert.deepEqual([nbf, exp], [beginAt, endAt]);
});

const AUTH_FAILED = { code: 400, data: { errMsg: "Customer auth failed" }, meta: { message: "Calling BC API failed" } };
const passwords = [
  ["a wrong password", { password: "other" }, AUTH_FAILED],
  ["another store", { storeHash: "sandbox2" }, AUTH_FAILED],
  ["a back-end user", { email: "owner@sandbox.example" }, AUTH_FAILED],
  ["a channel as text", { channelId: "1" }, 200],
  ["no channel", { channelId: undefined }, ["channelId"]],
  ["a channel of another store", { channelId: 99 }, ["channelId"]],
  ["channel 0", { channelId: 0 }, ["channelId"]],
  ["a blank name", { name: "" }, ["name"]],
  ["an end that has passed", { endAt: 1 }, ["endAt"]],
  ["an end before the begin", (sandbox) => ({ beginAt: inSeconds(sandbox, 90), endAt: inSeconds(sandbox, 60) }), ["endAt"]],
  ["an end as text", { endAt: "2030" }, ["endAt"]],
  ["everything missing", { storeHash: null, email: "x", password: undefined }, ["storeHash", "email", "password"]],
];

for (const [name, changes, expected] of passwords) {
  test(`a storefront token by password with ${name}: ${JSON.stringify(expected.code ?? expected)}`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await byPassword(sandbox, typeof changes === "function" ? changes(sandbox) : changes);
    if (Array.isArray(expected)) assert.deepEqual([status, Object.keys(body.data.errMsg)], [422, expected]);
    else if (typeof expected === "object") assert.deepEqual([status, body], [expected.code, expected]);
    else assert.equal(status, expected);
    assert.equal(sandbox.issued.length, status === 200 ? 1 : 0);
  });
}

const CAT = { value: "synthetic", expires_at: "2030-01-01T00:00:00Z" };
const ids = [
  ["the customer alone", { customerId: 1 }, 200],
  ["a channel as text, as BigCommerce's own storefront sends it", { customerId: 1, channelId: "1" }, 200],
  ["a customer access token", { customerId: 1, customerAccessToken: CAT }, 200],
  ["a customer access token in the other spelling", { customerId: 1, customerAccessToken: { value: "synthetic", expiresAt: CAT.expires_at } }, 200],
  ["a customer access token that is a text", { customerId: 1, customerAccessToken: "synthetic" }, 422],
  ["an unknown customer", { customerId: 2 }, 404],
  ["no customer", {}, 422],
  ["a customer as text", { customerId: "1" }, 422],
  ["a channel of another store", { customerId: 1, channelId: 99 }, 422],
];

for (const [name, sent, expected] of ids) {
  test(`${expected} for a storefront token by customer id with ${name}`, async () => {
    const { status, body } = await byId(createSandbox(), sent);
    assert.deepEqual([status, body.code], [expected, expected]);
  });
}

const access = [
  ["an access token and its store", {}, 200],
  ["an access token without a store", { "X-Store-Hash": null }, 500],
  ["an access token with another store", { "X-Store-Hash": "sandbox2" }, 500],
  ["an unknown access token", { "X-Auth-Token": "other" }, 401],
  ["no credential", { "X-Auth-Token": null }, 401],
];

for (const [name, headers, expected] of access) {
  test(`${expected} for storefront tokens with ${name}`, async () => {
    const sandbox = createSandbox();
    for (const { status } of [await byPassword(sandbox, {}, { headers }), await byId(sandbox, { customerId: 1 }, { headers })]) assert.equal(status, expected);
  });
}

test("a server to server token lets in to the storefront tokens", async () => {
  const sandbox = createSandbox();
  const headers = old(await signedIn(sandbox));
  assert.deepEqual([(await byPassword(sandbox, {}, { headers })).status, (await byId(sandbox, { customerId: 1 }, { headers })).status], [200, 200]);
});

const jwts = [
  ["none", async () => ""],
  ["what is no JWT", async () => "synthetic"],
  ["a wrong signature", async (sandbox) => spoil(await sandbox.currentCustomerJwt())],
  ["another sandbox's", async () => createSandbox().currentCustomerJwt()],
  ["a server to server token", signedIn],
  ["one that has expired", async (sandbox) => {
    const jwt = await sandbox.currentCustomerJwt();
    sandbox.clock.advance(15 * 60_000);
    return jwt;
  }],
];

for (const [name, make] of jwts) {
  test(`401 with the documented text for a current customer JWT that is ${name}`, async () => {
    const sandbox = createSandbox();
    assert.deepEqual(await byJwt(sandbox, await make(sandbox)), { status: 401, body: NO_CREDENTIALS });
  });
}

test("a current customer JWT is exchanged for a channel of the store, at a store that is named", async () => {
  const sandbox = createSandbox({ channelIds: [1, 2] });
  const jwt = await sandbox.currentCustomerJwt(1);
  const channelOf = ({ body }) => decodeJwt(body.data.token).claims.bc_channel_id;
  assert.deepEqual([channelOf(await byJwt(sandbox, jwt)), channelOf(await byJwt(sandbox, jwt, { query: "&channelId=2" }))], [1, 2]);
  assert.equal((await byJwt(sandbox, jwt, { query: "&channelId=3" })).status, 422);
  assert.equal((await byJwt(sandbox, jwt, { headers: { "X-Store-Hash": null } })).status, 500);
});

test("a current customer JWT is of a customer of the store", async () => {
  await assert.rejects(createSandbox().currentCustomerJwt(2), TypeError);
});

test("the secret in the address is not kept", async () => {
  const sandbox = createSandbox();
  const jwt = await sandbox.currentCustomerJwt();
  await byJwt(sandbox, jwt, { query: "&channelId=1" });
  assert.equal(sandbox.requests[0].path, "/api/io/auth/storefront?jwtToken=[redacted]&channelId=1");
});

const shapes = [
  ["errMsg", {}, 400, { code: 400, data: { errMsg: "synthetic" }, meta: { message: "API logic error" } }],
  ["errMsg", { code: 0, status: 200 }, 200, { code: 0, data: { errMsg: "synthetic" }, meta: { message: "API logic error" } }],
  ["errMsgFields", {}, 422, { code: 422, data: { errMsg: { email: ["synthetic"] } }, meta: { message: "Parameter Error" } }],
  ["message", { status: 404 }, 404, { code: 404, message: "synthetic" }],
  ["message", { code: 403, status: 422 }, 422, { code: 403, message: "synthetic" }],
  ["detail", {}, 401, { detail: "synthetic" }],
  ["errors", {}, 404, { status: 404, title: "synthetic", errors: { 1: "synthetic" } }],
];

for (const [shape, options, status, body] of shapes) {
  test(`an error of the shape ${shape} with ${JSON.stringify(options)}`, async () => {
    const sandbox = createSandbox();
    sandbox.inject({ kind: "b2bError", shape, text: "synthetic", ...options, path: "/auth/" });
    assert.deepEqual(await read(await createServerToServerToken(sandbox)), { status, body });
    assert.deepEqual(sandbox.issued, []);
  });
}

test("an error of a given shape has a text of its own", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "b2bError", shape: "detail" });
  assert.match((await read(await createServerToServerToken(sandbox))).body.detail, /^Sandbox: /);
});
