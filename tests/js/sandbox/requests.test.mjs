import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";
import { PRIVATE_TOKENS, SIGN_IN, createPrivateToken, createSandbox, createServerToServerToken, privateToken, read, send, served } from "./util.mjs";

const REDACTED = "[redacted]";

test("a request is recorded with its method, path, status, headers, body and time", async () => {
  const sandbox = createSandbox();
  const body = privateToken(sandbox, { name: "edge" });
  const before = sandbox.clock.now();
  await createPrivateToken(sandbox, { name: "edge" });
  const [{ at, ...record }] = sandbox.requests;
  assert.deepEqual(record, {
    method: "POST",
    path: PRIVATE_TOKENS,
    status: 200,
    headers: { "content-type": "application/json", "x-auth-token": REDACTED, "x-store-hash": "sandbox1" },
    body,
  });
  assert.ok(at >= before && at <= sandbox.clock.now());
});

test("refused requests are recorded too, in order", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "html", path: "/faulty" });
  await send(sandbox, "/nowhere");
  await send(sandbox, PRIVATE_TOKENS, { headers: { "X-Auth-Token": null } });
  await send(sandbox, PRIVATE_TOKENS, { headers: { Origin: "https://shop.example" } });
  await send(sandbox, PRIVATE_TOKENS, { method: "PUT" });
  await send(sandbox, "/faulty");
  await createPrivateToken(sandbox, { scopes: [] });
  assert.deepEqual(sandbox.requests.map(({ status }) => status), [404, 401, 403, 405, 502, 422]);
});

test("requests over HTTP are recorded as those of the sandbox's fetch are", async (t) => {
  const { sandbox, url } = await served(t);
  await createServerToServerToken(sandbox);
  await createServerToServerToken(sandbox, {}, {}, url);
  const [{ at: _at, headers, ...one }, { at: _other, headers: onWire, ...other }] = sandbox.requests;
  assert.deepEqual(other, one);
  for (const [name, value] of Object.entries(headers)) assert.equal(onWire[name], value);
  assert.ok(onWire["user-agent"]);
});

test("a request is there before it is answered", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "delay", ms: 3_600_000 });
  const pending = createPrivateToken(sandbox);
  while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve));
  assert.equal(sandbox.requests[0].status, null);
  sandbox.clock.advance(3_600_000);
  await pending;
  assert.equal(sandbox.requests[0].status, 200);
});

const CANARY = "canary-5ecret-value";
const hidden = [
  ["an access token", PRIVATE_TOKENS, { headers: { "X-Auth-Token": CANARY } }],
  ["a bearer token", "/graphql", { headers: { Authorization: `Bearer ${CANARY}` } }],
  ["a B2B token", "/api/io/backend/tokens", { headers: { authToken: CANARY } }],
  ["a token to be revoked", "/stores/sandbox1/v3/storefront/api-token", { method: "DELETE", headers: { "Sf-Api-Token": CANARY } }],
  ["a customer access token", "/graphql", { headers: { "X-Bc-Customer-Access-Token": CANARY } }],
  ["a cookie", "/", { headers: { Cookie: `session=${CANARY}` } }],
  ["a password", SIGN_IN, { body: { email: "a@b", password: CANARY } }],
  ["a password that is an object", SIGN_IN, { body: { password: { value: CANARY } } }],
  ["a customer access token in a body", "/api/io/auth/customers/storefront", { body: { customerAccessToken: { value: CANARY } } }],
  ["a JWT in the query", `/api/io/auth/storefront?channelId=1&jwtToken=${CANARY}`, {}],
  ["a password in text that is not JSON", SIGN_IN, { body: `{"password": "${CANARY}"` }],
  ["a known password in a field of another name", SIGN_IN, { body: { name: `my ${CANARY}` } }],
  ["a known password in a key", SIGN_IN, { body: { [CANARY]: 1 } }],
  ["a known password in a header of another name", SIGN_IN, { headers: { "X-Note": CANARY } }],
  ["a known password in the path", `/stores/${CANARY}/v3`, {}],
  ["a JWT in a field of another name", SIGN_IN, { body: { name: `eyJhbGciOiJIUzI1NiJ9.${CANARY}.${CANARY}` } }],
];

for (const [name, path, request] of hidden) {
  test(`${name} is not kept`, async () => {
    const sandbox = createSandbox({ users: [{ email: "a@sandbox.example", password: CANARY }] });
    await send(sandbox, path, request);
    assert.equal(sandbox.requests.length, 1);
    const shown = JSON.stringify(sandbox.requests) + inspect(sandbox.requests, { depth: 20 });
    assert.equal(shown.includes(CANARY), false, shown);
    assert.match(shown, /\[redacted\]|that are not JSON/);
  });
}

test("the other parts of a query stay", async () => {
  const sandbox = createSandbox();
  await send(sandbox, "/api/io/auth/storefront?channelId=1&jwtToken=x");
  assert.equal(sandbox.requests[0].path, `/api/io/auth/storefront?channelId=1&jwtToken=${REDACTED}`);
});

test("a token that was issued is not kept", async () => {
  const sandbox = createSandbox();
  const { body } = await read(await createPrivateToken(sandbox));
  await createPrivateToken(sandbox, { name: body.data.token.slice(0, 120) });
  await send(sandbox, `/${body.data.token}`);
  const shown = JSON.stringify([sandbox.requests, sandbox.issued[0]]);
  assert.equal(shown.includes(body.data.token.slice(0, 30)), false, shown);
});

const bodies = [
  ["no body", { method: "GET" }, null],
  ["text", { body: "abc" }, "[3 bytes that are not JSON]"],
  ["a number", { body: "5" }, 5],
  ["a list", { body: [1, "a", null, { b: true }] }, [1, "a", null, { b: true }]],
];

for (const [name, request, expected] of bodies) {
  test(`a body of ${name} is recorded as ${JSON.stringify(expected)}`, async () => {
    const sandbox = createSandbox();
    await send(sandbox, "/", request);
    assert.deepEqual(sandbox.requests[0].body, expected);
  });
}

test("a body nested without end is cut", async () => {
  const sandbox = createSandbox();
  assert.equal((await createPrivateToken(sandbox, {}, { body: "[".repeat(100_000) + "]".repeat(100_000) })).status, 422);
  assert.match(JSON.stringify(sandbox.requests[0].body), /too deep/);
});

test("a key named __proto__ is kept as a key", async () => {
  const sandbox = createSandbox();
  await send(sandbox, PRIVATE_TOKENS, { body: '{"__proto__": {"polluted": true}}' });
  assert.deepEqual(Object.keys(sandbox.requests[0].body), ["__proto__"]);
  assert.equal({}.polluted, undefined);
});

test("the last ten thousand requests are kept", async () => {
  const sandbox = createSandbox();
  for (let n = 0; n < 10_001; n += 1) await sandbox.fetch(`https://anywhere.invalid/${n}`);
  assert.equal(sandbox.requests.length, 10_000);
  assert.deepEqual([sandbox.requests[0].path, sandbox.requests.at(-1).path], ["/1", "/10000"]);
});
