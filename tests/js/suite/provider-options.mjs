// What a provider's options change, and what it does after each kind of failure.
import { between, check, equal, eventually, matches, pause, rejection } from "./support/check.mjs";
import { HOUR, intoTheWindow, leaseStore, mapStore, replaced, setUp } from "./provider-support.mjs";

/** Where requests end and take their I/O with them. */
const isTied = ({ runtime }) => ["workerd", "edge-light"].includes(runtime);
const refused = (code, headers = {}) => () => new Response(JSON.stringify({ status: code, title: "refused" }), { status: code, headers });

export const tests = [
  {
    name: "each kind of token is made by its own operation",
    async run(ctx) {
      for (const [kind, path, request] of [
        [undefined, "api-token-private", { channelId: 1, scopes: ["Unauthenticated"] }],
        ["private", "api-token-private", { channelId: 1, scopes: ["Unauthenticated"] }],
        ["storefront", "api-token", { channelId: 1, name: "synthetic" }],
        ["customerImpersonation", "api-token-customer-impersonation", { channelIds: [1], lifetime: "2h" }],
      ]) {
        const all = setUp(ctx, { provider: { kind, request } });
        const paths = [];
        const fetch = (url, init) => (paths.push(new URL(url).pathname.split("/").at(-1)), all.sandbox.fetch(url, init));
        const provider = ctx.providerEntry.createTokenProvider(all.client.withOptions({ fetch }), { kind, request });
        const { token, expiresOnTimestamp } = await provider.getToken();
        equal([paths, token.split(".").length], [[path], 3], `${kind}: the request, and the parts of the token`);
        const hours = request.lifetime === undefined ? 6 : 2;
        between(expiresOnTimestamp - all.clock.now(), hours * HOUR - 2_000, hours * HOUR + 5_000, `${kind}: the end`);
      }
    },
  },
  {
    name: "the provider's own waitUntil is given the work, unless the call has one",
    async run(ctx) {
      const kept = { own: [], call: [] };
      const all = setUp(ctx, { provider: { waitUntil: (work) => kept.own.push(work) } });
      const { provider, api, storeHash } = all;
      await provider.token();
      equal([kept.own.length, kept.call.length], [1, 0], "token()");
      await provider.invalidate(await provider.token());
      await provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { method: "POST", body: "{}" });
      equal([kept.own.length, kept.call.length, api.mints], [2, 0, 2], "fetch");
      intoTheWindow(all);
      await provider.getToken({ waitUntil: (work) => kept.call.push(work) });
      equal([kept.own.length, kept.call.length], [2, 1], "getToken() with another");
      await Promise.all([...kept.own, ...kept.call]);
      equal(api.mints, 3, "mints");
      all.clock.advance(31_000);
      await provider.getToken({ forceRefresh: true });
      equal([kept.own.length, kept.call.length], [3, 1], "getToken() with other options");
      all.clock.advance(31_000);
      const statuses = [401, 200];
      api.graphql = () => new Response("{}", { status: statuses.shift() });
      await provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { method: "POST", body: "{}" });
      equal([kept.own.length, kept.call.length, api.mints], [4, 1, 5], "fetch, after a refusal");
    },
  },
  {
    name: "in the window nobody waits, also where the host is given nothing to keep alive",
    async run(ctx) {
      if (isTied(ctx)) return;
      const all = setUp(ctx);
      const { provider, api } = all;
      const old = await provider.token();
      intoTheWindow(all);
      let answer = () => {};
      const held = new Promise((resolve) => (answer = () => resolve(undefined)));
      api.graphql = () => new Response("{}");
      api.answer = async () => (await held, refused(403)());
      for (let n = 0; n < 3; n += 1) equal(await provider.token(), old, "while the API has not answered");
      equal(api.mints, 2, "mints");
      answer();
    },
  },
  {
    name: "a lease is kept where others see the token only later, and given back otherwise",
    async run(ctx) {
      for (const [propagationMs, isKept] of [[undefined, false], [0, false], [60_000, true], ["60000", true]]) {
        const { make } = setUp(ctx);
        let released = 0;
        const store = leaseStore({ propagationMs, lease: async () => ({ release: async () => void (released += 1) }) });
        const kept = [];
        await make({ store }).getToken({ waitUntil: (work) => kept.push(work) });
        await Promise.all(kept);
        equal([kept.length, store.records.size, released], [1, 1, isKept ? 0 : 1], `${propagationMs}: cycles, records and leases given back`);
      }
    },
  },
  {
    name: "after a failed refresh the API is left in peace for as long as its kind asks for",
    async run(ctx) {
      for (const [what, answer, code, quietMs, overMs] of [
        ["a refusal", refused(403), "permission", 59_000, 60_000],
        ["a fault of the server", refused(503), "server", 2_400, 5_000],
        ["too many requests", refused(429, { "x-rate-limit-time-reset-ms": "45000" }), "rate_limit", 44_000, 61_000],
      ]) {
        const events = [];
        const all = setUp(ctx, { client: { onEvent: (event) => event.type === "warning" && events.push(event) } });
        const { provider, api, clock } = all;
        const old = await provider.token();
        intoTheWindow(all);
        api.answer = answer;
        equal(await provider.token(), old, `${what}: meanwhile`);
        await eventually(() => events.length > 0, `${what}: the warning`);
        equal([events.length, events[0].code], [1, "token_refresh_failed"], `${what}: warnings`);
        matches(events[0].message, new RegExp(`the one in hand is used on \\(${code}\\)$`), `${what}: the message`);
        api.answer = undefined;
        clock.advance(quietMs);
        for (let n = 0; n < 3; n += 1) equal(await provider.token(), old, `${what}: quiet`);
        equal(api.mints, 2, `${what}: mints`);
        clock.advance(overMs - quietMs);
        check((await replaced(provider, old)) !== old, `${what}: in the end`);
      }
    },
  },
  {
    name: "the error of a token that has expired when it comes tells the attempt, the time and what to do",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      const claims = btoa(JSON.stringify({ eat: 1_700_000_000 })).replaceAll("=", "");
      api.answer = () => {
        clock.advance(70);
        return new Response(JSON.stringify({ data: { token: `eyJhbGciOiJFUzI1NiJ9.${claims}.synthetic` }, meta: {} }), { status: 200 });
      };
      const error = await rejection(() => provider.getToken());
      equal([error?.code, error?.path, error?.attempts, typeof error?.hint], ["protocol", "data.token", 1, "string"], "code, path, attempts and hint");
      between(error.elapsedMs, 70, 5_000, "time");
    },
  },
  {
    name: "what is wrong with the client is told after its name",
    async run(ctx) {
      const { createTokenProvider } = ctx.providerEntry;
      for (const other of [undefined, {}]) {
        let error;
        try {
          createTokenProvider(other, { request: { channelId: 1, scopes: ["Unauthenticated"] } });
        } catch (caught) {
          error = caught;
        }
        equal([error?.code, error?.option], ["config", "client"], "code and option");
        matches(error.message, /^client: expected a BigCommerceTokens/, "message");
      }
    },
  },
  {
    name: "a refresh that makes an expired token is told as that",
    async run(ctx) {
      const told = [];
      const all = setUp(ctx, { client: { onEvent: (event) => event.type === "warning" && told.push(event.message) } });
      const { provider, api } = all;
      const old = await provider.token();
      intoTheWindow(all);
      const claims = btoa(JSON.stringify({ eat: 1_700_000_000 })).replaceAll("=", "");
      api.answer = () => new Response(JSON.stringify({ data: { token: `eyJhbGciOiJFUzI1NiJ9.${claims}.synthetic` }, meta: {} }), { status: 200 });
      equal(await provider.token(), old, "meanwhile");
      await eventually(() => told.length > 0, "the warning");
      matches(told[0], /\(protocol\)$/, "the message");
    },
  },
  {
    name: "an aborted wait tells what it was, since when, and what became of the token",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      const facts = ({ name, code, operation, attempts, outcome, cause }) => ({ name, code, operation, attempts, outcome, cause });
      const expected = { name: "AbortError", code: "aborted", operation: "provider.getToken", attempts: 0, cause: "synthetic" };
      const before = await rejection(() => provider.getToken({ signal: AbortSignal.abort("synthetic") }));
      equal([facts(before), api.mints], [{ ...expected, outcome: "not_sent" }, 0], "before");
      matches(before.message, /had ended the call before a token was asked for$/, "before");
      between(before.elapsedMs, 0, 5_000, "before: time");
      const controller = new AbortController();
      let end = () => {};
      const over = new Promise((resolve) => (end = () => resolve(undefined)));
      api.answer = async () => {
        await Promise.resolve();
        clock.advance(70);
        controller.abort("synthetic");
        await over;
        return refused(503)();
      };
      const during = await rejection(() => provider.getToken({ signal: controller.signal }));
      end();
      equal(facts(during), { ...expected, outcome: "unknown" }, "during");
      matches(during.message, /ended the wait for a token; the token itself is made all the same$/, "during");
      between(during.elapsedMs, 70, 5_000, "during: time");
    },
  },
  {
    name: "an abort from within the very request for the token counts",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      const controller = new AbortController();
      let end = () => {};
      const over = new Promise((resolve) => (end = () => resolve(undefined)));
      api.answer = async () => {
        controller.abort("synthetic");
        await over;
        return refused(503)();
      };
      const error = await rejection(() => provider.getToken({ signal: controller.signal }), 2_000);
      end();
      equal([error?.code, error?.outcome, error?.cause], ["aborted", "unknown", "synthetic"], "the error");
    },
  },
  {
    name: "nothing is left with a signal once its caller has the token",
    async run(ctx) {
      const { provider } = setUp(ctx);
      let listening = 0;
      const signal = { aborted: false, addEventListener: () => void (listening += 1), removeEventListener: () => void (listening -= 1) };
      await Promise.all([1, 2, 3].map(() => provider.getToken({ signal })));
      equal(listening, 0, "listeners");
    },
  },
  {
    name: "a host that takes no work any more costs nobody the token",
    async run(ctx) {
      const all = setUp(ctx);
      const { provider, api } = all;
      const waitUntil = () => {
        throw new Error("synthetic: the request has ended");
      };
      const first = await provider.getToken({ waitUntil });
      intoTheWindow(all);
      check((await provider.getToken({ waitUntil })).token.length > 10, "in the window");
      await replaced(provider, first.token);
      equal(api.mints, 2, "mints");
    },
  },
  {
    name: "a host that promises to keep work alive and fails costs nobody the token",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      const waitUntil = () => Promise.reject(new Error("synthetic: the request has ended"));
      check((await provider.getToken({ waitUntil })).token.length > 10, "a token");
      // A rejection that nobody waits for would end the process by now.
      await new Promise((resolve) => setTimeout(resolve, 20));
      equal(api.mints, 1, "mints");
    },
  },
  {
    name: "whatever stands in for Math.random, a token is made once",
    async run(ctx) {
      const { random } = Math;
      try {
        for (const given of [0, 1, 2, -1, Number.NaN, undefined]) {
          const { provider, api } = setUp(ctx);
          Math.random = () => given;
          const tokens = [await provider.token(), await provider.token()];
          equal([api.mints, new Set(tokens).size], [1, 1], `${given}: mints and tokens`);
        }
      } finally {
        Math.random = random;
      }
    },
  },
  {
    name: "a vault may be slower than a store may, and after five seconds the store is passed over",
    async run(ctx) {
      const { accessToken } = setUp(ctx);
      const slow = async () => (await pause(400), accessToken);
      const shared = mapStore();
      const { make, api } = setUp(ctx, { client: { accessToken: slow }, provider: { store: shared } });
      const token = await make().token();
      await eventually(() => shared.records.size === 1, "the store keeps it");
      equal([await make().token(), api.mints], [token, 1], "what the store has");

      let asked = 0;
      const hangs = () => ((asked += 1) === 1 ? new Promise(() => {}) : accessToken);
      const store = mapStore();
      const all = setUp(ctx, { client: { accessToken: hangs }, provider: { store } });
      const { setTimeout } = globalThis;
      const waits = [];
      globalThis.setTimeout = (work, ms, ...more) => (waits.push(ms), setTimeout(work, ms === 5_000 ? 50 : ms, ...more));
      try {
        check((await all.make().token()).length > 10, "a token");
      } finally {
        globalThis.setTimeout = setTimeout;
      }
      equal([all.api.mints, store.calls, waits[0]], [1, [], 5_000], "mints, calls of the store and the wait");
    },
  },
  {
    name: "what are no options of getToken() is refused, and not looked into",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      const trapped = (value) => Object.defineProperty(value, "signal", { get() { throw "raw"; } });
      const unreadable = new Proxy({}, { ownKeys() { throw "raw"; } });
      for (const options of [7, true, () => {}, Symbol("s"), trapped(new Map()), trapped(() => {}), new Proxy(() => {}, { get() { throw "raw"; } }), unreadable]) {
        const error = await rejection(() => provider.getToken(options));
        check(error instanceof ctx.lib.ValidationError, `${typeof options}: expected a ValidationError, got ${error?.name} ${error?.code}`);
        equal([error.issues[0].path, error.issues[0].code, error.operation], ["options", "type", "provider.getToken"], typeof options);
      }
      equal(api.mints, 0, "mints");
      check((await provider.getToken(null)).token.length > 10, "null stands for none");
    },
  },
  {
    name: "callers of Azure's name what the token is for, as one text or as many",
    async run(ctx) {
      const { provider, api, clock } = setUp(ctx);
      let last = await provider.getToken("https://example/.default");
      for (const first of ["https://example/.default", ["https://example/.default", "other"], [], undefined]) {
        check((await provider.getToken(first)) === last, `${first}: the one in hand`);
        clock.advance(30_000);
        const next = await provider.getToken(first, { forceRefresh: true });
        check(next !== last, `${first}: its options count`);
        last = next;
      }
      equal(api.mints, 5, "mints");
    },
  },
  {
    name: "what is no token cannot be dead, and a provider cannot be changed",
    async run(ctx) {
      const { provider, api } = setUp(ctx);
      for (const nothing of [undefined, null, 5, {}]) equal(await provider.invalidate(nothing), undefined, `${nothing}, without a token`);
      const token = await provider.token();
      for (const nothing of [undefined, null, 5, {}]) await provider.invalidate(nothing);
      equal([await provider.token(), api.mints, Object.isFrozen(provider)], [token, 1, true], "token, mints, frozen");
    },
  },
];
