import assert from "node:assert/strict";
import { test } from "node:test";
import { FAMILIES, IMPERSONATION, PRIVATE, SIMPLE, createSandbox, inSeconds, issue, read, send } from "./util.mjs";

const remove = async (sandbox, path, headers = {}) => read(await send(sandbox, path, { method: "DELETE", headers }));
const byToken = (sandbox, token, headers = {}) => remove(sandbox, SIMPLE.path, { "Sf-Api-Token": token, ...headers });
const byJti = (sandbox, { path }, jti, headers) => remove(sandbox, `${path}/${jti}`, headers);
const all = async (sandbox, { path }, headers = {}) => read(await send(sandbox, `${path}/revoke-all`, { headers }));
const listed = async (sandbox, { path }) => (await read(await send(sandbox, path, { method: "GET" }))).body.data;

for (const family of FAMILIES) {
  test(`a ${family.type} token is revoked by its text, with 200 and an empty object`, async () => {
    const sandbox = createSandbox();
    const { token, record } = await issue(sandbox, family);
    assert.deepEqual(await byToken(sandbox, token), { status: 200, body: {} });
    assert.equal(record.revokedAt, inSeconds(sandbox, 0));
  });

  test(`a ${family.type} token is revoked by its jti, with 204, and the list says so at once`, async () => {
    const sandbox = createSandbox();
    const { jti } = await issue(sandbox, family);
    await issue(sandbox, family);
    sandbox.clock.advance(90_000);
    assert.deepEqual(await byJti(sandbox, family, jti), { status: 204, body: null });
    const [first, second] = await listed(sandbox, family);
    assert.deepEqual([first.is_revoked, first.revoked_at, first.is_expired], [true, inSeconds(sandbox, 0), false]);
    assert.deepEqual([second.is_revoked, "revoked_at" in second], [false, false]);
  });

  test(`revoke-all revokes the ${family.type} tokens of the account and no others`, async () => {
    const sandbox = createSandbox({ accessTokens: [{ token: "first" }, { token: "second" }] });
    for (const each of FAMILIES) {
      for (const account of ["first", "second"]) await issue(sandbox, each, {}, { "X-Auth-Token": account });
    }
    assert.deepEqual(await all(sandbox, family), { status: 204, body: null });
    const [mine] = sandbox.issued;
    const revoked = sandbox.issued.filter(({ revokedAt }) => revokedAt !== null);
    assert.deepEqual(revoked.map(({ type, clientId }) => [type, clientId]), [[family.type, mine.clientId]]);
  });
}

test("a revocation may be repeated and keeps its first time", async () => {
  const sandbox = createSandbox();
  const { token, jti, record } = await issue(sandbox, PRIVATE);
  await byToken(sandbox, token);
  const { revokedAt } = record;
  sandbox.clock.advance(5_000);
  assert.deepEqual([(await byToken(sandbox, token)).status, (await byJti(sandbox, PRIVATE, jti)).status], [200, 204]);
  assert.equal(record.revokedAt, revokedAt);
});

const NOT_FOUND = "No token found for the supplied jti.";
const other = { "X-Auth-Token": "second" };
const unknown = [
  ["an unknown jti", PRIVATE, () => "3f1c", {}],
  ["a jti of another family", SIMPLE, (jti) => jti, {}],
  ["a jti of another account", PRIVATE, (jti) => jti, other],
  ["the word revoke-all", PRIVATE, () => "revoke-all", {}],
  ["a broken escape", PRIVATE, () => "%E0%A4", {}],
];

for (const [name, family, choose, headers] of unknown) {
  test(`404 for ${name}`, async () => {
    const sandbox = createSandbox({ accessTokens: [{ token: "first" }, { token: "second" }] });
    const { jti } = await issue(sandbox, PRIVATE);
    const { status, body } = await byJti(sandbox, family, choose(jti), headers);
    assert.deepEqual([status, body.status, body.title], [404, 404, NOT_FOUND]);
    assert.equal(sandbox.issued[0].revokedAt, null);
  });
}

for (const blank of ["", "%20", "%09%20"]) {
  test(`400 for the blank jti "${blank}"`, async () => {
    const { status, body } = await byJti(createSandbox(), IMPERSONATION, blank);
    assert.deepEqual([status, body.title], [400, "jti cannot be blank"]);
  });
}

const cut = (token, length) => `${token.slice(0, -length)}${"A".repeat(length)}`;
const wrongTokens = [
  ["no header", () => null, "Sf-Api-Token header has to be provided."],
  ["an empty header", () => "", "Sf-Api-Token header has to be provided."],
  ["what is no JWT", () => "synthetic0access0token", "Invalid JWT token provided"],
  ["two parts of a JWT", (token) => token.split(".").slice(0, 2).join("."), "Invalid JWT token provided"],
  ["a JWT with another signature", (token) => cut(token, 20), "Invalid JWT token provided"],
  ["a JWT with other claims", (token) => token.replace(/\.[^.]+\./, (part) => `.${part.slice(1, -1)}A.`), "Invalid JWT token provided"],
  ["a JWT with a letter that base64url lacks", (token) => `${token}=`, "Invalid JWT token provided"],
];

for (const [name, spoil, title] of wrongTokens) {
  test(`422 for ${name}`, async () => {
    const sandbox = createSandbox();
    const { token } = await issue(sandbox, PRIVATE);
    const { status, body } = await byToken(sandbox, spoil(token));
    assert.deepEqual([status, body?.status, body?.title], [422, 422, title]);
    assert.equal(sandbox.issued[0].revokedAt, null);
  });
}

test("422 for a token of another sandbox", async () => {
  const { token } = await issue(createSandbox(), PRIVATE);
  assert.equal((await byToken(createSandbox(), token)).body.title, "Invalid JWT token provided");
});

test("422 for a token of another account", async () => {
  const sandbox = createSandbox({ accessTokens: [{ token: "first" }, { token: "second" }] });
  const { token } = await issue(sandbox, PRIVATE);
  assert.equal((await byToken(sandbox, token, other)).body.title, "The token doesn't belong to the client");
});

for (const how of ["missing", "invalid"]) {
  test(`the older API answers a token that is ${how} with 422 and no body`, async () => {
    const sandbox = createSandbox({ generation: "A" });
    assert.deepEqual(await byToken(sandbox, how === "missing" ? null : "synthetic"), { status: 422, body: null });
  });
}

test("the older API revokes by the token's text", async () => {
  const sandbox = createSandbox({ generation: "A" });
  const { token, record } = await issue(sandbox, PRIVATE);
  assert.equal((await byToken(sandbox, token)).status, 200);
  assert.notEqual(record.revokedAt, null);
});

const LIMIT_TEXTS = {
  token: "Store cannot revoke more tokens. Limit # of revoked tokens already reached.",
  jti: "Store cannot revoke more tokens. Limit # of revoked jtis already reached.",
};

for (const by of ["token", "jti"]) {
  test(`422 by ${by} when the store holds as many revoked tokens as it can, until one expires`, async () => {
    const sandbox = createSandbox({ revocation: { limit: 1 } });
    const revoke = ({ token, jti }) => (by === "token" ? byToken(sandbox, token) : byJti(sandbox, PRIVATE, jti));
    const first = await issue(sandbox, PRIVATE, { expires_at: inSeconds(sandbox, 60) });
    const second = await issue(sandbox, PRIVATE);
    assert.ok((await revoke(first)).status < 300);
    const refused = await revoke(second);
    assert.deepEqual([refused.status, refused.body.title], [422, LIMIT_TEXTS[by]]);
    assert.equal(second.record.revokedAt, null);
    assert.ok((await revoke(first)).status < 300, "a token that is revoked already needs no more room");
    sandbox.clock.advance(61_000);
    assert.ok((await revoke(second)).status < 300);
  });
}

test("revoke-all is not subject to the limit, which all families and accounts share", async () => {
  const sandbox = createSandbox({ revocation: { limit: 1 }, accessTokens: [{ token: "first" }, { token: "second" }] });
  for (let n = 0; n < 3; n += 1) await issue(sandbox, PRIVATE);
  assert.equal((await all(sandbox, PRIVATE)).status, 204);
  assert.equal(sandbox.issued.every(({ revokedAt }) => revokedAt !== null), true);
  const { token } = await issue(sandbox, SIMPLE, {}, other);
  assert.equal((await byToken(sandbox, token, other)).body.title, LIMIT_TEXTS.token);
});

test("an expired token is revoked without room for it", async () => {
  const sandbox = createSandbox({ revocation: { limit: 0 } });
  const { token } = await issue(sandbox, PRIVATE, { expires_at: inSeconds(sandbox, 60) });
  assert.equal((await byToken(sandbox, token)).status, 422);
  sandbox.clock.advance(61_000);
  assert.equal((await byToken(sandbox, token)).status, 200);
});
