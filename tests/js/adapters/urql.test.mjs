// The exchange, in urql.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheExchange, Client, fetchExchange, gql, mapExchange } from "@urql/core";
import { urqlExchange } from "../../../pkg-template/adapters/index.js";
import { graphqlServer, numberedProvider, tokenNumber } from "./support.mjs";

const query = gql`
  query Name {
    site {
      name
    }
  }
`;

const connect = (url, provider, more) => new Client({ url, preferGetMethod: false, exchanges: [cacheExchange, urqlExchange(provider, mapExchange), fetchExchange], ...more });

for (const [form, fetchOptions] of Object.entries({ "an object": { headers: { "x-own": "kept" } }, "a function": () => ({ headers: new Headers({ "x-own": "kept" }) }) })) {
  test(`an operation has the token, and the headers of fetchOptions as ${form}`, async (t) => {
    const { endpoint, seen, tokens } = await graphqlServer(t);
    const { data, error } = await connect(endpoint, numberedProvider(), { fetchOptions }).query(query, {}).toPromise();
    assert.equal(error, undefined);
    assert.equal(data.site.name, "Sandbox");
    assert.deepEqual(tokens(), ["1"]);
    assert.equal(seen[0].headers["x-own"], "kept");
    assert.equal(seen[0].method, "POST");
    assert.match(JSON.parse(seen[0].body).query, /query Name/);
  });
}

test("a refused token is dropped and the operation sent once more", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  const provider = numberedProvider();
  const client = connect(endpoint, provider);
  state.good = 2;
  assert.equal((await client.query(query, {}).toPromise()).data?.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1", "2"]);
  assert.deepEqual(provider.counts.invalidated, [tokenNumber(1)]);
  state.good = 3;
  assert.equal((await client.query(query, {}, { requestPolicy: "network-only" }).toPromise()).data?.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1", "2", "2", "3"]);
});

test("mutations are replayed too", async (t) => {
  const { endpoint, seen, tokens, state } = await graphqlServer(t);
  state.good = 2;
  const mutation = gql`
    mutation Log {
      site {
        name
      }
    }
  `;
  const { error } = await connect(endpoint, numberedProvider()).mutation(mutation, {}).toPromise();
  assert.equal(error, undefined);
  assert.deepEqual(tokens(), ["1", "2"]);
  assert.deepEqual(seen.map(({ method, body }) => [method, JSON.parse(body).operationName]), [["POST", "Log"], ["POST", "Log"]]);
});

test("a token that is refused again is the caller's error", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  state.good = undefined;
  const { error } = await connect(endpoint, numberedProvider()).query(query, {}).toPromise();
  assert.equal(error.response.status, 401);
  assert.deepEqual(tokens(), ["1", "2"]);
});

test("where there is no other token the refusal is the caller's, and nothing is sent again", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  state.good = undefined;
  const { error } = await connect(endpoint, numberedProvider({ keeps: true })).query(query, {}).toPromise();
  assert.equal(error.response.status, 401);
  assert.deepEqual(tokens(), ["1"]);
});

test("a provider that fails is the operation's error", async (t) => {
  const { endpoint, seen } = await graphqlServer(t);
  const failure = new Error("no token");
  const { error } = await connect(endpoint, { getToken: () => Promise.reject(failure), invalidate: async () => {} }).query(query, {}).toPromise();
  assert.equal(error.networkError, failure);
  assert.equal(seen.length, 0);
});

test("the caller's own fetch is used, and its refused answer is let go of", async (t) => {
  const { endpoint, state } = await graphqlServer(t);
  const answers = [];
  const fetch = async (...parameters) => {
    const answer = await globalThis.fetch(...parameters);
    answers.push(answer);
    return answer;
  };
  state.good = 2;
  await connect(endpoint, numberedProvider(), { fetch }).query(query, {}).toPromise();
  assert.deepEqual(answers.map(({ status, bodyUsed }) => [status, bodyUsed]), [[401, true], [200, true]]);
});
