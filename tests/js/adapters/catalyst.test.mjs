// Catalyst's real client, the present one and the one that is refused. It asks its store by name over the global fetch, which
// here leads to a server on loopback.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import catalyst from "@bigcommerce/catalyst-client";
import old from "catalyst-client-1.0.1";
import { beforeRequest, createCatalystClient, placeholderToken } from "../../../pkg-template/adapters/catalyst.js";
import { eventually, rejection, thrown } from "../suite/support/check.mjs";
import { graphqlServer, numberedProvider, tokenNumber } from "./support.mjs";

const config = { storeHash: "abc123", channelId: "1" };
const document = "query Name { site { name } }";
const STORE = /^https:\/\/store-abc123-1\.mybigcommerce\.com\//;

const { fetch } = globalThis;
let endpoint;
let lastInit;
before(() => {
  globalThis.fetch = (url, init) => {
    lastInit = init;
    return fetch(STORE.test(url) ? `${endpoint}?${url.split("?")[1]}` : url, init);
  };
});
after(() => {
  globalThis.fetch = fetch;
});

async function start(t) {
  const server = await graphqlServer(t);
  endpoint = server.endpoint;
  return server;
}

test("the token of the provider replaces the fixed one", async (t) => {
  const { seen, tokens } = await start(t);
  const client = createCatalystClient(catalyst.createClient, numberedProvider(), config);
  assert.equal((await client.fetch({ document })).data.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1"]);
  assert.equal(seen[0].url, "/graphql?operation=Name&type=query");
});

for (const [what, fetchOptions] of Object.entries({ "no options": undefined, null: null, options: { cache: "no-store" } })) {
  test(`with ${what} a refused token is dropped and the request sent once more`, async (t) => {
    const { tokens, state } = await start(t);
    const provider = numberedProvider();
    const client = createCatalystClient(catalyst.createClient, provider, config);
    state.good = 2;
    assert.equal((await client.fetch({ document, fetchOptions })).data.site.name, "Sandbox");
    assert.deepEqual(tokens(), ["1", "2"]);
    assert.deepEqual(provider.counts.invalidated, [tokenNumber(1)]);
  });
}

test("of calls that share their options each drops the token that it was sent with", async (t) => {
  const { tokens, state } = await start(t);
  const provider = numberedProvider();
  const client = createCatalystClient(catalyst.createClient, provider, config);
  const fetchOptions = { cache: "no-store" };
  const { fetch: toStore } = globalThis;
  t.after(() => (globalThis.fetch = toStore));
  let release;
  const held = new Promise((resolve) => (release = resolve));
  globalThis.fetch = async (...given) => {
    globalThis.fetch = toStore;
    const answer = await toStore(...given);
    await held;
    return answer;
  };
  state.good = 2;
  const slow = client.fetch({ document, fetchOptions });
  await eventually(() => tokens().length === 1, "the first request");
  await provider.invalidate(tokenNumber(1));
  await client.fetch({ document, fetchOptions });
  release();
  assert.equal((await slow).data.site.name, "Sandbox");
  assert.deepEqual(tokens(), ["1", "2", "2"]);
  assert.deepEqual(provider.counts.invalidated, [tokenNumber(1), tokenNumber(1)]);
});

test("an answer that refuses no token costs none, and is not asked for again", async (t) => {
  const { tokens, state } = await start(t);
  for (const status of [400, 403, 500, 503]) {
    state.status = status;
    const provider = numberedProvider();
    const error = await rejection(() => createCatalystClient(catalyst.createClient, provider, config).fetch({ document }));
    assert.equal(error.status, status);
    assert.deepEqual(provider.counts, { asked: 1, invalidated: [] });
  }
  assert.deepEqual(tokens(), ["1", "1", "1", "1"]);
});

test("a hook that fails as a refused token would does not cost the provider its own", async (t) => {
  const { seen } = await start(t);
  const provider = numberedProvider();
  const failure = Object.assign(new Error("synthetic"), { status: 401 });
  const client = createCatalystClient(catalyst.createClient, provider, { ...config, beforeRequest: () => Promise.reject(failure) });
  assert.equal(await rejection(() => client.fetch({ document })), failure);
  assert.deepEqual([provider.counts, seen.length], [{ asked: 0, invalidated: [] }, 0]);
});

test("a token that is refused again is Catalyst's own error, which does not speak of the placeholder", async (t) => {
  const { tokens, state } = await start(t);
  state.good = undefined;
  const error = await rejection(() => createCatalystClient(catalyst.createClient, numberedProvider(), config).fetch({ document }));
  assert.equal(error.name, "BigCommerceAPIError");
  assert.equal(error.status, 401);
  assert.deepEqual(tokens(), ["1", "2"]);
});

test("where there is no other token the refusal is the caller's, and nothing is sent again", async (t) => {
  const { tokens, state } = await start(t);
  state.good = undefined;
  const provider = numberedProvider({ keeps: true });
  const error = await rejection(() => createCatalystClient(catalyst.createClient, provider, config).fetch({ document }));
  assert.equal(error.status, 401);
  assert.deepEqual(tokens(), ["1"]);
});

test("a hook of one's own runs first, and its headers and options are kept", async (t) => {
  const { seen, tokens } = await start(t);
  const contexts = [];
  const client = createCatalystClient(catalyst.createClient, numberedProvider(), {
    ...config,
    async beforeRequest(options) {
      contexts.push([this === client, options.cache]);
      return { headers: [["X-Forwarded-For", "192.0.2.1"], ["Authorization", "Bearer own"]], keepalive: false };
    },
  });
  await client.fetch({ document, fetchOptions: { cache: "no-store", headers: { "X-Call": "kept" } } });
  assert.deepEqual(contexts, [[true, "no-store"]]);
  assert.deepEqual(tokens(), ["1"]);
  assert.equal(seen[0].headers["x-forwarded-for"], "192.0.2.1");
  assert.equal(seen[0].headers["x-call"], "kept");
  assert.deepEqual([lastInit.keepalive, lastInit.cache], [false, "no-store"]);
});

test("the hook alone works in a client that is made elsewhere", async (t) => {
  const { tokens, state } = await start(t);
  const client = catalyst.createClient({ ...config, storefrontToken: placeholderToken, beforeRequest: beforeRequest(numberedProvider()) });
  assert.equal((await client.fetch({ document })).data.site.name, "Sandbox");
  state.good = 2;
  assert.equal((await rejection(() => client.fetch({ document }))).status, 401);
  assert.deepEqual(tokens(), ["1", "1"]);
});

test("the hook alone needs no options", async () => {
  for (const options of [undefined, null]) {
    const { headers } = await beforeRequest(numberedProvider())(options);
    assert.equal(headers.get("Authorization"), `Bearer ${tokenNumber(1)}`);
  }
});

test("1.0.1 is refused with the reason, before anything is sent", async (t) => {
  const { seen } = await start(t);
  const provider = numberedProvider();
  const made = old.createClient({ ...config, storefrontToken: placeholderToken, beforeRequest: beforeRequest(provider) });
  for (const error of [thrown(() => createCatalystClient(old.createClient, provider, config)), await rejection(() => made.fetch({ document }))]) {
    assert.equal(error.name, "ConfigError");
    assert.equal(error.option, "createClient");
    assert.match(error.message, /^@bigcommerce\/catalyst-client 1\.0\.1 sends the fixed token and the provider's in one header/);
    assert.match(error.hint, /1\.0\.3 or newer/);
  }
  assert.equal(seen.length, 0);
});

test("the reason is true of 1.0.1", async (t) => {
  const { seen } = await start(t);
  const detached = beforeRequest(numberedProvider());
  const client = old.createClient({ ...config, storefrontToken: placeholderToken, beforeRequest: (options) => detached(options) });
  assert.equal((await rejection(() => client.fetch({ document }))).status, 401);
  assert.equal(seen[0].authorization, `Bearer ${placeholderToken}, Bearer ${tokenNumber(1)}`);
});

const madeBy = (backendUserAgent) => () => ({ backendUserAgent, fetch() {} });

test("releases are told apart by number", () => {
  const cases = { "0.8.0": false, "0.99.99": false, "1.0.0": false, "1.0.2": false, "1.0.3": true, "1.0.10": true, "1.1.0": true, "2.0.0": true, "10.0.0": true, "1.0.3-canary.1": true };
  for (const [version, good] of Object.entries(cases)) {
    const make = () => createCatalystClient(madeBy(`@bigcommerce/catalyst-client/${version} (node)`), numberedProvider(), config);
    if (good) make();
    else assert.match(thrown(make).message, new RegExp(`client ${version} `));
  }
  for (const other of [madeBy("another/1.0.3"), madeBy(undefined), () => undefined]) {
    assert.match(thrown(() => createCatalystClient(other, numberedProvider(), config)).message, /did not make a client of @bigcommerce\/catalyst-client/);
  }
});
