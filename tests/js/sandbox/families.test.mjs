// The three families of the storefront host: what each takes, and what its tokens say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAMILIES, IMPERSONATION, PRIVATE, SIMPLE, createSandbox, decodeJwt, inSeconds, issue, read, send } from "./util.mjs";

const ORIGIN = "https://www.shop.example";
const claims = [
  [SIMPLE, { allowed_cors_origins: [ORIGIN] }, { cors: [ORIGIN], token_type: 1 }, { allowedCorsOrigins: [ORIGIN], scopes: [] }],
  [SIMPLE, {}, { cors: [], token_type: 1 }, { allowedCorsOrigins: [], scopes: [] }],
  [PRIVATE, { scopes: ["Customer", "B2B"] }, { cors: [], token_type: undefined, scopes: undefined }, { allowedCorsOrigins: [], scopes: ["Customer", "B2B"] }],
  [IMPERSONATION, {}, { cors: [], token_type: 2 }, { allowedCorsOrigins: [], scopes: [] }],
  [IMPERSONATION, { scopes: ["B2B"], allowed_cors_origins: [ORIGIN] }, { cors: [], scopes: undefined }, { allowedCorsOrigins: [], scopes: [] }],
];

for (const [family, changes, expected, kept] of claims) {
  test(`a ${family.type} token made with ${JSON.stringify(changes)} says ${JSON.stringify(expected)}`, async () => {
    const sandbox = createSandbox();
    const { token, record } = await issue(sandbox, family, changes);
    const found = decodeJwt(token).claims;
    for (const [claim, value] of Object.entries(expected)) assert.deepEqual(found[claim], value, claim);
    assert.deepEqual([found.jti, found.iss, found.sub_type], [record.jti, "BC", 2]);
    for (const [field, value] of Object.entries(kept)) assert.deepEqual(record[field], value, field);
    assert.deepEqual([record.type, record.revokedAt], [family.type, null]);
  });
}

const origins = [
  ["no list", "B", ORIGIN, 422],
  ["three origins", "B", [ORIGIN, ORIGIN, ORIGIN], 422],
  ["an empty origin", "B", [ORIGIN, ""], 422],
  ["an origin that is no string", "B", [1], 422],
  ["two origins", "B", [ORIGIN, "https://shop.example"], 200],
  ["no origin", "B", [], 200],
  ["no origin, in the older API", "A", [], 422],
];

for (const [name, generation, given, status] of origins) {
  test(`${status} for allowed_cors_origins with ${name}`, async () => {
    const sandbox = createSandbox({ generation });
    const body = { expires_at: inSeconds(sandbox, 60), channel_id: 1, allowed_cors_origins: given };
    assert.equal((await send(sandbox, SIMPLE.path, { body })).status, status);
  });
}

for (const { type, path } of FAMILIES) {
  test(`422 tells every fault of a ${type} token`, async () => {
    const { status, body } = await read(await send(createSandbox(), path, { body: { channel_ids: "all" } }));
    assert.equal(status, 422);
    assert.deepEqual([body.title, body.errors.expires_at, body.errors.channel_ids], ["JSON data is missing or invalid", "error.path.missing", "error.expected.jsarray"]);
    assert.equal("scopes" in body.errors, type === "private");
  });
}

const methods = [
  ["POST", ""],
  ["GET", ""],
  ["DELETE", "/some-jti"],
  ["POST", "/revoke-all"],
];

for (const { type, path, scope } of FAMILIES) {
  for (const [method, below] of methods) {
    test(`403 for ${method} ${type}${below} with every OAuth scope but ${scope}`, async () => {
      const scopes = FAMILIES.map((family) => family.scope).filter((name) => name !== scope);
      const sandbox = createSandbox({ accessTokens: [{ token: "limited", scopes }] });
      const answer = await read(await send(sandbox, path + below, { method, body: method === "GET" ? undefined : "{}" }));
      assert.deepEqual([answer.status, answer.body.title], [403, "You don't have a required scope to access the endpoint"]);
    });

    test(`401 without a body for ${method} ${type}${below} with an unknown access token`, async () => {
      const request = { method, body: method === "GET" ? undefined : "{}", headers: { "X-Auth-Token": "other" } };
      assert.deepEqual(await read(await send(createSandbox(), path + below, request)), { status: 401, body: null });
    });
  }
}

const older = { generation: "A" };
for (const { type, path } of FAMILIES) {
  test(`the older API makes a ${type} token without jti and name`, async () => {
    const sandbox = createSandbox(older);
    const { token, record } = await issue(sandbox, { type, path }, { name: "kept by nobody" });
    assert.equal("jti" in decodeJwt(token).claims, false);
    assert.equal(record.name, undefined);
  });

  test(`the older API has no listing, no revocation by id and no revoke-all for ${type} tokens`, async () => {
    const sandbox = createSandbox(older);
    const { jti } = await issue(sandbox, { type, path });
    const statuses = [];
    for (const [method, below] of [["GET", ""], ["DELETE", `/${jti}`], ["POST", "/revoke-all"]]) {
      statuses.push((await read(await send(sandbox, path + below, { method }))).status);
    }
    assert.deepEqual(statuses, [405, 404, 404]);
    assert.equal(sandbox.issued[0].revokedAt, null);
  });

  test(`the older API refuses a ${type} token with 422 and no body`, async () => {
    assert.deepEqual(await read(await send(createSandbox(older), path, { body: {} })), { status: 422, body: null });
  });
}

test("the older API's 404 is not the text for an unknown jti", async () => {
  const { body } = await read(await send(createSandbox(older), `${SIMPLE.path}/some-jti`, { method: "DELETE" }));
  assert.deepEqual([body.status, body.title], [404, "Not found"]);
});
