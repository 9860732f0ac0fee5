import assert from "node:assert/strict";
import { test } from "node:test";
import { SIGN_IN, createSandbox, createServerToServerToken, read, send, signIn } from "./util.mjs";

const WRONG_LOGIN = { code: 400, data: { errMsg: "The email or password you have entered is incorrect. Please try again." }, meta: { message: "API logic error" } };
const FORBIDDEN_ROLE = { code: 400, data: { errMsg: "role forbidden" }, meta: { message: "API logic error" } };

for (const path of [SIGN_IN, "/api/v3/io/auth/backend"]) {
  test(`a server to server token is created at ${path}`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await read(await send(sandbox, path, { body: signIn(sandbox) }));
    assert.equal(status, 200);
    assert.deepEqual({ ...body, data: body.data.map(Object.keys) }, { code: 200, data: [["name", "token"]], meta: { message: "SUCCESS" } });
    assert.equal(body.data[0].name, "nightly import");
    assert.deepEqual(sandbox.issued.map(({ type, name, email }) => ({ type, name, email })), [
      { type: "server_to_server", name: "nightly import", email: sandbox.credentials.email },
    ]);
  });
}

const users = [
  { email: "admin@sandbox.example", password: "synthetic-admin" },
  { email: "boss@sandbox.example", password: "synthetic-boss", role: "Store Owner" },
  { email: "sales@sandbox.example", password: "synthetic-sales", role: "Sales Rep" },
];
const logins = [
  ["an Administrator", users[0], 200],
  ["a Store Owner", users[1], 200],
  ["a Sales Rep", users[2], 400, FORBIDDEN_ROLE],
  ["a wrong password", { ...users[0], password: "synthetic-boss" }, 400, WRONG_LOGIN],
  ["a Sales Rep's wrong password", { ...users[2], password: "other" }, 400, WRONG_LOGIN],
  ["an unknown e-mail", { ...users[0], email: "nobody@sandbox.example" }, 400, WRONG_LOGIN],
  ["another store", { ...users[0], storeHash: "sandbox2" }, 400, WRONG_LOGIN],
];

for (const [name, { role: _role, ...changes }, status, body] of logins) {
  test(`${status} for the sign-in of ${name}`, async () => {
    const sandbox = createSandbox({ users });
    const answer = await read(await createServerToServerToken(sandbox, changes));
    assert.equal(answer.status, status);
    if (body) assert.deepEqual(answer.body, body);
    assert.equal(sandbox.issued.length, status === 200 ? 1 : 0);
  });
}

const malformed = [
  ["storeHash missing", { storeHash: undefined }, ["storeHash"]],
  ["email missing", { email: undefined }, ["email"]],
  ["email null", { email: null }, ["email"]],
  ["email without @", { email: "owner.sandbox.example" }, ["email"]],
  ["password empty", { password: "" }, ["password"]],
  ["password as a number", { password: 12345678 }, ["password"]],
  ["name missing", { name: undefined }, ["name"]],
  ["all missing", { storeHash: undefined, email: undefined, password: undefined, name: undefined }, ["storeHash", "email", "password", "name"]],
];

for (const [name, changes, fields] of malformed) {
  test(`422 with an errMsg object for ${name}`, async () => {
    const { status, body } = await read(await createServerToServerToken(createSandbox(), changes));
    assert.equal(status, 422);
    assert.equal(body.code, 422);
    assert.equal(body.meta.message, "Parameter Error");
    assert.deepEqual(Object.keys(body.data.errMsg), fields);
  });
}

test("an empty name is accepted, as no limit is documented", async () => {
  assert.equal((await createServerToServerToken(createSandbox(), { name: "" })).status, 200);
});

test("the text for null is the documented one", async () => {
  const { body } = await read(await createServerToServerToken(createSandbox(), { email: null }));
  assert.deepEqual(body.data.errMsg, { email: ["This field may not be null"] });
});

const access = [
  ["no access token", { "X-Auth-Token": null, "X-Store-Hash": null }, 200],
  ["the access token with its store", {}, 200],
  ["the access token without a store", { "X-Store-Hash": null }, 500],
  ["the access token with another store", { "X-Store-Hash": "sandbox2" }, 500],
  ["an unknown access token", { "X-Auth-Token": "other" }, 401],
];

for (const [name, headers, status] of access) {
  test(`${status} for ${name}`, async () => {
    const answer = await read(await createServerToServerToken(createSandbox(), {}, { headers }));
    assert.equal(answer.status, status);
    assert.equal(answer.body.code, status);
  });
}

const gateway = [
  ["an unknown route", "/api/io/auth/frontend", {}, 404],
  ["the sign-in under another base", "/api/v3/auth/backend", {}, 404],
  ["a method that the route lacks", SIGN_IN, { method: "PUT" }, 405],
  ["no media type", SIGN_IN, { headers: { "Content-Type": null } }, 415],
  ["a body that is not JSON", SIGN_IN, { body: "email=a" }, 400],
  ["a list", SIGN_IN, { body: [] }, 422],
];

for (const [name, path, request, status] of gateway) {
  test(`${status} in this host's own shape for ${name}`, async () => {
    const sandbox = createSandbox();
    const answer = await read(await send(sandbox, path, { body: signIn(sandbox), ...request }));
    assert.equal(answer.status, status);
    assert.deepEqual(Object.keys(answer.body), ["code", "data", "meta"]);
    assert.equal(answer.body.code, status);
  });
}
