// ky's hooks, in both kinds of ky.
import assert from "node:assert/strict";
import { test } from "node:test";
import ky2 from "ky";
import ky1 from "ky-1";
import { kyHooks } from "../../../pkg-template/adapters/index.js";
import { rejection, thrown } from "../suite/support/check.mjs";
import { graphqlServer, numberedProvider, tokenNumber } from "./support.mjs";

const json = { query: "{ site { name } }" };
/** ky 2 does not tell its hooks what `fetch` it was given. */
const KINDS = { "ky 1": { ky: ky1, tellsFetch: true }, "ky 2": { ky: ky2, tellsFetch: false } };

for (const [name, { ky, tellsFetch }] of Object.entries(KINDS)) {
  test(`${name}: a request has the token, and its own headers`, async (t) => {
    const { endpoint, seen, tokens } = await graphqlServer(t);
    const client = ky.create({ hooks: kyHooks(numberedProvider(), endpoint) });
    assert.deepEqual(await client.post(endpoint, { json, headers: { "X-Own": "kept" } }).json(), { data: { site: { __typename: "Site", name: "Sandbox" } } });
    assert.deepEqual(tokens(), ["1"]);
    assert.equal(seen[0].headers["x-own"], "kept");
  });

  test(`${name}: a refused token is dropped and the request sent once more, with its body`, async (t) => {
    const { endpoint, seen, tokens, state } = await graphqlServer(t);
    const provider = numberedProvider();
    state.good = 2;
    await ky.create({ hooks: kyHooks(provider, endpoint) }).post(endpoint, { json });
    assert.deepEqual(tokens(), ["1", "2"]);
    assert.deepEqual(seen.map(({ body }) => body), [JSON.stringify(json), JSON.stringify(json)]);
    assert.deepEqual(provider.counts.invalidated, [tokenNumber(1)]);
  });

  test(`${name}: a token that is refused again is the caller's error`, async (t) => {
    const { endpoint, tokens, state } = await graphqlServer(t);
    state.good = undefined;
    const error = await rejection(() => ky.create({ hooks: kyHooks(numberedProvider(), endpoint) }).post(endpoint, { json }));
    assert.equal(error.response.status, 401);
    assert.deepEqual(tokens(), ["1", "2"]);
  });

  test(`${name}: where there is no other token the refusal is the caller's, and nothing is sent again`, async (t) => {
    const { endpoint, tokens, state } = await graphqlServer(t);
    state.good = undefined;
    const hooks = kyHooks(numberedProvider({ keeps: true }), endpoint);
    const error = await rejection(() => ky.create({ hooks }).post(endpoint, { json }));
    assert.equal(error.response.status, 401);
    assert.deepEqual(tokens(), ["1"]);
  });

  test(`${name}: the replay goes through the caller's own fetch`, async (t) => {
    const { endpoint, state } = await graphqlServer(t);
    let calls = 0;
    const fetch = (...parameters) => ((calls += 1), globalThis.fetch(...parameters));
    const told = tellsFetch ? undefined : { fetch };
    state.good = 2;
    await ky.create({ fetch, hooks: kyHooks(numberedProvider(), endpoint, told) }).post(endpoint, { json });
    assert.equal(calls, 2);
  });

  test(`${name}: no other origin sees the token`, async (t) => {
    const [store, other] = [await graphqlServer(t), await graphqlServer(t)];
    const provider = numberedProvider();
    const client = ky.create({ hooks: kyHooks(provider, store.endpoint), throwHttpErrors: false });
    assert.equal((await client.get(`${other.origin}/image.png`)).status, 401);
    assert.equal((await client.get(other.origin, { headers: { Authorization: "Bearer own" } })).status, 401);
    assert.deepEqual(other.seen.map(({ authorization }) => authorization), [undefined, "Bearer own"]);
    assert.deepEqual(provider.counts, { asked: 0, invalidated: [] });
    assert.ok(thrown(() => kyHooks(provider, "store.example")) instanceof TypeError);
  });

  test(`${name}: other faults are ky's to handle`, async (t) => {
    const { endpoint, tokens, state } = await graphqlServer(t);
    state.status = 400;
    const error = await rejection(() => ky.create({ hooks: kyHooks(numberedProvider(), endpoint) }).post(endpoint, { json }));
    assert.equal(error.response.status, 400);
    assert.deepEqual(tokens(), ["1"]);
  });
}

test("ky 2: a body that is not kept is not sent again, and the next request has another token", async (t) => {
  const { endpoint, tokens, state } = await graphqlServer(t);
  const provider = numberedProvider();
  const client = ky2.create({ retry: 0, hooks: kyHooks(provider, endpoint) });
  state.good = 2;
  const error = await rejection(() => client.post(endpoint, { json }));
  assert.equal(error.response.status, 401);
  await client.post(endpoint, { json });
  assert.deepEqual(tokens(), ["1", "2"]);
});
