// What is around a query: its limits, its headers, the package that runs it, and what is kept of it.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createSandbox, issue } from "../util.mjs";
import { PRIVATE, QUERY, ask, customerAccessToken, graphqlSandbox, privateToken, send } from "./ask.mjs";

const messages = ({ body }) => body.errors.map(({ message }) => message);
const nested = (depth) => `{ __schema { queryType ${"{ ofType ".repeat(depth - 3)}{ name }${" }".repeat(depth - 3)} } }`;
const products = (first) => `{ site { products(first: ${first}) { edges { node { name } } } } }`;

const queries = [
  ["a field that is unknown", "{ shop { name } }", /Cannot query field "shop" on type "Query"/],
  ["a syntax error", "{ site {", /^Syntax Error/],
  ["an empty document", "", /^Syntax Error/],
  ["two mutations", "mutation { logout { result } newsletter { subscribe(input: { email: \"a\" }) { errors { message } } } }", /one mutation/],
  ["complexity beyond 10,000", products(3333), /^The query is too complex as it has a complexity score of \d+ out of 10000\. Please remove some elements and try again$/],
  ["17 levels", nested(17), /16 levels/],
  ["more than 50 products", products(51), /from 1 to 50/],
  ["several operations and no name", "query A { __typename } query B { __typename }", /no operation/],
];

for (const [name, query, expected] of queries) {
  test(`200 with an error and no data for ${name}`, async () => {
    const sandbox = graphqlSandbox();
    const answer = await ask(sandbox, { token: await privateToken(sandbox), query });
    assert.equal(answer.status, 200);
    assert.match(messages(answer)[0], expected);
    assert.equal(answer.body.data ?? null, null);
  });
}

test("16 levels and 50 products are let through", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox);
  for (const query of [nested(16), products(50)]) assert.equal((await ask(sandbox, { token, query })).body.errors, undefined, query);
});

test("a fragment that is spread a million times is counted, not walked", async () => {
  const sandbox = graphqlSandbox();
  const levels = Array.from({ length: 12 }, (_, n) => `fragment F${n} on Query { ${`...F${n + 1} `.repeat(10)} }`);
  const query = `{ ...F0 } ${levels.join(" ")} fragment F12 on Query { __typename }`;
  assert.match(messages(await ask(sandbox, { token: await privateToken(sandbox), query }))[0], /score of 1000000000000 out of/);
});

test("variables, a list's length in a variable, and one operation by its name", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox);
  const query = "query One { __typename } query Two($n: Int) { site { products(first: $n) { edges { node { sku } } } } }";
  const response = await send(sandbox, { token, query, operationName: "Two", variables: { n: 1 } });
  assert.deepEqual((await response.json()).data.site.products.edges, [{ node: { sku: "SANDBOX-MUG" } }]);
  assert.deepEqual(
    ["complexity", "operation-type", "operation-name"].map((name) => response.headers.get(`x-bc-graphql-${name}`)),
    ["5", "query", "Two"],
  );
});

const bodies = [
  ["a body that is not JSON", "{", 400],
  ["a list", "[]", 400],
  ["no query", "{}", 400],
  ["a query that is no string", '{"query": {}}', 400],
  ["variables that are a list", '{"query": "{ __typename }", "variables": []}', 400],
  ["a name that is no string", '{"query": "{ __typename }", "operationName": 1}', 400],
  ["nulls", '{"query": "{ __typename }", "variables": null, "operationName": null}', 200],
];

for (const [name, body, status] of bodies) {
  test(`${status} for ${name}`, async () => {
    const sandbox = graphqlSandbox();
    const answer = await ask(sandbox, { token: await privateToken(sandbox), body });
    assert.equal(answer.status, status);
    if (status !== 200) assert.deepEqual(Object.keys(answer.body), ["errors"]);
  });
}

test("only POST is served, in this host's own shape", async () => {
  const response = await graphqlSandbox().fetch("https://store-sandbox1.mybigcommerce.com/graphql");
  assert.deepEqual([response.status, await response.json()], [405, { errors: [{ message: "Method not allowed" }] }]);
});

test("an injected error has this host's own shape", async () => {
  const sandbox = graphqlSandbox();
  sandbox.inject({ kind: "status", status: 429, path: "/graphql" });
  const token = await privateToken(sandbox);
  assert.deepEqual(await ask(sandbox, { token }), { status: 429, body: { errors: [{ message: "Too many requests" }] } });
  assert.equal((await ask(sandbox, { token })).status, 200);
});

test("complexity beyond the quota of a window is a 429 that tells the quota and no wait", async () => {
  const sandbox = graphqlSandbox({ graphql: { rateLimit: { complexity: 7, windowMs: 1000 } } });
  const token = await privateToken(sandbox);
  const told = (response) => [response.status, response.headers.get("x-bc-ip-rate-limit-requests-quota"), response.headers.get("x-bc-ip-rate-limit-requests-quota-left"), response.headers.get("retry-after")];
  assert.deepEqual(told(await send(sandbox, { token })), [200, "7", "4", null]);
  assert.deepEqual(told(await send(sandbox, { token })), [200, "7", "1", null]);
  assert.deepEqual(told(await send(sandbox, { token })), [429, "7", "1", null]);
  sandbox.clock.advance(1000);
  assert.equal((await send(sandbox, { token })).status, 200);
});

test("GraphQL costs nothing of the REST quota", async () => {
  const sandbox = graphqlSandbox({ rateLimit: { requests: 1, windowMs: 60_000 } });
  const token = await privateToken(sandbox);
  for (let n = 0; n < 3; n += 1) assert.equal((await ask(sandbox, { token })).status, 200);
});

test("where the package graphql is missing, the answer says what to install", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-empty-"));
  const home = process.cwd();
  t.after(async () => {
    process.chdir(home);
    await rm(folder, { recursive: true });
  });
  process.chdir(folder);
  const sandbox = createSandbox();
  const { token } = await issue(sandbox, PRIVATE);
  const answer = await ask(sandbox, { token });
  assert.equal(answer.status, 501);
  assert.match(messages(answer)[0], /needs the package graphql.*npm install --save-dev graphql.*graphql: \{ library \}/);
});

test("where the project has the package graphql, it is found", async (t) => {
  const home = process.cwd();
  t.after(() => process.chdir(home));
  process.chdir(new URL("../..", import.meta.url).pathname);
  const sandbox = createSandbox();
  const { token } = await issue(sandbox, PRIVATE);
  assert.equal((await ask(sandbox, { token })).status, 200);
});

const SECRET = "canary-5ecret-value";
const quoted = [
  ["a password in the query", `mutation { login(email: "a", password: "${SECRET}") { result } }`],
  ["a password behind blanks", `mutation { login(email: "a", password  :  "${SECRET}") { result } }`],
  ["a password in a block", `mutation { login(email: "a", password: """${SECRET}""") { result } }`],
  ["a password with an escaped quote", `mutation { login(email: "a", password: "x\\"${SECRET}") { result } }`],
  ["a password whose quote is missing", `mutation { login(email: "a", password: "${SECRET}`],
  ["a public wishlist's token", `{ site { publicWishlist(token: "${SECRET}") { name } } }`],
];

for (const [name, query] of quoted) {
  test(`${name} is not kept`, async () => {
    const sandbox = graphqlSandbox();
    await ask(sandbox, { token: await privateToken(sandbox), query });
    const kept = JSON.stringify(sandbox.requests.at(-1));
    assert.equal(kept.includes(SECRET), false, kept);
    assert.match(kept, /\[redacted\]/);
  });
}

test("a customer access token and a customer's password are not kept, wherever they stand", async () => {
  const sandbox = graphqlSandbox({ customers: [{ email: "a@sandbox.example", password: "synthetic-customer-password" }] });
  const token = await privateToken(sandbox);
  const { value } = await customerAccessToken(sandbox, token);
  await ask(sandbox, { token, query: QUERY, variables: { note: `see ${value}`, other: sandbox.credentials.customer.password } });
  const kept = JSON.stringify(sandbox.requests);
  assert.equal(kept.includes(value.slice(0, 64)), false);
  assert.equal(kept.includes(sandbox.credentials.customer.password), false);
});

test("a query without secrets is kept as it is", async () => {
  const sandbox = graphqlSandbox();
  const query = '{ site { product(sku: "SANDBOX-MUG") { name } } }';
  await ask(sandbox, { token: await privateToken(sandbox), query });
  assert.equal(sandbox.requests.at(-1).body.query, query);
});

test("recording a long text takes no time out of proportion", { timeout: 60_000 }, async () => {
  const sandbox = graphqlSandbox();
  for (const text of ["token".repeat(200_000), "a".repeat(1_000_000), `token${" ".repeat(1_000_000)}`]) {
    assert.equal((await ask(sandbox, { query: text })).status, 401);
  }
});
