// A token provider as its users see it: what callers get, and when.
import { between, check, equal, eventually, matches, pause, rejection, settle, thrown } from "./support/check.mjs";
import { expectClean } from "./support/leaks.mjs";
import { HOUR, REQUEST, intoTheWindow, mapStore, replaced, setUp, status } from "./provider-support.mjs";

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

export const tests = [
  {
    name: "a fresh token is given again, with its times",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      const now = clock.now();
      const first = await provider.getToken();
      check(first === (await provider.getToken()), "the same object");
      equal(api.mints, 1, "mints");
      equal(first.token.split(".").length, 3, "parts of the JWT");
      between(first.expiresOnTimestamp - now, 6 * HOUR - 2_000, 6 * HOUR + 5_000, "end");
      between(first.refreshAfterTimestamp - now, 4.5 * HOUR - 2_000, 5.4 * HOUR + 5_000, "refresh");
      equal(await provider.token(), first.token, "token()");
      equal(await provider.headers(), { Authorization: `Bearer ${first.token}` }, "headers()");
    },
  },
  {
    name: "a fresh token takes one microtask and no call into WebAssembly",
    async run(ctx) {
      const { provider } = setUp(ctx);
      await provider.getToken();
      const calls = ctx.callsMade();
      const order = [];
      const token = provider.getToken().then(() => order.push("token"));
      await Promise.resolve().then(() => order.push("one")).then(() => order.push("two"));
      await token;
      equal(order, ["token", "one", "two"], "order");
      equal(ctx.callsMade(), calls, "calls into WebAssembly");
    },
  },
  {
    name: "a crowd of callers who find nothing makes one token",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      // In workerd each waits by a timer of his own, and a request may have 10,000 of these in all.
      const crowd = ctx.runtime === "workerd" ? 1_000 : 10_000;
      const all = await Promise.all(Array.from({ length: crowd }, () => provider.token()));
      equal(new Set(all).size, 1, "tokens");
      equal(api.mints, 1, "mints");
    },
  },
  {
    name: "in the window the old token is given while a new one is made",
    async run(ctx) {
      const all = setUp(ctx);
      const { provider, api } = all;
      const kept = [];
      const waitUntil = (work) => kept.push(work);
      const old = await provider.getToken({ waitUntil });
      intoTheWindow(all);
      api.delayMs = 100;
      const during = await Promise.all([1, 2, 3].map(() => provider.getToken({ waitUntil })));
      check(during.every((each) => each === old), "the old one");
      await Promise.all(kept);
      equal([(await provider.getToken()) === old, api.mints], [false, 2], "afterwards");
    },
  },
  {
    name: "a refresh that fails keeps the token, tells, and is not tried again at once",
    async run(ctx) {
      for (const [code, quietMs] of [[503, 5_000], [403, 60_000]]) {
        const all = setUp(ctx);
        const { provider, api, clock, warnings } = all;
        const old = await provider.token();
        intoTheWindow(all);
        api.answer = status(code);
        equal(await provider.token(), old, `${code}: meanwhile`);
        await eventually(() => warnings.length > 0, `${code}: the warning`);
        equal(warnings, ["token_refresh_failed"], `${code}: warnings`);
        for (let n = 0; n < 5; n += 1) equal(await provider.token(), old, `${code}: afterwards`);
        equal(api.mints, 2, `${code}: mints`);
        api.answer = undefined;
        clock.advance(quietMs);
        check((await replaced(provider, old)) !== old, `${code}: in the end`);
      }
    },
  },
  {
    name: "at its end callers wait for the next token; if there is none they get the old one to its last second",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      const old = await provider.token();
      clock.advance(6 * HOUR - 30_000);
      api.answer = status(503);
      equal(await provider.token(), old, "in the last minute");
      api.answer = undefined;
      clock.advance(6_000);
      check((await provider.token()) !== old, "waited for");
    },
  },
  {
    name: "without a token callers get the error, and the API is left in peace for a while",
    async run(ctx) {
      const { provider, api, clock, warnings } = setUp(ctx);
      api.answer = status(403);
      const error = await rejection(() => provider.getToken());
      check(error instanceof ctx.lib.PermissionError, `${error?.name}: ${error?.message}`);
      for (let n = 0; n < 5; n += 1) check((await rejection(() => provider.token())) instanceof ctx.lib.PermissionError, "again");
      equal([api.mints, warnings], [1, []], "mints and warnings");
      clock.advance(60_000);
      api.answer = undefined;
      check((await provider.token()).length > 10, "after a minute");
    },
  },
  {
    name: "a token that has expired when it comes is an error that says so",
    async run(ctx) {
      const claims = btoa(JSON.stringify({ eat: 1_700_000_000 })).replaceAll("=", "");
      const { api, provider } = setUp(ctx);
      api.answer = () => new Response(JSON.stringify({ data: { token: `eyJhbGciOiJFUzI1NiJ9.${claims}.synthetic` }, meta: {} }), { status: 200 });
      for (const turn of [1, 2]) {
        const error = await rejection(() => provider.getToken());
        equal([error?.code, error?.outcome, error?.operation], ["protocol", "unknown", "provider.getToken"], `turn ${turn}: code, outcome and operation`);
        matches(error.message, /has expired already/, "message");
      }
      equal(api.mints, 1, "mints");
    },
  },
  {
    name: "a token that has expired when it comes takes no place, and is not asked for again at once",
    async run(ctx) {
      const all = setUp(ctx);
      const { provider, api, clock, warnings } = all;
      const old = await provider.token();
      intoTheWindow(all);
      const claims = btoa(JSON.stringify({ eat: 1_700_000_000 })).replaceAll("=", "");
      api.answer = () => new Response(JSON.stringify({ data: { token: `eyJhbGciOiJFUzI1NiJ9.${claims}.synthetic` }, meta: {} }), { status: 200 });
      for (let n = 0; n < 5; n += 1) {
        equal(await provider.token(), old, "meanwhile");
        await eventually(() => warnings.length > 0, "the warning");
      }
      equal([api.mints, warnings], [2, ["token_refresh_failed"]], "mints and warnings");
      clock.advance(6 * HOUR);
      equal((await rejection(() => provider.getToken()))?.code, "protocol", "at its end");
    },
  },
  {
    name: "a clock that is set forward during the making of a token is told, also where an old one is at hand",
    async run(ctx) {
      for (const hasOld of [false, true]) {
        const { provider, api, clock } = setUp(ctx);
        if (hasOld) {
          await provider.token();
          clock.advance(7 * HOUR);
        }
        api.delayMs = 30;
        api.answer = () => new Response(JSON.stringify({ data: { token: "eyJhbGciOiJFUzI1NiJ9.e30.synthetic" }, meta: {} }), { status: 200 });
        const asked = rejection(() => provider.getToken());
        await pause(10);
        clock.advance(7 * HOUR);
        const error = await asked;
        equal([error?.code, error?.operation], ["protocol", "provider.getToken"], `old token: ${hasOld}`);
      }
    },
  },
  {
    name: "with a clock in other units than milliseconds the client says what is wrong",
    async run(ctx) {
      const { provider } = setUp(ctx, { client: { clock: { now: () => Date.now() * 1_000, sleep: async () => {} } } });
      for (const turn of [1, 2]) equal((await rejection(() => provider.getToken()))?.code, "validation", `turn ${turn}`);
    },
  },
  {
    name: "a clock that tells parts of a millisecond, a time before 1970 or nonsense costs nobody the token",
    async run(ctx) {
      for (const now of [() => Date.now() + 0.25, () => -1, () => Number.NaN, () => { throw new Error("synthetic"); }]) {
        const { provider, api } = setUp(ctx, { client: { clock: { now, sleep: async () => {} } } });
        const first = await provider.token();
        equal([await provider.token(), api.mints], [first, 1], "the token and mints");
        check((await provider.getToken({ forceRefresh: true })).token !== first, "another");
      }
    },
  },
  {
    name: "what is no signal is refused with its place, and one that lies harms its caller alone",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      for (const [options, path, got] of [
        [{ signal: 5 }, "options.signal", "a number"],
        [{ signal: "x" }, "options.signal", "a string"],
        [{ signal: {} }, "options.signal", "an object"],
        [{ signal: null }, "options.signal", "null"],
        [{ signal: [] }, "options.signal", "an array"],
        [{ signal: revoked() }, "options.signal", "an object that cannot be read"],
        [{ abortSignal: () => {} }, "options.abortSignal", "a function"],
        [{ get signal() { throw new Error("synthetic"); } }, "options.signal", "a getter; pass a plain value"],
        [{ signal: { addEventListener() {}, get aborted() { throw new Error("synthetic"); } } }, "options.signal", "an object"],
      ]) {
        const error = await rejection(() => provider.getToken(options));
        check(error instanceof ctx.lib.ValidationError, `${got}: ${error?.name}: ${error?.message}`);
        const [issue] = error.issues;
        equal([error.code, error.operation, issue.path, issue.message], ["validation", "provider.getToken", path, `expected an AbortSignal, got ${got}`], got);
        equal([issue.code, issue.expected, error.message.split("\n").at(-1)], [got.startsWith("a getter") ? "accessor" : "type", "an AbortSignal", `  ${path}: ${issue.message}`], `${got}: code, what was expected, and the line about it`);
      }
      equal(api.mints, 0, "mints");
      let looks = 0;
      const lying = (more) => ({ aborted: false, addEventListener() {}, removeEventListener() {}, ...more });
      const fails = () => { throw new Error("synthetic"); };
      const signals = [
        lying({ addEventListener: fails }),
        { addEventListener() {}, removeEventListener() {}, get aborted() { return (looks += 1) > 1 ? fails() : false; } },
      ];
      const all = await Promise.all([...signals.map((signal) => provider.token().then(() => provider.getToken({ signal, forceRefresh: true }))), provider.getToken()]);
      equal([all.length, api.mints], [3, 2], "callers and mints");
      const reasonless = { addEventListener() {}, aborted: true, get reason() { return fails(); } };
      const error = await rejection(() => provider.getToken({ signal: reasonless }));
      check(error instanceof ctx.lib.AbortedError && error.cause === undefined, `${error?.name}: ${error?.message}`);
    },
  },
  {
    name: "an abort detaches its caller and nobody else",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      api.delayMs = 200;
      const controller = new AbortController();
      const [first, second, third] = [{ signal: controller.signal }, undefined, { abortSignal: controller.signal }].map((options) => settle(provider.getToken(options)));
      await pause(20);
      controller.abort("reason");
      for (const outcome of [await first, await third]) {
        check(outcome.status === "rejected" && outcome.reason instanceof ctx.lib.AbortedError, `${outcome.status} ${outcome.reason?.name}`);
        equal([outcome.reason.name, outcome.reason.cause, outcome.reason.outcome], ["AbortError", "reason", "unknown"], "the error");
      }
      equal((await second).status, "fulfilled", "the other caller");
      equal(api.mints, 1, "mints");
      const before = await rejection(() => provider.getToken({ signal: controller.signal, forceRefresh: true }));
      check(before instanceof ctx.lib.AbortedError, "aborted before");
      equal([before.outcome, api.mints], ["not_sent", 1], "nothing was asked for");
    },
  },
  {
    name: "another token can be asked for, once in thirty seconds",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      const first = await provider.getToken();
      const second = await provider.getToken("https://example/.default", { forceRefresh: true });
      check(second !== first, "another");
      check(second === (await provider.getToken({ forceRefresh: true })), "not at once again");
      clock.advance(30_000);
      check(second !== (await provider.getToken({ forceRefresh: true })), "after thirty seconds");
      equal(api.mints, 3, "mints");
      clock.advance(30_000);
      api.answer = status(500);
      check((await rejection(() => provider.getToken({ forceRefresh: true }))) instanceof ctx.lib.ServerError, "a failure is told to who asked for it");
    },
  },
  {
    name: "a dead token is dropped, and a newer one stays",
    async run(ctx) {
      const { provider, api, warnings } = setUp(ctx);
      const first = await provider.token();
      await provider.invalidate("another-token");
      equal(await provider.token(), first, "it was not meant");
      await provider.invalidate(first);
      const second = await provider.token();
      check(second !== first, "another");
      equal(warnings, [], "the first one");
      await provider.invalidate(first);
      equal(await provider.token(), second, "compare and drop");
      await provider.invalidate(second);
      equal([await provider.token(), warnings], [second, ["token_refused_again"]], "once in thirty seconds");
      equal(api.mints, 2, "mints");
    },
  },
  {
    name: "a caller whose tokens are dropped as fast as they are made is not kept for ever",
    async run(ctx) {
      let dead = "";
      let ahead = 0;
      /** Runs once the token is in hand, and before its caller is told. */
      const drop = () => {
        const token = dead;
        dead = "";
        provider.invalidate(token);
        dead = token;
      };
      const now = () => {
        if (dead !== "") queueMicrotask(drop);
        return Date.now() + ahead;
      };
      const { sandbox, api, provider } = setUp(ctx, { client: { clock: { now, sleep: pause } } });
      api.answer = async (url, init) => {
        const answer = await sandbox.fetch(url, init);
        // A second one that is refused within half a minute would stay.
        ahead += 31_000;
        // In the end they are let live, or a caller without a bound would take the whole process with it.
        dead = api.mints <= 20 ? (await answer.clone().json()).data.token : "";
        return answer;
      };
      const error = await rejection(() => provider.token());
      equal([error?.code, api.mints], ["internal", 5], "the error and mints");
    },
  },
  {
    name: "a token as long as a token may be is shared through a store",
    async run(ctx) {
      const store = mapStore();
      const { make, api, warnings } = setUp(ctx, { provider: { store } });
      const token = "synthetic0access0token".padEnd(8_192, "0");
      api.answer = () => new Response(JSON.stringify({ data: { token }, meta: {} }), { status: 200 });
      equal([(await make().token()) === token, api.mints], [true, 1], "the first provider's");
      await eventually(() => store.records.size === 1, "the store keeps it");
      equal([(await make().token()) === token, api.mints, warnings], [true, 1, []], "the second one's, mints and warnings");
    },
  },
  {
    name: "a clock that jumps back does not make a token last longer",
    async run(ctx) {
      const { provider, clock } = setUp(ctx);
      const old = await provider.token();
      clock.advance(-2 * HOUR);
      check((await provider.token()) !== old, "replaced, since its making lies in the future");
    },
  },
  {
    name: "wrong options are refused with their place",
    async run(ctx) {
      const { client } = setUp(ctx);
      const { createTokenProvider } = ctx.providerEntry;
      for (const [options, option] of [
        [undefined, "options"],
        [{}, "request"],
        [{ request: null }, "request"],
        [{ request: REQUEST, kind: "b2b" }, "kind"],
        ...["get", "set", "delete"].map((left) => [{ request: REQUEST, store: { get() {}, set() {}, delete() {}, [left]: undefined } }, "store"]),
        [{ request: { ...REQUEST, channelId: 0 } }, "request.channelId"],
        [{ request: { channelId: 1 } }, "request.scopes"],
        [{ request: { ...REQUEST, lifetime: "9m" } }, "request.lifetime"],
        [{ request: { ...REQUEST, expiresIn: "6h" } }, "request.expiresIn"],
        [{ request: { ...REQUEST, lifetime: "59m" }, store: { get() {}, set() {}, delete() {} } }, "request.lifetime"],
        [{ request: REQUEST, store: {} }, "store"],
        ...[-1, 0.5, Number.NaN, Infinity, "synthetic", null, 5n].flatMap((propagationMs) => [{}, { lease() {} }].map((more) => [{ request: REQUEST, store: { get() {}, set() {}, delete() {}, ...more, propagationMs } }, "store"])),
        [{ request: { ...REQUEST, lifetime: "1h" }, store: { get() {}, set() {}, delete() {}, propagationMs: 300_000 } }, "request.lifetime"],
        [{ request: REQUEST, store: "redis" }, "store"],
        [{ request: REQUEST, waitUntil: 1 }, "waitUntil"],
        [{ request: REQUEST, refreshAhead: { from: 75 } }, "refreshAhead.from"],
        [{ request: REQUEST, refreshAhead: { from: 0.9, spread: 0.1 } }, "refreshAhead"],
        [{ request: REQUEST, refreshAhead: 0.5 }, "refreshAhead"],
        [{ request: REQUEST, stores: {} }, "stores"],
      ]) {
        const error = thrown(() => createTokenProvider(client, options));
        check(error instanceof ctx.lib.ConfigError, `${option}: ${error?.name}: ${error?.message}`);
        equal(error.option, option, "option");
        matches(error.message, /expected/, option);
      }
      const every = thrown(() => createTokenProvider(client, { store: 1, waitUntil: 2, kind: "b2b", request: { scopes: [] }, refreshAhead: "x", stores: {} }));
      for (const option of ["store", "waitUntil", "kind", "request.channelId", "refreshAhead", "stores"]) check(every.message.includes(`${option}: expected`), `${option} in: ${every.message}`);
      for (const other of [undefined, {}, { privateTokens: client.privateTokens }]) equal(thrown(() => createTokenProvider(other, { request: REQUEST })).option, "client", "client");
      for (const refreshAhead of [{ from: 0.8, spread: 0.15 }, { from: 2 / 3, spread: 1 / 7 }]) check(createTokenProvider(client, { request: { ...REQUEST, lifetime: "10m" }, refreshAhead }), "good options");
    },
  },
  {
    name: "no way of printing shows the token",
    async run(ctx) {
      const { provider, accessToken } = setUp(ctx);
      const held = await provider.getToken();
      expectClean(ctx, held, [held.token], "the result");
      expectClean(ctx, { ...provider }, [held.token, accessToken], "the provider");
      for (const { name, show } of ctx.inspect) check(!show(provider).includes(held.token), `the provider by ${name}`);
    },
  },
  {
    name: "a token of another API is another token, also in the same store",
    async run(ctx) {
      const { client, sandbox, storeHash, accessToken, api, make } = setUp(ctx);
      const store = mapStore();
      const endpoints = { api: "http://127.0.0.1:1" };
      const elsewhere = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, endpoints, clock: sandbox.clock, fetch: (_, init) => sandbox.fetch(`https://api.bigcommerce.com/stores/${storeHash}/v3/storefront/api-token-private`, init) });
      const here = await make({ store }).token();
      check((await ctx.providerEntry.createTokenProvider(elsewhere, { request: REQUEST, store }).token()) !== here, "not the same token");
      equal(await ctx.providerEntry.createTokenProvider(client, { request: REQUEST, store }).token(), here, "the same client again");
      equal([api.mints, store.records.size], [1, 2], "mints of the first API, and records");
    },
  },
];
