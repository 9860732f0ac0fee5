// Every library against the sandbox over HTTP, with the package's own provider: a first token, and one that was revoked meanwhile.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import catalyst from "@bigcommerce/catalyst-client";
import { cacheExchange, Client, fetchExchange, mapExchange } from "@urql/core";
import * as library from "graphql";
import { GraphQLClient } from "graphql-request";
import ky from "ky";

const PACKAGE = new URL("../../../pkg/entry/", import.meta.url);
const QUERY = "query StoreName { site { settings { storeName } } }";
const document = gql(QUERY);

let entries;
before(async () => {
  const names = ["index", "provider", "sandbox", "adapters", "catalyst"];
  entries = Object.assign({}, ...(await Promise.all(names.map((name) => import(new URL(`${name}.js`, PACKAGE))))));
});

const withoutCache = { defaultOptions: { query: { fetchPolicy: "no-cache" } } };

/** @type {Record<string, (where: { provider: any, endpoint: string, storeHash: string }) => () => Promise<any>>} what asks, and gives back the data */
const LIBRARIES = {
  "provider.fetch":
    ({ provider, endpoint }) =>
    async () =>
      (await (await provider.fetch(endpoint, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query: QUERY }) })).json()).data,
  "graphql-request": ({ provider, endpoint }) => {
    const client = new GraphQLClient(endpoint, { fetch: provider.fetch });
    return () => client.request(QUERY);
  },
  "Apollo Client by its fetch": ({ provider, endpoint }) => {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: endpoint, fetch: provider.fetch }), ...withoutCache });
    return async () => (await client.query({ query: document })).data;
  },
  "Apollo Client by its link": ({ provider, endpoint }) => {
    const link = ApolloLink.from([entries.apolloLink(provider, { ErrorLink, SetContextLink }), new HttpLink({ uri: endpoint })]);
    const client = new ApolloClient({ cache: new InMemoryCache(), link, ...withoutCache });
    return async () => (await client.query({ query: document })).data;
  },
  "urql by its fetch": ({ provider, endpoint }) => urql({ url: endpoint, fetch: provider.fetch, exchanges: [fetchExchange] }),
  "urql by an exchange": ({ provider, endpoint }) => urql({ url: endpoint, exchanges: [cacheExchange, entries.urqlExchange(provider, mapExchange), fetchExchange] }),
  "ky by its fetch": ({ provider, endpoint }) => {
    const client = ky.create({ fetch: provider.fetch });
    return async () => (await client.post(endpoint, { json: { query: QUERY } }).json()).data;
  },
  "ky by its hooks": ({ provider, endpoint }) => {
    const client = ky.create({ hooks: entries.kyHooks(provider, endpoint) });
    return async () => (await client.post(endpoint, { json: { query: QUERY } }).json()).data;
  },
  "Catalyst's client": ({ provider, storeHash }) => {
    const client = entries.createCatalystClient(catalyst.createClient, provider, { storeHash, channelId: "1" });
    return async () => (await client.fetch({ document: QUERY })).data;
  },
};

function urql(options) {
  const client = new Client({ preferGetMethod: false, ...options });
  return async () => {
    const { data, error } = await client.query(QUERY, {}, { requestPolicy: "network-only" });
    if (error) throw error;
    return data;
  };
}

/** Leads what is meant for the store by its name to the sandbox, as Catalyst's client has no other way. */
function leadTo(t, endpoint) {
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => fetch(String(url).startsWith("https://store-sandbox1-1.mybigcommerce.com/graphql") ? endpoint : url, init);
  t.after(() => {
    globalThis.fetch = fetch;
  });
}

for (const [name, connect] of Object.entries(LIBRARIES)) {
  test(`${name}: asks with a token, and with another after it was revoked`, async (t) => {
    const sandbox = entries.createSandbox({ graphql: { library }, revocation: { delayMs: 0 } });
    const { url, close } = await sandbox.listen();
    t.after(close);
    const { storeHash, accessToken } = sandbox.credentials;
    const client = new entries.BigCommerceTokens({ storeHash, accessToken, endpoints: sandbox.endpoints(url) });
    const provider = entries.createTokenProvider(client, { request: { channelId: 1, scopes: ["Unauthenticated"] } });
    const endpoint = `${url}/graphql`;
    leadTo(t, endpoint);
    const ask = connect({ provider, endpoint, storeHash });

    for (let times = 0; times < 2; times += 1) assert.equal((await ask()).site.settings.storeName, "Sandbox store");
    assert.equal(sandbox.issued.length, 1);

    const revoked = await fetch(`${url}/stores/${storeHash}/v3/storefront/api-token`, { method: "DELETE", headers: { "X-Auth-Token": accessToken, "Sf-Api-Token": await provider.token() } });
    assert.ok(revoked.ok, `revoking: ${revoked.status}`);
    assert.equal((await ask()).site.settings.storeName, "Sandbox store");
    assert.equal(sandbox.issued.length, 2);
    assert.deepEqual(graphqlStatuses(sandbox), [200, 200, 401, 200]);
  });
}

const graphqlStatuses = (sandbox) => sandbox.requests.filter(({ path }) => path.includes("/graphql")).map(({ status }) => status);
