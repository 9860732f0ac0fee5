// The link, in Apollo Client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { RetryLink } from "@apollo/client/link/retry";
import { apolloLink } from "../../../pkg-template/adapters/index.js";
import { rejection } from "../suite/support/check.mjs";
import { graphqlServer, numberedProvider, tokenNumber } from "./support.mjs";

const query = gql`
  query Name {
    site {
      name
    }
  }
`;

function connect(endpoint, provider) {
  const link = ApolloLink.from([apolloLink(provider, { ErrorLink, SetContextLink }), new HttpLink({ uri: endpoint })]);
  return new ApolloClient({ link, cache: new InMemoryCache(), defaultOptions: { query: { fetchPolicy: "no-cache" } } });
}

test("an operation has the token, and the headers of its context", async (t) => {
  const { endpoint, seen, tokens } = await graphqlServer(t);
  const { data } = await connect(endpoint, numberedProvider()).query({ query, context: { headers: { "x-own": "kept" } } });
  assert.equal(data.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1"]);
  assert.equal(seen[0].headers["x-own"], "kept");
});

test("a refused token is dropped and the operation sent once more", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  const provider = numberedProvider();
  const client = connect(endpoint, provider);
  state.good = 2;
  assert.equal((await client.query({ query })).data.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1", "2"]);
  assert.deepEqual(provider.counts.invalidated, [tokenNumber(1)]);
  state.good = 3;
  assert.equal((await client.query({ query })).data.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1", "2", "2", "3"]);
});

test("a token that is refused again is the caller's error", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  state.good = undefined;
  const error = await rejection(() => connect(endpoint, numberedProvider()).query({ query }));
  assert.equal(error.statusCode, 401);
  assert.deepEqual(tokens(), ["1", "2"]);
});

test("where there is no other token the refusal is the caller's, and nothing is sent again", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  state.good = undefined;
  const client = connect(endpoint, numberedProvider({ keeps: true }));
  const error = await rejection(() => client.query({ query }));
  assert.equal(error.statusCode, 401);
  assert.deepEqual(tokens(), ["1"]);
});

test("an answer that refuses no token costs none, and is not asked for again", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  for (const status of [400, 403, 500, 503]) {
    state.status = status;
    const provider = numberedProvider();
    const error = await rejection(() => connect(endpoint, provider).query({ query }));
    assert.equal(error.statusCode, status);
    assert.deepEqual(provider.counts, { asked: 1, invalidated: [] });
  }
  assert.deepEqual(tokens(), ["1", "1", "1", "1"]);
});

test("each attempt of a link further out is given the provider's token of that moment", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  const provider = numberedProvider();
  const retry = new RetryLink({ delay: { initial: 1, max: 1, jitter: false }, attempts: { max: 2 } });
  const link = ApolloLink.from([retry, apolloLink(provider, { ErrorLink, SetContextLink }), new HttpLink({ uri: endpoint })]);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  state.good = 2;
  state.status = 503;
  const error = await rejection(() => client.query({ query }));
  assert.equal(error.statusCode, 503);
  assert.deepEqual(tokens(), ["1", "2", "2"]);
  // Once for the first, once for its replacement, and once for the attempt of the outer link.
  assert.deepEqual(provider.counts, { asked: 3, invalidated: [tokenNumber(1)] });
});

test("a provider that fails is the operation's error", async (t) => {
  const { endpoint, seen } = await graphqlServer(t);
  const failure = new Error("no token");
  const error = await rejection(() => connect(endpoint, { getToken: () => Promise.reject(failure), invalidate: async () => {} }).query({ query }));
  assert.equal(error, failure);
  assert.equal(seen.length, 0);
});

test("a provider that fails as a refused token would is asked once, and drops none", async (t) => {
  const { endpoint, seen } = await graphqlServer(t);
  const failure = Object.assign(new Error("no token"), { statusCode: 401 });
  const calls = [];
  const provider = { getToken: async () => (calls.push("getToken"), Promise.reject(failure)), invalidate: async () => void calls.push("invalidate") };
  assert.equal(await rejection(() => connect(endpoint, provider).query({ query })), failure);
  assert.deepEqual([calls, seen.length], [["getToken"], 0]);
});

test("a provider that cannot drop the token is the operation's error, and no rejection goes unheard", async (t) => {
  const { endpoint, state } = await graphqlServer(t);
  state.good = 2;
  const failure = new Error("the store is down");
  const error = await rejection(() => connect(endpoint, { ...numberedProvider(), invalidate: () => Promise.reject(failure) }).query({ query }));
  assert.equal(error, failure);
});
