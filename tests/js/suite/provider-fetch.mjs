// provider.fetch: the token goes where it belongs and nowhere else; a refused one is replaced once.
import { check, equal, pause, rejection } from "./support/check.mjs";
import { expectClean } from "./support/leaks.mjs";
import { leaseStore, setUp } from "./provider-support.mjs";

const QUERY = { method: "POST", headers: { "content-type": "application/json" }, body: '{"query":"{ site { settings { storeName } } }"}' };
const sentToken = ([, init]) => new Headers(init?.headers).get("authorization");
const answers = (...statuses) => () => new Response("{}", { status: statuses.length > 1 ? statuses.shift() : statuses[0] });

export const tests = [
  {
    name: "the token goes to the store's own GraphQL host",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const token = await provider.token();
      const host = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      const { fetch } = provider;
      for (const [input, init] of [
        [host, QUERY],
        [host.replace(".my", "-1.my"), QUERY],
        [new URL(host), QUERY],
        [`${host}?a=1#b`, { ...QUERY, headers: [["Authorization", "Bearer synthetic-old"], ["x-own", "1"]] }],
        [new Request(host, QUERY), undefined],
        [host, undefined],
      ]) {
        const before = api.seen.length;
        equal((await fetch(input, init)).status, 200, "status");
        equal(api.seen.length, before + 1, "requests");
        const [sentTo, sent] = api.seen[before];
        equal(String(sentTo.url ?? sentTo), String(input.url ?? input), "the address");
        equal([sentToken([sentTo, sent]), sent.redirect], [`Bearer ${token}`, "manual"], "the token");
        if (init?.body !== undefined) equal([sent.method, sent.body], [QUERY.method, QUERY.body], "the rest");
      }
      equal(new Headers(api.seen[3][1].headers).get("x-own"), "1", "other headers");
      equal(new Headers(api.seen[4][1].headers).get("content-type"), "application/json", "headers of a Request");
      equal(QUERY.headers, { "content-type": "application/json" }, "the caller's own object");
    },
  },
  {
    name: "everything else goes through untouched",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      for (const input of [
        "https://example.org/graphql",
        `http://store-${storeHash}.mybigcommerce.com/graphql`,
        `https://store-${storeHash}.mybigcommerce.com:8443/graphql`,
        `https://store-${storeHash}.mybigcommerce.com/other`,
        `https://store-${storeHash}x.mybigcommerce.com/graphql`,
        `https://store-${storeHash}.mybigcommerce.com.example.org/graphql`,
        `https://store-${storeHash}.mybigcommerce.com@example.org/graphql`,
        `https://example.org/https://store-${storeHash}.mybigcommerce.com/graphql`,
        "/graphql",
        "not a URL",
      ]) {
        const init = { headers: { "x-own": "1" }, redirect: "follow" };
        await provider.fetch(input, init);
        const [sentTo, sent] = api.seen.at(-1) ?? [];
        check(sentTo === input && sent === init, `${input} was touched`);
      }
      equal(api.mints, 0, "mints");
    },
  },
  {
    name: "the token goes to the configured endpoint, by its exact origin",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx, { client: { endpoints: { storefront: "https://shop.example.com" } } });
      for (const [url, sent] of [
        ["https://shop.example.com/graphql", true],
        ["https://shop.example.com:443/graphql", true],
        [`https://store-${storeHash}.mybigcommerce.com/graphql`, true],
        ["https://shop.example.com/other", false],
        ["http://shop.example.com/graphql", false],
        ["https://shop.example.com.example.org/graphql", false],
        ["https://www.shop.example.com/graphql", false],
      ]) {
        await provider.fetch(url, QUERY);
        equal(sentToken(api.seen.at(-1) ?? []) !== null, sent, url);
      }
    },
  },
  {
    name: "a redirect is refused, and its target is shown by its origin alone",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const token = await provider.token();
      for (const code of [301, 302, 303, 307, 308]) {
        api.graphql = () => new Response(null, { status: code, headers: { location: `https://elsewhere.example/${token}` } });
        const error = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY));
        check(error instanceof ctx.lib.RedirectRefusedError, `${code}: ${error?.name}: ${error?.message}`);
        equal([error.status, error.toOrigin], [code, "https://elsewhere.example"], "status and origin");
        expectClean(ctx, error, [token], "the error");
      }
    },
  },
  {
    name: "a 401 at an address of another channel costs no token",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const token = await provider.token();
      api.graphql = answers(401);
      for (const [host, seen] of [[`store-${storeHash}-2`, 1], [`store-${storeHash}-12`, 2]]) {
        equal((await provider.fetch(`https://${host}.mybigcommerce.com/graphql`, QUERY)).status, 401, host);
        equal([api.seen.length, api.mints, await provider.token()], [seen, 1, token], `${host}: requests, mints and the token`);
      }
      const all = setUp(ctx, { provider: { request: { channelIds: "all", scopes: ["Unauthenticated"] } } });
      all.api.graphql = answers(401, 200);
      equal((await all.provider.fetch(`https://store-${all.storeHash}-2.mybigcommerce.com/graphql`, QUERY)).status, 200, "a channel of its own");
      equal(all.api.mints, 2, "mints");
    },
  },
  {
    name: "after a 401 the token is replaced and the request sent once more",
    async run(ctx) {
      const { provider, api, storeHash, clock, warnings } = setUp(ctx);
      const url = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      const first = await provider.token();
      api.graphql = answers(401, 200);
      equal((await provider.fetch(new Request(url, QUERY))).status, 200, "status");
      const second = await provider.token();
      equal([api.seen.map(sentToken), api.mints], [[`Bearer ${first}`, `Bearer ${second}`], 2], "tokens and mints");
      check(first !== second, "another token");
      equal([await api.seen[0][0].text(), await api.seen[1][0].text()], [QUERY.body, QUERY.body], "the body, twice");
      // A token that is refused for another reason is not replaced for ever.
      api.graphql = answers(401);
      for (let n = 0; n < 3; n += 1) equal((await provider.fetch(url, QUERY)).status, 401, "passed on");
      equal([api.mints, await provider.token(), new Set(warnings).size], [2, second, 1], "within thirty seconds");
      clock.advance(30_000);
      equal((await provider.fetch(url, QUERY)).status, 401, "passed on");
      equal(api.mints, 3, "thirty seconds later");
    },
  },
  {
    name: "many refusals at once cost one token",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const url = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      const dead = await provider.token();
      api.graphql = (_, init) => new Response("{}", { status: sentToken([_, init]) === `Bearer ${dead}` ? 401 : 200 });
      const all = await Promise.all(Array.from({ length: 50 }, () => provider.fetch(url, QUERY)));
      equal([new Set(all.map((each) => each.status)).size, all[0].status, api.mints], [1, 200, 2], "statuses and mints");
    },
  },
  {
    name: "where the replacement of a refused token is that very token, it is not sent again",
    async run(ctx) {
      const { provider, api, sandbox, storeHash } = setUp(ctx);
      let answer;
      api.answer = async (url, init) => new Response((answer ??= await (await sandbox.fetch(url, init)).text()), { status: 200 });
      api.graphql = () => new Response("refused", { status: 401 });
      const response = await provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY);
      equal([response.status, await response.text(), api.seen.length, api.mints], [401, "refused", 1, 2], "status, body, requests and mints");
    },
  },
  {
    name: "a stream cannot be sent again: its 401 is passed on",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      api.graphql = answers(401);
      const body = new ReadableStream({ start: (controller) => controller.close() });
      const url = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      const response = await provider.fetch(url, { method: "POST", body, duplex: "half" });
      equal([response.status, api.seen.length, api.mints], [401, 1, 1], "status, requests and mints");
      // As form-data makes them: neither a stream of the web nor one that iterates. Streams of the web do not iterate everywhere.
      for (const method of ["pipe", "getReader", Symbol.asyncIterator]) {
        const before = api.seen.length;
        equal([(await provider.fetch(url, { method: "POST", body: { [method]() {} } })).status, api.seen.length - before], [401, 1], String(method));
      }
    },
  },
  {
    name: "a token that is refused while the store still keeps it is replaced",
    async run(ctx) {
      const { make, api, storeHash } = setUp(ctx);
      const slowly = leaseStore();
      for (const name of ["get", "set", "lease"]) {
        const method = slowly[name];
        slowly[name] = async (...given) => (await pause(15), method(...given));
      }
      const statuses = [401, 200];
      api.graphql = async () => (await pause(5), new Response("{}", { status: statuses.shift() }));
      const response = await make({ store: slowly }).fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY);
      const [first, second] = api.seen.map(sentToken);
      equal([response.status, api.mints, api.seen.length, first === second], [200, 2, 2, false], "status, mints, requests and tokens");
    },
  },
  {
    name: "what was judged is what is sent, whatever an input says of itself later",
    async run(ctx) {
      const { make, api, storeHash } = setUp(ctx);
      const [good, bad] = [`https://store-${storeHash}.mybigcommerce.com/graphql`, "https://evil.example/graphql"];
      const flips = (...texts) => ({ toString: () => (texts.length > 1 ? texts.shift() : texts[0]) });
      const lying = new Request(good, QUERY);
      Object.defineProperty(lying, "url", { value: bad });
      const disguised = new Request(bad, QUERY);
      Object.defineProperty(disguised, "url", { value: good });
      const moved = new URL(good);
      for (const [what, input, goesTo] of [
        ["a URL that is changed meanwhile", moved, good],
        ["a text that is another the second time", flips(good, bad), good],
        ["an object with another url", { url: good, toString: () => bad }, undefined],
        ["a Request with a url of its own", lying, good],
        ["a Request that claims another url", disguised, undefined],
        ["an object that passes for a Request", Object.assign(Object.create(Request.prototype), { toString: () => bad }), undefined],
        ["an address with white space", ` ${good}\n`, good],
      ]) {
        const before = api.seen.length;
        const init = input === lying || input === disguised ? undefined : { ...QUERY };
        const answer = make().fetch(input, init);
        moved.host = "evil.example";
        if (init !== undefined) Object.assign(init, { method: "PUT", headers: { "x-late": "1" } });
        await answer;
        const [[sentTo, sent], ...more] = api.seen.slice(before);
        equal(more.length, 0, `${what}: requests`);
        equal(sentToken([sentTo, sent]) !== null, goesTo !== undefined, `${what}: whether the token is sent`);
        if (goesTo === undefined) continue;
        const seen = typeof sentTo === "string" ? sentTo : sentTo.url;
        equal([seen, new Headers(sent.headers).get("x-late"), sent.method ?? sentTo.method], [goesTo, null, "POST"], what);
      }
    },
  },
  {
    name: "a Request may stand for the options",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const url = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      await provider.fetch(url, new Request("https://other.example/", QUERY));
      const [[sentTo, sent]] = api.seen;
      equal([sentTo, sent.method, new Headers(sent.headers).get("content-type")], [url, "POST", "application/json"], "what was sent");
      equal(await new Response(sent.body).text(), QUERY.body, "the body");
    },
  },
  {
    name: "an origin that quotes the token is not told",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const token = await provider.token();
      const part = token.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 40);
      for (const [location, told] of [
        [`https://${token.slice(0, 20).toUpperCase()}.evil.example/`, null],
        [`https://x${token.slice(2, 10)}y.evil.example/`, null],
        [`https://${part.slice(0, 7)}.evil.example/`, `https://${part.slice(0, 7).toLowerCase()}.evil.example`],
        ["javascript:alert(1)", null],
        ["/elsewhere", null],
      ]) {
        api.graphql = () => new Response(null, { status: 302, headers: { location } });
        const error = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY));
        equal([error?.code, error?.toOrigin], ["redirect_refused", told], location.length < 30 ? location : "an origin");
      }
    },
  },
  {
    name: "answers of a fetch that is not the platform's",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const url = `https://store-${storeHash}.mybigcommerce.com/graphql`;
      const answer = (more) => ({ status: 200, type: "default", headers: new Headers(), body: null, ...more });
      let destroyed = 0;
      const body = { destroy: () => (destroyed += 1) };
      for (const [what, given, code] of [
        ["nothing", null, "fetch_misuse"],
        ["a text", "200", "fetch_misuse"],
        ["no status", {}, "fetch_misuse"],
        ["a status that cannot be read", { get status() { throw new Error("synthetic"); } }, "fetch_misuse"],
        ["a redirect without headers", { status: 302 }, "fetch_misuse"],
        ["a redirect that was followed", answer({ redirected: true, url: "https://evil.example/x" }), "redirect_refused"],
        ["a redirect with a stream of Node", answer({ status: 302, body }), "redirect_refused"],
        ["a redirect whose body cannot be let go of", answer({ status: 307, body: { cancel() { throw new Error("synthetic"); } } }), "redirect_refused"],
      ]) {
        api.graphql = () => given;
        const error = await rejection(() => provider.fetch(url, QUERY));
        equal([error?.code, error?.operation, error?.toOrigin ?? null], [code, "provider.fetch", what.includes("followed") ? "https://evil.example" : null], what);
        check(error instanceof (code === "fetch_misuse" ? ctx.lib.ConnectionError : ctx.lib.RedirectRefusedError), what);
      }
      const statuses = [401, 200];
      api.graphql = () => answer({ status: statuses.shift(), body });
      equal([(await provider.fetch(url, QUERY)).status, destroyed], [200, 2], "a refused token's answer with a stream of Node");
    },
  },
  {
    name: "what is no signal is refused before anything is sent",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      const error = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { ...QUERY, signal: {} }));
      equal([error?.code, error?.issues?.[0]?.path, api.seen.length, api.mints], ["validation", "init.signal", 0, 0], "the error, requests and mints");
    },
  },
  {
    name: "the client's fetchOptions go along, and the request's own come first",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx, { client: { fetchOptions: { cf: { synthetic: 1 }, keepalive: true } } });
      await provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { ...QUERY, keepalive: false });
      const [[, sent]] = api.seen;
      equal([sent.cf, sent.keepalive, sent.method], [{ synthetic: 1 }, false, "POST"], "options");
    },
  },
  {
    name: "nothing is sent while Object.prototype would change the request",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      await provider.token();
      Object.defineProperty(Object.prototype, "dispatcher", { value: { evil: true }, configurable: true });
      let error;
      try {
        error = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY));
      } finally {
        delete Object.prototype.dispatcher;
      }
      equal([error?.code, api.seen.length], ["environment_polluted", 0], "the error and requests");
    },
  },
  {
    name: "without a token nothing is sent",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      api.answer = answers(403);
      const error = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, QUERY));
      check(error instanceof ctx.lib.PermissionError, `${error?.name}: ${error?.message}`);
      const controller = new AbortController();
      controller.abort("reason");
      const aborted = await rejection(() => provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { ...QUERY, signal: controller.signal }));
      check(aborted instanceof ctx.lib.AbortedError, aborted?.name);
      equal(api.seen.length, 0, "requests");
    },
  },
];
