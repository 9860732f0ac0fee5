import assert from "node:assert/strict";
import { test } from "node:test";
import { PRIVATE_TOKENS, createPrivateToken, createSandbox, decodeJwt, inSeconds, privateToken, read, send } from "./util.mjs";

const STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes";
const HOUR = 3600;
const BMP_NAME = "ü".repeat(120);

const accepted = [
  ["one channel by channel_id", {}, { cid: [1] }],
  ["several channels by channel_ids", { channel_id: undefined, channel_ids: [12, 1] }, { cid: [12, 1] }],
  ["every channel of the store by an empty channel_ids", { channel_id: undefined, channel_ids: [] }, { cid: [1, 12] }],
  ["all three scopes", { scopes: ["Unauthenticated", "Customer", "B2B"] }, {}],
  ["a scope named twice", { scopes: ["B2B", "B2B"] }, {}],
  ["expires_at 0 as no expiry", { expires_at: 0 }, { eat: undefined }],
  ["an expiry one second ahead", (sandbox) => ({ expires_at: inSeconds(sandbox, 1) + 1 }), {}],
  ["an expiry beyond 2038", { expires_at: 4_102_444_800 }, { eat: 4_102_444_800 }],
  ["a name of 120 characters", { name: BMP_NAME }, { name: undefined }],
  ["a name of 120 characters between blanks", { name: ` ${BMP_NAME} ` }, {}],
  ["a blank name", { name: "  " }, {}],
  ["a field that the documents do not name", { colour: "red" }, { colour: undefined }],
];

for (const [name, changes, claims] of accepted) {
  test(`a private token is created for ${name}`, async () => {
    const sandbox = createSandbox({ channelIds: [1, 12] });
    const { status, body } = await read(await createPrivateToken(sandbox, typeof changes === "function" ? changes(sandbox) : changes));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ["data", "meta"]);
    assert.deepEqual(body.meta, {});
    const found = decodeJwt(body.data.token).claims;
    for (const [claim, value] of Object.entries(claims)) assert.deepEqual(found[claim], value, claim);
    assert.equal(sandbox.issued.length, 1);
  });
}

const refused = [
  ["expires_at missing", { expires_at: undefined }, ["expires_at"]],
  ["expires_at in milliseconds", (sandbox) => ({ expires_at: inSeconds(sandbox, HOUR) * 1000 }), ["expires_at"]],
  ["expires_at in the past", (sandbox) => ({ expires_at: inSeconds(sandbox, -1) }), ["expires_at"]],
  ["expires_at now", (sandbox) => ({ expires_at: inSeconds(sandbox, 0) }), ["expires_at"]],
  ["expires_at negative", { expires_at: -1 }, ["expires_at"]],
  ["expires_at with a fraction", { expires_at: 1885635176.5 }, ["expires_at"]],
  ["expires_at as a string", { expires_at: "1885635176" }, ["expires_at"]],
  ["expires_at null", { expires_at: null }, ["expires_at"]],
  ["both channel fields", { channel_ids: [1] }, ["channel_id", "channel_ids"]],
  ["neither channel field", { channel_id: undefined }, ["channel_id", "channel_ids"]],
  ["channel_id 0", { channel_id: 0 }, ["channel_id"]],
  ["channel_id as a string", { channel_id: "1" }, ["channel_id"]],
  ["channel_ids not a list", { channel_id: undefined, channel_ids: 1 }, ["channel_ids"]],
  ["one of the channel_ids", { channel_id: undefined, channel_ids: [1, 1.5, "1"] }, ["channel_ids[1]", "channel_ids[2]"]],
  ["scopes missing", { scopes: undefined }, ["scopes"]],
  ["scopes empty", { scopes: [] }, ["scopes"]],
  ["scopes as a string", { scopes: "Customer" }, ["scopes"]],
  ["a scope in lower case", { scopes: ["Customer", "b2b"] }, ["scopes[1]"]],
  ["a scope by its long name", { scopes: ["TOKEN_SCOPE_B2B"] }, ["scopes[0]"]],
  ["a name of 121 characters", { name: "n".repeat(121) }, ["name"]],
  ["a name with a 4-byte character", { name: "sale 🎉" }, ["name"]],
  ["a name with half of one", { name: "sale \ud83c" }, ["name"]],
  ["a name that is no string", { name: 7 }, ["name"]],
  ["several faults at once", { expires_at: undefined, scopes: [], name: 7 }, ["expires_at", "name", "scopes"]],
];

for (const [name, changes, fields] of refused) {
  test(`422 names ${fields.join(", ")} for ${name}`, async () => {
    const sandbox = createSandbox();
    const { status, body } = await read(await createPrivateToken(sandbox, typeof changes === "function" ? changes(sandbox) : changes));
    assert.equal(status, 422);
    assert.deepEqual({ ...body, errors: Object.keys(body.errors).sort() }, { status: 422, title: "JSON data is missing or invalid", type: STATUS_CODES, errors: fields });
    assert.ok(Object.values(body.errors).every((text) => typeof text === "string" && text !== ""));
    assert.deepEqual(sandbox.issued, []);
  });
}

test("422 uses the documented codes for a missing field and a wrong type", async () => {
  const { body } = await read(await createPrivateToken(createSandbox(), { scopes: undefined, name: 7 }));
  assert.deepEqual(body.errors, { scopes: "error.path.missing", name: "error.expected.jsstring" });
});

test("422 tells both channel fields from neither", async () => {
  const errorsOf = async (changes) => (await read(await createPrivateToken(createSandbox(), changes))).body.errors;
  assert.deepEqual(await errorsOf({ channel_id: undefined }), { channel_id: "error.path.missing", channel_ids: "error.path.missing" });
  assert.match((await errorsOf({ channel_ids: [1] })).channel_id, /exactly one/);
});

test("422 says that a list is no object", async () => {
  const { body } = await read(await createPrivateToken(createSandbox(), {}, { body: [] }));
  assert.deepEqual(body.errors, { body: "error.expected.jsobject" });
});

for (const [field, changes] of [["channel_id", { channel_id: 99 }], ["channel_ids", { channel_id: undefined, channel_ids: [1, 99, 98] }]]) {
  test(`422 names the channels of ${field} that the store does not have`, async () => {
    const { status, body } = await read(await createPrivateToken(createSandbox(), changes));
    assert.equal(status, 422);
    assert.match(body.title, /^The following `channel_id`s \[99(, 98)?\] are not valid for store 1000000001\.$/);
    assert.deepEqual(Object.keys(body.errors), [field]);
  });
}

const json = (body) => ({ body });
const gateway = [
  ["an unknown access token", PRIVATE_TOKENS, { headers: { "X-Auth-Token": "other" } }, 401, null],
  ["no access token", PRIVATE_TOKENS, { headers: { "X-Auth-Token": null } }, 401, null],
  ["another store's hash", PRIVATE_TOKENS.replace("sandbox1", "sandbox2"), {}, 401, null],
  ["the hash in another case", PRIVATE_TOKENS.replace("sandbox1", "SANDBOX1"), {}, 401, null],
  ["an unknown route", "/stores/sandbox1/v3/storefront/api-tokens", {}, 404, "Not found"],
  ["a route far below", `${PRIVATE_TOKENS}/more/still`, {}, 404, "Not found"],
  ["the root", "/", {}, 404, "Not found"],
  ["a method that the route lacks", PRIVATE_TOKENS, { method: "PUT" }, 405, "Method not allowed"],
  ["no media type", PRIVATE_TOKENS, { headers: { "Content-Type": null } }, 415, /media type/],
  ["a form's media type", PRIVATE_TOKENS, { headers: { "Content-Type": "application/x-www-form-urlencoded" } }, 415, /media type/],
  ["a body that is not JSON", PRIVATE_TOKENS, json("{scopes:"), 400, /not JSON/],
  ["an empty body", PRIVATE_TOKENS, json(""), 400, /not JSON/],
  ["a body that is not UTF-8", PRIVATE_TOKENS, json(new Uint8Array([0x22, 0xff, 0x22])), 400, /not JSON/],
  ["a body above 1 MiB", PRIVATE_TOKENS, json(JSON.stringify("x".repeat(1024 * 1024))), 413, /too large/],
  ["a list", PRIVATE_TOKENS, json([]), 422, "JSON data is missing or invalid"],
  ["null", PRIVATE_TOKENS, json("null"), 422, "JSON data is missing or invalid"],
];

for (const [name, path, request, status, title] of gateway) {
  test(`${status} for ${name}`, async () => {
    const sandbox = createSandbox();
    const answer = await read(await send(sandbox, path, { body: privateToken(sandbox), ...request }));
    assert.equal(answer.status, status);
    if (title === null) assert.equal(answer.body, null);
    else {
      assert.equal(answer.body.status, status);
      assert.match(answer.body.title, typeof title === "string" ? new RegExp(`^${title}$`) : title);
    }
    assert.deepEqual(sandbox.issued, []);
  });
}

test("405 says which methods the route has", async () => {
  const response = await send(createSandbox(), PRIVATE_TOKENS, { method: "DELETE" });
  assert.equal(response.headers.get("allow"), "POST, GET");
});

for (const contentType of ["application/json; charset=utf-8", "Application/JSON", "application/vnd.api+json"]) {
  test(`${contentType} counts as JSON`, async () => {
    assert.equal((await createPrivateToken(createSandbox(), {}, { headers: { "Content-Type": contentType } })).status, 200);
  });
}

const scopes = [
  [["store_storefront_api"], 200],
  [["store_storefront_api_customer_impersonation"], 403],
  [[], 403],
];

for (const [granted, status] of scopes) {
  test(`${status} for an account with the OAuth scopes [${granted}]`, async () => {
    const sandbox = createSandbox({ accessTokens: [{ token: "limited", scopes: granted }] });
    const answer = await read(await createPrivateToken(sandbox));
    assert.equal(answer.status, status);
    if (status === 403) {
      assert.deepEqual(answer.body, { status: 403, title: "You don't have a required scope to access the endpoint", type: STATUS_CODES, errors: {} });
    }
  });
}

test("a name is kept trimmed beside the token and never inside it", async () => {
  const sandbox = createSandbox();
  const { body } = await read(await createPrivateToken(sandbox, { name: "  edge cache\n" }));
  assert.equal(sandbox.issued[0].name, "edge cache");
  assert.equal(JSON.stringify(decodeJwt(body.data.token).claims).includes("edge"), false);
});
