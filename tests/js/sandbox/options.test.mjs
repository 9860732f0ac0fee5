import assert from "node:assert/strict";
import { test } from "node:test";
import { createPrivateToken, createSandbox, createServerToServerToken, send, signIn, privateToken } from "./util.mjs";

test("the defaults are synthetic, say so, and are let in", async () => {
  const sandbox = createSandbox();
  const { storeHash, accessToken, email, password } = sandbox.credentials;
  assert.equal(storeHash, "sandbox1");
  assert.match(accessToken, /^sandbox[a-z0-9]+not0secret$/);
  assert.match(email, /@sandbox\.example$/);
  assert.match(password, /not-a-secret$/);
  assert.equal((await createPrivateToken(sandbox)).status, 200);
  assert.equal((await createServerToServerToken(sandbox)).status, 200);
});

test("every option is honoured", async () => {
  const sandbox = createSandbox({
    storeHash: "abc123",
    accessTokens: [{ token: "synthetic-a", scopes: [] }, { token: "synthetic-b" }],
    users: [{ email: "one@sandbox.example", password: "synthetic-1", role: "Store Owner" }],
    customers: [{ id: 9, email: "two@sandbox.example", password: "synthetic-2" }],
    channelIds: [7, 8],
    rateLimit: { requests: 5, windowMs: 1000 },
    claims: { privateTokenScopes: true },
  });
  const customer = { id: 9, email: "two@sandbox.example", password: "synthetic-2" };
  assert.deepEqual({ ...sandbox.credentials }, { storeHash: "abc123", accessToken: "synthetic-a", email: "one@sandbox.example", password: "synthetic-1", customer });
  const path = "/stores/abc123/v3/storefront/api-token-private";
  const post = (token, channel_id) => send(sandbox, path, { headers: { "X-Auth-Token": token }, body: privateToken(sandbox, { channel_id }) });
  const second = await post("synthetic-b", 8);
  assert.equal(second.headers.get("x-rate-limit-requests-quota"), "5");
  assert.deepEqual([second.status, (await post("synthetic-b", 1)).status, (await post("synthetic-a", 8)).status], [200, 422, 403]);
  assert.equal((await send(sandbox, "/api/io/auth/backend", { body: signIn(sandbox), headers: { "X-Auth-Token": null } })).status, 200);
});

test("options that are undefined are not given", async () => {
  const options = { storeHash: undefined, accessTokens: undefined, users: undefined, channelIds: undefined, rateLimit: undefined, claims: undefined, generation: undefined, revocation: undefined, customers: undefined, graphql: undefined };
  assert.deepEqual(createSandbox(options).credentials, createSandbox().credentials);
});

test("a list that is changed later does not change the store", async () => {
  const channelIds = [1];
  const sandbox = createSandbox({ channelIds });
  channelIds.push(2);
  assert.equal((await createPrivateToken(sandbox, { channel_id: 2 })).status, 422);
});

test("a quota of none refuses everything", async () => {
  assert.equal((await createPrivateToken(createSandbox({ rateLimit: { requests: 0, windowMs: 1 } }))).status, 429);
});

const user = { email: "a@sandbox.example", password: "synthetic" };
const misuses = [
  ["options", null],
  ["options", "sandbox1"],
  ["storehash", { storehash: "abc" }],
  ["storeHash", { storeHash: "" }],
  ["storeHash", { storeHash: "../v2" }],
  ["accessTokens", { accessTokens: [] }],
  ["accessTokens", { accessTokens: "token" }],
  ["accessTokens\\[1\\]\\.token", { accessTokens: [{ token: "a" }, { token: "" }] }],
  ["accessTokens\\[0\\]\\.scopes", { accessTokens: [{ token: "a", scopes: "all" }] }],
  ["users", { users: [] }],
  ["users\\[0\\]\\.email", { users: [{ ...user, email: undefined }] }],
  ["users\\[0\\]\\.password", { users: [{ ...user, password: 1 }] }],
  ["users\\[0\\]\\.role", { users: [{ ...user, role: "King" }] }],
  ["channelIds", { channelIds: [] }],
  ["channelIds", { channelIds: [0] }],
  ["rateLimit\\.requests", { rateLimit: { windowMs: 1 } }],
  ["rateLimit\\.windowMs", { rateLimit: { requests: 1, windowMs: 0 } }],
  ["rateLimit\\.requests", { rateLimit: null }],
  ["generation", { generation: "C" }],
  ["generation", { generation: null }],
  ["revocation", { revocation: 60 }],
  ["revocation\\.delay", { revocation: { delay: 60 } }],
  ["customers", { customers: [] }],
  ["customers", { customers: [{ ...user, id: 2 }, { ...user, id: 2 }] }],
  ["customers\\[0\\]\\.id", { customers: [{ ...user, id: 0 }] }],
  ["customers\\[0\\]\\.email", { customers: [{ password: "synthetic" }] }],
  ["graphql", { graphql: null }],
  ["graphql\\.scopes", { graphql: { scopes: "long" } }],
  ["graphql\\.library", { graphql: { library: {} } }],
  ["graphql\\.scopeNames", { graphql: { scopeNames: "LONG" } }],
  ["graphql\\.rateLimit\\.complexity", { graphql: { rateLimit: { windowMs: 1 } } }],
  ["graphql\\.rateLimit\\.windowMs", { graphql: { rateLimit: { complexity: 1 } } }],
  ["revocation\\.delayMs", { revocation: { delayMs: -1 } }],
  ["revocation\\.delayMs", { revocation: { delayMs: Infinity } }],
  ["revocation\\.limit", { revocation: { limit: 1.5 } }],
];

for (const [path, options] of misuses) {
  test(`createSandbox refuses ${JSON.stringify(options)} and names ${path.replaceAll("\\", "")}`, () => {
    assert.throws(() => createSandbox(options), { name: "TypeError", message: new RegExp(`^createSandbox: ${path}: `) });
  });
}
