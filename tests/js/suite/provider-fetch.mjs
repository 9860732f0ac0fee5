// provider.fetch: the token goes where it belongs and nowhere else; a refused one is replaced once.
import { check, equal, rejection } from "./support/check.mjs";
import { expectClean } from "./support/leaks.mjs";
import { setUp } from "./provider-support.mjs";

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
        check(sentTo === input, "the input is what was given");
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
    name: "a stream cannot be sent again: its 401 is passed on",
    async run(ctx) {
      const { provider, api, storeHash } = setUp(ctx);
      api.graphql = answers(401);
      const body = new ReadableStream({ start: (controller) => controller.close() });
      const response = await provider.fetch(`https://store-${storeHash}.mybigcommerce.com/graphql`, { method: "POST", body, duplex: "half" });
      equal([response.status, api.seen.length, api.mints], [401, 1, 1], "status, requests and mints");
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
