import assert from "node:assert/strict";
import { test } from "node:test";
import { createSigner, signEs256, signHs256 } from "../../../pkg-template/sandbox/jwt.js";
import { createPrivateToken, createSandbox, createServerToServerToken, decodeJwt, inSeconds, read } from "./util.mjs";

const encoder = new TextEncoder();

async function issue(options, changes) {
  const sandbox = createSandbox(options);
  const { body } = await read(await createPrivateToken(sandbox, changes));
  return { sandbox, ...decodeJwt(body.data.token) };
}

test("a private token carries the claims that BigCommerce's tokens carry, and its expiry is eat", async () => {
  const expiresAt = inSeconds(createSandbox(), 600);
  const { sandbox, header, claims, signature } = await issue({}, { expires_at: expiresAt });
  const { iat, jti, ...fixed } = claims;
  assert.deepEqual(header, { typ: "JWT", alg: "ES256" });
  assert.equal(signature.length, 64);
  assert.deepEqual(fixed, { cid: [1], cors: [], eat: expiresAt, iss: "BC", sid: 1000000001, sub: "sandboxclientid0000000000000000", sub_type: 2 });
  assert.match(jti, /^[0-9a-f-]{36}$/);
  assert.ok(Math.abs(iat - sandbox.clock.now() / 1000) < 60);
  assert.equal(sandbox.issued[0].jti, jti);
});

test("the invented claims appear only where they are asked for", async () => {
  const { claims } = await issue({ claims: { privateTokenScopes: true } }, { scopes: ["Customer", "B2B", "Customer"] });
  assert.equal(claims.token_type, 3);
  assert.deepEqual(claims.scopes, ["Customer", "B2B"]);
});

test("the time of issue is the sandbox's time", async () => {
  const sandbox = createSandbox();
  sandbox.clock.advance(86_400_000);
  const { body } = await read(await createPrivateToken(sandbox));
  assert.ok(decodeJwt(body.data.token).claims.iat > Date.now() / 1000 + 86_000);
});

test("two API accounts have two client IDs of the usual length", async () => {
  const sandbox = createSandbox({ accessTokens: [{ token: "first" }, { token: "second" }] });
  for (const token of ["first", "second"]) await createPrivateToken(sandbox, {}, { headers: { "X-Auth-Token": token } });
  const [one, two] = sandbox.issued.map(({ clientId }) => clientId);
  assert.notEqual(one, two);
  assert.match(one, /^[a-z0-9]{31}$/);
});

test("an ES256 token verifies with its key and no other", async () => {
  const make = () => crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const [own, other] = [await make(), await make()];
  const { signed, signature } = decodeJwt(await signEs256(own.privateKey, { iss: "BC" }));
  const verify = (key) => crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, encoder.encode(signed));
  assert.equal(await verify(own.publicKey), true);
  assert.equal(await verify(other.publicKey), false);
});

test("an HS256 token verifies with its key", async () => {
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const { header, signed, signature } = decodeJwt(await signHs256(key, { email: "ümlaut@sandbox.example" }));
  assert.deepEqual(header, { typ: "JWT", alg: "HS256" });
  assert.equal(await crypto.subtle.verify("HMAC", key, signature, encoder.encode(signed)), true);
});

test("both kinds are base64url without padding, whatever their length", async () => {
  const sandbox = createSandbox();
  for (let length = 1; length <= 4; length += 1) {
    const email = `${"é".repeat(length)}@sandbox.example`;
    const signed = createSandbox({ users: [{ email, password: "synthetic" }] });
    const b2b = (await read(await createServerToServerToken(signed))).body.data[0].token;
    assert.match(b2b, /^[\w-]+\.[\w-]+\.[\w-]{43}$/);
    assert.equal(decodeJwt(b2b).claims.email, email);
    assert.match((await read(await createPrivateToken(sandbox))).body.data.token, /^[\w-]+\.[\w-]+\.[\w-]{86}$/);
  }
});

test("one sandbox signs with one key, also when its first tokens are asked for at once", async () => {
  const signer = createSigner();
  const tokens = await Promise.all([1, 2, 3].map(() => signer.hs256({ same: true })));
  assert.equal(new Set([...tokens, await signer.hs256({ same: true })]).size, 1);
});

test("a B2B token has the documented claims and no expiry", async () => {
  const sandbox = createSandbox();
  const { body } = await read(await createServerToServerToken(sandbox));
  const { header, claims } = decodeJwt(body.data[0].token);
  assert.deepEqual(header, { typ: "JWT", alg: "HS256" });
  assert.deepEqual(claims, { email: sandbox.credentials.email, store_hash: "sandbox1", db: "default" });
});
