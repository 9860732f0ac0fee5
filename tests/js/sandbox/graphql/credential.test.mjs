// Who is let in: every text that the documents give, and those that are invented.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createServerToServerToken, decodeJwt, inSeconds, issue, read, served } from "../util.mjs";
import { IMPERSONATION, PRIVATE, SIMPLE, ask, graphqlSandbox } from "./ask.mjs";

const ORIGIN = "https://www.shop.example";
const OK = { data: { site: { settings: { storeName: "Sandbox store" } } } };

const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
/** The same token with other claims, so that its signature no longer fits. */
const withClaims = (token, claims) => token.split(".").with(1, encode(claims)).join(".");
const changed = (token, changes) => withClaims(token, { ...decodeJwt(token).claims, ...changes });

const missing = "GraphQL credentials were missing. No token was sent.";
const invalid = (reason) => `GraphQL invalid credentials. ${reason}`;
const refused = [
  ["no token", () => undefined, missing],
  ["an OAuth access token", () => "synthetic0access0token", invalid("String is not a JWT")],
  ["two parts", (token) => token.split(".").slice(1).join("."), invalid("String is not a JWT")],
  ["padding", (token) => `${token}==`, invalid("String is not a JWT")],
  ["a header that is no JSON", (token) => token.split(".").with(0, encode("alg")).join("."), invalid("String is not a JWT")],
  ["claims that are no JSON", (token) => withClaims(token, "{iat:"), invalid("JWT has no valid Json")],
  ["claims that are a list", (token) => withClaims(token, []), invalid("JWT has Json of an unknown format")],
  ["claims of another kind", (token) => withClaims(token, { email: "a@shop.example" }), invalid("JWT has Json of an unknown format")],
  ["claims without a channel", (token) => changed(token, { cid: undefined }), invalid("JWT has Json of an unknown format")],
  ["changed claims", (token) => changed(token, { iat: 1 }), invalid("JWT signature is invalid")],
  ["one channel as a number, signed by nobody", (token) => changed(token, { cid: 1 }), invalid("JWT signature is invalid")],
  ["a signature cut short", (token) => token.slice(0, -4), invalid("JWT signature is invalid")],
  ["another algorithm", (token) => token.split(".").with(0, encode({ typ: "JWT", alg: "none" })).join("."), invalid("JWT signature is invalid")],
];

for (const family of [SIMPLE, PRIVATE, IMPERSONATION]) {
  for (const [name, spoil, message] of refused) {
    test(`401 for a ${family.type} token with ${name}`, async () => {
      const sandbox = graphqlSandbox();
      const { token } = await issue(sandbox, family);
      assert.deepEqual(await ask(sandbox, { token: spoil(token) }), { status: 401, body: { errors: [{ message }] } });
    });
  }
}

for (const authorization of ["", "Bearer", "Bearer ", "Basic abc", "Token abc"]) {
  test(`the authorization "${authorization}" counts as no token`, async () => {
    const { body } = await ask(graphqlSandbox(), { headers: { Authorization: authorization } });
    assert.equal(body.errors[0].message, missing);
  });
}

test("401 for a token of another sandbox, which another key has signed", async () => {
  const { token } = await issue(graphqlSandbox(), PRIVATE);
  assert.equal((await ask(graphqlSandbox(), { token })).body.errors[0].message, invalid("JWT signature is invalid"));
});

test("401 for a B2B token", async () => {
  const sandbox = graphqlSandbox();
  const { body } = await read(await createServerToServerToken(sandbox));
  assert.equal((await ask(sandbox, { token: body.data[0].token })).status, 401);
});

test("a token works to its last second and is expired from then on", async () => {
  const sandbox = graphqlSandbox();
  const { token } = await issue(sandbox, PRIVATE, { expires_at: inSeconds(sandbox, 600) });
  sandbox.clock.advance(590_000);
  assert.equal((await ask(sandbox, { token })).status, 200);
  sandbox.clock.advance(10_000);
  assert.equal((await ask(sandbox, { token })).body.errors[0].message, invalid("JWT is expired"));
});

const addresses = [
  ["https://store-sandbox1.mybigcommerce.com/graphql", [1], 200],
  ["https://store-sandbox1.mybigcommerce.com/graphql", [2], "channel"],
  ["https://store-sandbox1-1.mybigcommerce.com/graphql", [1], 200],
  ["https://store-sandbox1-2.mybigcommerce.com/graphql?operation=q&type=query", [2], 200],
  ["https://store-sandbox1-2.mybigcommerce.com/graphql", [1], "channel"],
  ["https://store-sandbox1-2.mybigcommerce.com/graphql", [1, 2], 200],
  ["https://store-sandbox1-3.mybigcommerce.com/graphql", [1, 2], "channel"],
  ["https://store-sandbox2-1.mybigcommerce.com/graphql", [1], "store"],
  ["https://store-sandbox2.mybigcommerce.com/graphql", [1], "store"],
  ["https://www.shop.example/graphql", [1], 200],
  ["https://www.shop.example/graphql", [2], "channel"],
  ["https://sandbox.invalid/stores/sandbox1/channels/2/graphql", [2], 200],
  ["https://sandbox.invalid/stores/sandbox1/channels/2/graphql", [1], "channel"],
  ["https://sandbox.invalid/stores/sandbox1/channels/x/graphql", [1], "channel"],
  ["https://sandbox.invalid/stores/sandbox2/channels/1/graphql", [1], "store"],
];

for (const [url, channel_ids, expected] of addresses) {
  test(`a token for the channels ${channel_ids} at ${url}: ${expected}`, async () => {
    const sandbox = graphqlSandbox({ channelIds: [1, 2] });
    const { token } = await issue(sandbox, PRIVATE, { channel_id: undefined, channel_ids });
    const { status, body } = await ask(sandbox, { token, url });
    if (expected === 200) assert.deepEqual([status, body], [200, OK]);
    else assert.deepEqual([status, body.errors[0].message], [401, invalid(`JWT ${expected} id doesn't match ${expected} id of the URL`)]);
  });
}

test("the endpoint is the first channel's unless another is named, and a served one over HTTP", async (t) => {
  const sandbox = graphqlSandbox({ channelIds: [2, 7] });
  assert.equal(sandbox.graphqlEndpoint(), "https://sandbox.invalid/stores/sandbox1/channels/2/graphql");
  assert.equal(sandbox.graphqlEndpoint("http://127.0.0.1:80/", 7), "http://127.0.0.1:80/stores/sandbox1/channels/7/graphql");
  const { library } = { library: await import("graphql") };
  const { sandbox: overHttp, url } = await served(t, { graphql: { library } });
  const { token } = await issue(overHttp, PRIVATE);
  for (const address of [overHttp.graphqlEndpoint(url), `${url}/graphql`]) {
    assert.deepEqual(await ask(overHttp, { token, url: address }), { status: 200, body: OK });
  }
});

test("a hash in capitals meets its host, which is in lower case", async () => {
  const sandbox = graphqlSandbox({ storeHash: "SandBox7" });
  const path = PRIVATE.path.replace("sandbox1", "SandBox7");
  const { token } = await issue(sandbox, { ...PRIVATE, path });
  assert.equal((await ask(sandbox, { token, url: "https://store-SandBox7-1.mybigcommerce.com/graphql" })).status, 200);
});

for (const delayMs of [undefined, 0, 5_000]) {
  test(`a revoked token works on for ${delayMs ?? "the usual 60,000"} ms`, async () => {
    const sandbox = graphqlSandbox({ revocation: { delayMs } });
    const { token, jti } = await issue(sandbox, PRIVATE);
    const headers = { "X-Auth-Token": sandbox.credentials.accessToken };
    await sandbox.fetch(`https://api.invalid${PRIVATE.path}/${jti}`, { method: "DELETE", headers });
    const delay = delayMs ?? 60_000;
    if (delay > 0) {
      sandbox.clock.advance(delay - 1_000);
      assert.equal((await ask(sandbox, { token })).status, 200);
      sandbox.clock.advance(1_000);
    }
    assert.deepEqual(await ask(sandbox, { token }), { status: 401, body: { errors: [{ message: "Unknown JWT token" }] } });
  });
}

const browserMarks = [{ Origin: ORIGIN }, { "Sec-Fetch-Site": "cross-site" }];
for (const family of [PRIVATE, IMPERSONATION]) {
  for (const headers of browserMarks) {
    test(`a ${family.type} token is refused with ${JSON.stringify(headers)}`, async () => {
      const sandbox = graphqlSandbox();
      const { token } = await issue(sandbox, family);
      const { status, body } = await ask(sandbox, { token, headers });
      assert.equal(status, 401);
      assert.match(body.errors[0].message, /web browser/);
    });
  }

  test(`a ${family.type} token is let in with Sec-Fetch-Mode alone, which Node's own fetch sends`, async () => {
    const sandbox = graphqlSandbox();
    const { token } = await issue(sandbox, family);
    assert.equal((await ask(sandbox, { token, headers: { "Sec-Fetch-Mode": "cors" } })).status, 200);
  });
}

test("a storefront token is good in a browser, at its own origins", async () => {
  const sandbox = graphqlSandbox();
  const { token } = await issue(sandbox, SIMPLE, { allowed_cors_origins: [ORIGIN] });
  const from = (origin) => ask(sandbox, { token, headers: { Origin: origin, "Sec-Fetch-Site": "cross-site" } });
  assert.deepEqual(await from(ORIGIN), { status: 200, body: OK });
  for (const other of [`${ORIGIN}/`, "https://shop.example", "null"]) {
    const { status, body } = await from(other);
    assert.equal(status, 401);
    assert.match(body.errors[0].message, /^'Origin' header invalid: The 'Origin' request header value did not match/);
  }
});

const at = (text) => Date.parse(text);
const cutOffs = [
  ["made on the last old day and used now", "2026-06-30T23:59:00Z", "2026-11-25T00:00:00Z", 200],
  ["made on the last old day and used on the last day", "2026-06-30T23:59:00Z", "2027-03-31T23:59:00Z", 200],
  ["made on the last old day and used after the last day", "2026-06-30T23:59:00Z", "2027-04-01T00:01:00Z", /after 2027-03-31/],
  ["made a day later", "2026-07-01T00:01:00Z", "2026-07-01T00:02:00Z", /created after 2026-06-30/],
];

for (const [name, made, used, expected] of cutOffs) {
  test(`on a server, a storefront token ${name}: ${expected}`, async () => {
    const sandbox = graphqlSandbox();
    sandbox.clock.advance(at(made) - sandbox.clock.now());
    const { token } = await issue(sandbox, SIMPLE, { expires_at: 0 });
    sandbox.clock.advance(at(used) - sandbox.clock.now());
    const { status, body } = await ask(sandbox, { token });
    if (expected === 200) assert.equal(status, 200);
    else assert.match(`${status} ${body.errors[0].message}`, new RegExp(`^401 .*${expected.source}`));
  });
}

test("an impersonation token has no such end", async () => {
  const sandbox = graphqlSandbox();
  const { token } = await issue(sandbox, IMPERSONATION, { expires_at: 0 });
  sandbox.clock.advance(at("2030-01-01T00:00:00Z") - sandbox.clock.now());
  assert.equal((await ask(sandbox, { token })).status, 200);
});

test("the older generation's tokens, which have no jti, are let in and revoked too", async () => {
  const sandbox = graphqlSandbox({ generation: "A", revocation: { delayMs: 0 } });
  const { token } = await issue(sandbox, PRIVATE);
  assert.equal((await ask(sandbox, { token })).status, 200);
  const headers = { "X-Auth-Token": sandbox.credentials.accessToken, "Sf-Api-Token": token };
  await sandbox.fetch(`https://api.invalid${SIMPLE.path}`, { method: "DELETE", headers });
  assert.equal((await ask(sandbox, { token })).body.errors[0].message, "Unknown JWT token");
});
