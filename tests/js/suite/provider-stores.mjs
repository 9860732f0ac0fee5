// A token provider and its store: machines share one token, and no store fails a caller.
import { between, check, equal, eventually, pause, settle } from "./support/check.mjs";
import { expectClean } from "./support/leaks.mjs";
import { HOUR, REQUEST, intoTheWindow, leaseStore, mapStore, replaced, setUp } from "./provider-support.mjs";

/** Looked at once it is a plain object, and then one whose `then` throws. */
const laterThenable = (object) => {
  let looks = 0;
  return Object.defineProperty(object, "then", { get() { looks += 1; if (looks > 1) throw new Error("synthetic"); } });
};
const never = () => new Promise(() => {});
const fails = async () => {
  throw new Error("synthetic failure of a store that quotes synthetic-token");
};

export const tests = [
  {
    name: "machines that share a store share one token, and its replacement",
    async run(ctx) {
      for (const store of [mapStore(), leaseStore()]) {
        const all = setUp(ctx);
        const { api, make, warnings } = all;
        const machines = Array.from({ length: 5 }, () => make({ store }));
        const first = await machines[0].token();
        await eventually(() => store.records.size === 1, "the record");
        for (const machine of machines) equal(await machine.token(), first, "the first token");
        equal(api.mints, 1, "mints");
        all.clock.advance(5.99 * HOUR);
        const second = await replaced(machines[0], first);
        await eventually(() => [...store.records.values()][0].includes(second), "the second record");
        for (const machine of machines) equal(await replaced(machine, first), second, "the second token");
        equal([api.mints, warnings], [2, []], "mints");
      }
    },
  },
  {
    name: "machines that begin at once make one token under a lease",
    async run(ctx) {
      const { api, make } = setUp(ctx);
      api.delayMs = 100;
      const store = leaseStore();
      const tokens = await Promise.all(Array.from({ length: 20 }, () => make({ store }).token()));
      equal([new Set(tokens).size, api.mints], [1, 1], "tokens and mints");
    },
  },
  {
    name: "a lease that is refused by false is no lease",
    async run(ctx) {
      const { api, make } = setUp(ctx);
      api.delayMs = 100;
      const store = leaseStore();
      const lease = store.lease;
      store.lease = async () => (await lease()) ?? false;
      const tokens = await Promise.all(Array.from({ length: 5 }, () => make({ store }).token()));
      equal([new Set(tokens).size, api.mints], [1, 1], "tokens and mints");
    },
  },
  {
    name: "what is asked for decides who shares",
    async run(ctx) {
      const { api, client } = setUp(ctx);
      const store = mapStore();
      const tokenFor = (request, of = client) => ctx.providerEntry.createTokenProvider(of, { request, store }).token();
      const token = await tokenFor({ channelIds: [1], scopes: ["Customer", "Unauthenticated"] });
      await eventually(() => store.records.size === 1, "the record");
      equal(await tokenFor({ channelId: 1, scopes: ["Unauthenticated", "Customer"], lifetime: "2h", name: "other" }), token, "the same, written otherwise");
      const others = [{ channelId: 1, scopes: ["Customer"] }, { channelIds: "all", scopes: ["Customer", "Unauthenticated"] }];
      for (const request of others) check((await tokenFor(request)) !== token, JSON.stringify(request));
      equal(api.mints, 3, "mints");
    },
  },
  {
    name: "a key tells nothing, and a record holds the token and no more",
    async run(ctx) {
      const { provider: _, make, accessToken } = setUp(ctx);
      const store = mapStore();
      const token = await make({ store }).token();
      await eventually(() => store.records.size === 1, "the record");
      const [[key, record]] = store.records;
      expectClean(ctx, key, [token, accessToken], "the key");
      expectClean(ctx, record, [accessToken], "the record");
      equal([key.length, JSON.parse(record).token === token], [85, true], "key and record");
    },
  },
  {
    name: "a store that is down or slow never reaches a caller",
    async run(ctx) {
      const silent = ["gives no lease but something", "gives a lease that becomes a promise", "gives a record that becomes a promise", "has no saying how slow it is"];
      const broken = {
        "fails": { get: fails, set: fails, lease: fails },
        "throws": { get() { throw new Error("synthetic"); }, set() { throw new Error("synthetic"); } },
        "never answers": { get: never },
        "never gives a lease": { lease: never },
        "fails at the lease": { lease: fails },
        "never stores": { set: never },
        "fails to store": { set: fails },
        "throws when it is to store": { set() { throw new Error("synthetic"); } },
        "gives a lease that cannot be given back": { lease: async () => ({ release: fails }) },
        "gives no lease but something": { lease: async () => ({}) },
        "gives a lease that cannot be looked at": { lease: async () => ({ get release() { throw new Error("synthetic"); } }) },
        "gives a lease that becomes a promise": { lease: async () => laterThenable({ release() {} }) },
        "gives a record that becomes a promise": { get: async () => laterThenable({}) },
        "has no saying how slow it is": { get propagationMs() { throw new Error("synthetic"); } },
      };
      await Promise.all(Object.entries(broken).map(async ([what, methods]) => {
        const { api, make, warnings } = setUp(ctx);
        const store = Object.defineProperties(leaseStore(), Object.getOwnPropertyDescriptors(methods));
        const provider = make({ store });
        const token = await provider.token();
        equal([await provider.token(), api.mints], [token, 1], what);
        // Until the cycle has ended: only then is a lease given back.
        await pause(20);
        equal([await provider.token(), api.mints], [token, 1], `${what}: afterwards`);
        if (!silent.includes(what)) await eventually(() => warnings.includes("token_store_failed"), `${what}: the warning`);
        else check(!warnings.includes("token_store_failed"), `${what}: ${warnings}`);
      }));
    },
  },
  {
    name: "a store that fails while there is a token is left in peace, and so is the API",
    async run(ctx) {
      const all = setUp(ctx);
      const { api, make, warnings, clock } = all;
      const store = leaseStore();
      const provider = make({ store, refreshAhead: { from: 0.5, spread: 0 } });
      const old = await provider.token();
      await eventually(() => store.records.size === 1, "the record");
      store.get = fails;
      // A second into the window: a machine's own moment to go on alone lies anywhere in the hours after it.
      clock.advance(3 * HOUR + 1_000);
      equal(await provider.token(), old, "meanwhile");
      await eventually(() => warnings.length === 1, "the warning");
      for (let n = 0; n < 5; n += 1) equal(await provider.token(), old, "afterwards");
      equal([api.mints, warnings], [1, ["token_store_failed"]], "mints and warnings");
      clock.advance(2.99 * HOUR);
      check((await replaced(provider, old)) !== old, "in the end it goes on alone");
    },
  },
  {
    name: "what is no record of this token counts as nothing, and is told",
    async run(ctx) {
      const good = mapStore();
      const maker = setUp(ctx);
      await maker.make({ store: good }).token();
      await eventually(() => good.records.size === 1, "a record");
      const [[, record]] = good.records;
      const change = (from, to) => record.replace(from, to);
      for (const [what, stored] of [
        ["garbage", "synthetic garbage"],
        ["another type", { token: "synthetic-token" }],
        ["an empty text", ""],
        ["another tenant's", change(/tokens:1:/, "tokens:1:0")],
        ["an older format", change('"format":1', '"format":0')],
        ["a newer format", change('"format":1', '"format":2')],
        ["a token that is none", change(/"token":"[^"]+"/, '"token":"a b"')],
        ["too long a text", "x".repeat(100_000)],
        ["far too long a text", "x".repeat(2 ** 28)],
      ]) {
        const { api, make, warnings } = setUp(ctx);
        const store = mapStore({ get: async () => stored });
        const began = Date.now();
        check((await make({ store }).token()).length > 10, what);
        check(Date.now() - began < 2_000, `${what}: took ${Date.now() - began} ms`);
        equal([api.mints, warnings], [1, ["token_record_ignored"]], what);
      }
    },
  },
  {
    name: "a dead token is let go of by every machine that looks",
    async run(ctx) {
      const { api, make, clock } = setUp(ctx);
      const store = leaseStore();
      const [first, second, cold] = [make({ store }), make({ store }), make({ store })];
      const token = await first.token();
      await eventually(() => store.records.size === 1, "the record");
      equal(await second.token(), token, "shared");
      await cold.invalidate(token);
      check(!JSON.stringify([...store.records]).includes(token), "the store lets go of it at once");
      clock.advance(301_000);
      await second.token();
      const next = await replaced(second, token);
      equal([await replaced(first, token), api.mints], [next, 2], "both go over to one other token");
      await cold.invalidate("another-token");
      equal(await cold.token(), next, "a newer one stays");
    },
  },
  {
    name: "a dead token that only the store has does not come from there, also to who holds an older one",
    async run(ctx) {
      const { api, make, clock } = setUp(ctx);
      const store = leaseStore();
      const [first, second] = [make({ store }), make({ store })];
      const older = await first.token();
      await eventually(() => store.records.size === 1, "the record");
      equal(await second.token(), older, "shared");
      clock.advance(31_000);
      const newer = (await second.getToken({ forceRefresh: true })).token;
      await eventually(() => JSON.stringify([...store.records]).includes(newer), "the newer one is in the store");
      await first.invalidate(newer);
      check(!JSON.stringify([...store.records]).includes(newer), "the store lets go of it");
      clock.advance(301_000);
      const next = await first.token();
      check(next !== newer && next !== older, "another token");
      equal(api.mints, 3, "mints");
    },
  },
  {
    name: "whoever comes while the store still keeps a token is not told of that cycle's end",
    async run(ctx) {
      const slowly = () => {
        const store = leaseStore();
        for (const name of ["get", "set", "lease"]) {
          const method = store[name];
          store[name] = async (...given) => (await pause(10), method(...given));
        }
        return store;
      };
      for (const makeStore of [leaseStore, mapStore, slowly]) {
        const { make, api } = setUp(ctx);
        const [dropped, forced] = [make({ store: makeStore() }), make({ store: makeStore() })];
        const first = await dropped.getToken();
        const dropping = dropped.invalidate(first.token);
        const others = await Promise.all([1, 2, 3].map(() => dropped.getToken()));
        await dropping;
        equal([others.every((each) => each === others[0] && each.token !== first.token), api.mints], [true, 2], "after a refusal");
        const old = await forced.getToken();
        const anew = await Promise.all([1, 2, 3].map(() => forced.getToken({ forceRefresh: true })));
        equal([anew.every((each) => each === anew[0] && each !== old), api.mints], [true, 4], "by force");
        check((await forced.getToken({ forceRefresh: true })) === anew[0], "not at once again");
        api.answer = () => new Response("{}", { status: 403 });
        equal([await dropped.token(), api.mints], [others[0].token, 4], "it stays");
      }
    },
  },
  {
    name: "a dead token that the store gives while it is buried is let go of",
    async run(ctx) {
      const { make } = setUp(ctx);
      const store = leaseStore();
      const dead = await make({ store }).token();
      await eventually(() => store.records.size === 1, "the record");
      const delays = [5, 50];
      const get = async (key) => (await pause(delays.shift() ?? 0), store.get(key));
      const cold = make({ store: { ...store, get } });
      const [token] = await Promise.all([cold.token(), cold.invalidate(dead)]);
      equal(token, dead, "what the store had");
      check((await cold.token()) !== dead, "another");
    },
  },
  {
    name: "a store that answers with undefined has nothing, also where it answers at once",
    async run(ctx) {
      for (const later of [(value) => Promise.resolve(value), (value) => value]) {
        const { make, api, warnings } = setUp(ctx);
        const records = new Map();
        const store = mapStore({ get: (key) => later(records.get(key)), set: (key, value) => later(void records.set(key, value)) });
        const token = await make({ store }).token();
        await eventually(() => records.size === 1, "the record");
        equal([await make({ store }).token(), api.mints, warnings], [token, 1, []], "the token, mints and warnings");
      }
    },
  },
  {
    name: "a caller does not wait for the store to keep what was made",
    async run(ctx) {
      if (["workerd", "edge-light"].includes(ctx.runtime)) return;
      const { make, warnings } = setUp(ctx);
      const store = mapStore();
      let writes = 0;
      store.set = () => (writes += 1, never());
      await make({ store }).token();
      // A write that is waited for to the end of the store's time is told.
      equal([writes, warnings], [1, []], "writes and warnings when the token came");
    },
  },
  {
    name: "which part of a store failed or was slow is told, and its own words are not",
    async run(ctx) {
      for (const [methods, message] of [
        [{ get: fails }, "the token store's get() failed; the provider goes on without it"],
        [{ lease: fails }, "the token store's lease() failed; the provider goes on without it"],
        [{ set: fails }, "the token store's set() failed; the provider goes on without it"],
        [{ lease: async () => ({ release: fails }) }, "the token store's release() failed; the provider goes on without it"],
        [{ get: never }, "the token store's get() took more than 250 ms; the provider goes on without it"],
      ]) {
        const told = [];
        const { make } = setUp(ctx, { client: { onEvent: (event) => event.type === "warning" && told.push(event) } });
        const kept = [];
        await make({ store: leaseStore(methods) }).getToken({ waitUntil: (work) => kept.push(work) });
        await Promise.all(kept);
        equal(told.map((event) => [event.code, event.message]), [["token_store_failed", message]], message);
      }
    },
  },
  {
    name: "a record is kept as long as its token lives, and so is the note of its death",
    async run(ctx) {
      const { make } = setUp(ctx);
      const lives = [];
      const store = mapStore();
      const set = store.set;
      store.set = (key, value, options) => (lives.push(options.ttlMs), set(key, value, options));
      const provider = make({ store });
      const token = await provider.token();
      await eventually(() => lives.length === 1, "the record");
      between(lives[0], 5.9 * HOUR, 6 * HOUR + 60_000, "the record's life");
      await provider.invalidate(token);
      check(!JSON.stringify([...store.records]).includes(token), "whoever holds it buries it in the store too");
      equal(lives.length, 2, "writes");
      between(lives[1], 5.9 * HOUR, 6 * HOUR + 60_000, "the life of the note");
    },
  },
  {
    name: "a lease is asked for under the record's key, for ten seconds while callers wait and for thirty otherwise",
    async run(ctx) {
      const all = setUp(ctx);
      const leases = [];
      const store = leaseStore({ lease: async (...given) => (leases.push(given), { release: async () => {} }) });
      const provider = all.make({ store });
      const token = await provider.token();
      await eventually(() => store.records.size === 1, "the record");
      intoTheWindow(all);
      await replaced(provider, token);
      equal(leases, [10_000, 30_000].map((ttlMs) => [[...store.records.keys()][0], ttlMs]), "keys and lives");
    },
  },
  {
    name: "what can be no token is not looked for when it is invalidated",
    async run(ctx) {
      const { make } = setUp(ctx);
      const store = mapStore();
      const provider = make({ store });
      const token = await provider.token();
      await eventually(() => store.records.size === 1, "the record");
      const before = store.calls.length;
      for (const text of ["", `${token}\n`, `\n${token}`, "x".repeat(8_193), `${token}${"x".repeat(9_000)}`]) await provider.invalidate(text);
      equal([store.calls.length, await provider.token()], [before, token], "calls of the store, and the token");
    },
  },
  {
    name: "a second token that is refused within thirty seconds stays, in the store too",
    async run(ctx) {
      const { make, warnings } = setUp(ctx);
      const store = mapStore();
      const provider = make({ store });
      const first = await provider.token();
      await eventually(() => store.records.size === 1, "the record");
      await provider.invalidate(first);
      const second = await provider.token();
      await eventually(() => JSON.stringify([...store.records]).includes(second), "the second record");
      await provider.invalidate(second);
      equal([await provider.token(), warnings], [second, ["token_refused_again"]], "token and warnings");
      check(JSON.stringify([...store.records]).includes(second), "the store keeps it");
    },
  },
  {
    name: "burying an old token in the store leaves a newer one in hand",
    async run(ctx) {
      const { make, api, clock } = setUp(ctx);
      const store = mapStore();
      const set = store.set;
      const provider = make({ store });
      const older = await provider.token();
      await eventually(() => store.records.size === 1, "the record");
      clock.advance(31_000);
      store.set = fails;
      const newer = await provider.getToken({ forceRefresh: true });
      check(newer.token !== older, "a newer one, which the store does not have");
      store.set = set;
      await provider.invalidate(older);
      check(!JSON.stringify([...store.records]).includes(older), "the store lets go of the old one");
      equal([(await provider.getToken()) === newer, api.mints], [true, 2], "the newer one, and mints");
    },
  },
  {
    name: "a lease that is granted too late is given back",
    async run(ctx) {
      if (["workerd", "edge-light"].includes(ctx.runtime)) return;
      const { make, api } = setUp(ctx);
      let grant = (/** @type {any} */ _lease) => {};
      let released = 0;
      const store = leaseStore({ lease: () => new Promise((resolve) => (grant = resolve)) });
      await make({ store }).token();
      equal([api.mints, released], [1, 0], "mints and releases");
      grant({ release: async () => void (released += 1) });
      await eventually(() => released === 1, "the lease is given back");
    },
  },
  {
    name: "without an access token the store is not asked, and the error says why",
    async run(ctx) {
      for (const [what, accessToken] of [["a vault that fails", fails], ["a vault that gives nothing", async () => undefined], ["a vault that gives no text", () => 5], ["a vault that never answers", never]]) {
        const { make } = setUp(ctx, { client: { accessToken, totalTimeoutMs: 300, clock: undefined } });
        const store = leaseStore();
        const outcome = await settle(make({ store }).token(), 4_000);
        equal([outcome.status, outcome.reason instanceof ctx.lib.BigCommerceError, store.calls], ["rejected", true, []], what);
      }
    },
  },
];
