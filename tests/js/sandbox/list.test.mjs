import assert from "node:assert/strict";
import { test } from "node:test";
import { FAMILIES, IMPERSONATION, PRIVATE, SIMPLE, createSandbox, inSeconds, issue, read, send } from "./util.mjs";

const list = async (sandbox, family, query = "", headers = {}) => read(await send(sandbox, `${family.path}${query}`, { method: "GET", headers }));

/** Names of the tokens on one page. */
const names = ({ body }) => body.data.map(({ name }) => name);

test("an item has what the documents promise, and never the token", async () => {
  const sandbox = createSandbox();
  const expiresAt = inSeconds(sandbox, 600);
  const { token, record, jti } = await issue(sandbox, PRIVATE, { name: " nightly ", scopes: ["B2B"], expires_at: expiresAt });
  const { status, body } = await list(sandbox, PRIVATE);
  assert.equal(status, 200);
  assert.deepEqual(body, {
    data: [
      {
        jti,
        type: "private",
        name: "nightly",
        channel_ids: [1],
        allowed_cors_origins: [],
        scopes: ["B2B"],
        is_revoked: false,
        is_expired: false,
        principal: { id: record.clientId, type: "api_account" },
        issued_at: record.issuedAt,
        expires_at: expiresAt,
      },
    ],
    meta: { pagination: { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 } },
  });
  assert.equal(JSON.stringify(body).includes(token), false);
});

test("name, expires_at and revoked_at are there only when set", async () => {
  const sandbox = createSandbox();
  await issue(sandbox, SIMPLE, { expires_at: 0 });
  const [item] = (await list(sandbox, SIMPLE)).body.data;
  for (const field of ["name", "expires_at", "revoked_at"]) assert.equal(field in item, false, field);
  assert.deepEqual([item.is_expired, item.scopes], [false, []]);
});

test("a token counts as expired from its last second on, and stays in the list", async () => {
  const sandbox = createSandbox();
  await issue(sandbox, PRIVATE, { expires_at: inSeconds(sandbox, 60) });
  const isExpired = async () => (await list(sandbox, PRIVATE)).body.data[0].is_expired;
  assert.equal(await isExpired(), false);
  sandbox.clock.advance(60_000);
  assert.equal(await isExpired(), true);
});

for (const family of FAMILIES) {
  test(`the list of ${family.type} tokens holds no other family's and no other account's`, async () => {
    const sandbox = createSandbox({ accessTokens: [{ token: "first" }, { token: "second" }] });
    for (const each of FAMILIES) {
      await issue(sandbox, each, { name: `first ${each.type}` });
      await issue(sandbox, each, { name: `second ${each.type}` }, { "X-Auth-Token": "second" });
    }
    for (const account of ["first", "second"]) {
      assert.deepEqual(names(await list(sandbox, family, "", { "X-Auth-Token": account })), [`${account} ${family.type}`]);
    }
  });
}

/** Three tokens, issued a minute apart, the first of which ends last. */
async function threeTokens() {
  const sandbox = createSandbox();
  const ends = { never: 0, late: inSeconds(sandbox, 7200), soon: inSeconds(sandbox, 3600) };
  for (const name of ["never", "late", "soon"]) {
    await issue(sandbox, IMPERSONATION, { name, expires_at: ends[name] });
    sandbox.clock.advance(60_000);
  }
  return sandbox;
}

const orders = [
  ["", ["never", "late", "soon"]],
  ["?direction=asc", ["never", "late", "soon"]],
  ["?direction=desc", ["soon", "late", "never"]],
  ["?sort=issued_at&direction=desc", ["soon", "late", "never"]],
  ["?sort=expires_at", ["soon", "late", "never"]],
  ["?sort=expires_at&direction=desc", ["never", "late", "soon"]],
];

for (const [query, expected] of orders) {
  test(`the order of "${query}" is ${expected}`, async () => {
    assert.deepEqual(names(await list(await threeTokens(), IMPERSONATION, query)), expected);
  });
}

const pages = [
  ["?limit=2", ["never", "late"], { total: 3, count: 2, per_page: 2, current_page: 1, total_pages: 2 }],
  ["?limit=2&page=2", ["soon"], { total: 3, count: 1, per_page: 2, current_page: 2, total_pages: 2 }],
  ["?limit=2&page=3", [], { total: 3, count: 0, per_page: 2, current_page: 3, total_pages: 2 }],
  ["?limit=250", ["never", "late", "soon"], { total: 3, count: 3, per_page: 250, current_page: 1, total_pages: 1 }],
  ["?limit=251", ["never", "late", "soon"], { total: 3, count: 3, per_page: 250, current_page: 1, total_pages: 1 }],
];

for (const [query, shown, pagination] of pages) {
  test(`the page "${query}" holds [${shown}]`, async () => {
    const answer = await list(await threeTokens(), IMPERSONATION, query);
    assert.deepEqual(names(answer), shown);
    assert.deepEqual(answer.body.meta, { pagination });
  });
}

test("an empty list is a list", async () => {
  const { status, body } = await list(createSandbox(), SIMPLE);
  assert.deepEqual([status, body.data, body.meta.pagination.total], [200, [], 0]);
});

const refused = [
  ["?sort=name", ["sort"]],
  ["?sort=", ["sort"]],
  ["?direction=up", ["direction"]],
  ["?direction=ASC", ["direction"]],
  ["?page=0", ["page"]],
  ["?page=1.5", ["page"]],
  ["?limit=-1", ["limit"]],
  ["?limit=ten", ["limit"]],
  ["?per_page=10", ["per_page"]],
  ["?page=1&is_revoked=true&sort=x", ["is_revoked", "sort"]],
];

for (const [query, fields] of refused) {
  test(`422 names ${fields} for "${query}"`, async () => {
    const { status, body } = await list(createSandbox(), PRIVATE, query);
    assert.equal(status, 422);
    assert.deepEqual([body.status, Object.keys(body.errors).sort()], [422, fields]);
  });
}
