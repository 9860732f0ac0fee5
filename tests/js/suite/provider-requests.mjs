// provider.fetch: how a caller's request is read, and what becomes of answers at the edge of what may be handed on.
import { check, equal, matches, rejection } from "./support/check.mjs";
import { setUp } from "./provider-support.mjs";

const QUERY = { method: "POST", headers: { "x-own": "1" }, body: '{"query":"{ site { settings { storeName } } }"}' };
const OTHER = '{"query":"{ site { settings { url { vanityUrl } } } }"}';

/** @param {any} ctx */
function atStorefront(ctx) {
  const all = setUp(ctx);
  const url = `https://store-${all.storeHash}.mybigcommerce.com/graphql`;
  /** What the platform would send. */
  const sent = async ([input, init]) => {
    const request = new Request(input, init);
    return { method: request.method, own: request.headers.get("x-own"), body: await request.text() };
  };
  return { ...all, url, sent };
}

const answer = (more) => ({ status: 200, type: "default", headers: new Headers(), body: null, ...more });

export const tests = [
  {
    name: "options beside a Request come first, also when it is sent again",
    async run(ctx) {
      const all = { method: "POST", own: "1", body: QUERY.body };
      // The standard takes null for no body of its own; Bun takes it for an empty one.
      const besideNull = await new Request(new Request("https://synthetic.example/", QUERY), { body: null }).text();
      for (const [what, options, expected] of [
        ["none", undefined, all],
        ["a method", { method: "PUT" }, { ...all, method: "PUT" }],
        ["headers", { headers: { "x-own": "2" } }, { ...all, own: "2" }],
        ["no headers", { headers: null }, all],
        ["a body", { body: OTHER }, { ...all, body: OTHER }],
        ["no body", { body: null }, { ...all, body: besideNull }],
        ["no signal", { signal: null }, all],
      ]) {
        const { provider, api, url, sent } = atStorefront(ctx);
        const statuses = [401, 200];
        const seen = [];
        api.graphql = async (...given) => (seen.push(await sent(given)), new Response("{}", { status: statuses.shift() }));
        equal((await provider.fetch(new Request(url, QUERY), options)).status, 200, `${what}: status`);
        equal(seen, [expected, expected], `${what}: what was sent`);
      }
    },
  },
  {
    name: "a stream beside a Request cannot be sent again",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      api.graphql = () => new Response("{}", { status: 401 });
      const body = new ReadableStream({ start: (controller) => controller.close() });
      const response = await provider.fetch(new Request(url, { method: "POST" }), { body, duplex: "half" });
      equal([response.status, api.seen.length, api.mints], [401, 1, 1], "status, requests and mints");
    },
  },
  {
    name: "null among the options is none, as it is to fetch",
    async run(ctx) {
      const { provider, api, url, sent } = atStorefront(ctx);
      for (const none of [{ headers: null }, { signal: null }, { body: null, method: "GET" }]) {
        equal((await provider.fetch(url, { method: "POST", ...none })).status, 200, Object.keys(none)[0]);
        equal((await sent(api.seen.at(-1) ?? [])).method, none.method ?? "POST", "the method");
      }
    },
  },
  {
    name: "the signal of a Request counts, unless another one stands beside it",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      const gone = AbortSignal.abort("synthetic");
      const error = await rejection(() => provider.fetch(new Request(url, { ...QUERY, signal: gone })));
      equal([error?.code, error?.outcome, api.mints], ["aborted", "not_sent", 0], "its own: code, outcome and mints");
      const beside = await rejection(() => provider.fetch(new Request(url, QUERY), { signal: gone }));
      equal([beside?.code, api.mints], ["aborted", 0], "another, aborted: code and mints");
      const { signal } = new AbortController();
      equal((await provider.fetch(new Request(url, { ...QUERY, signal: gone }), { signal })).status, 200, "another, live");
      equal(api.seen.length, 1, "requests");
    },
  },
  {
    name: "an option is read once",
    async run(ctx) {
      const { provider, url } = atStorefront(ctx);
      const reads = [];
      const once = (name, value) => ({ enumerable: true, get: () => (reads.push(name), value) });
      const options = Object.defineProperties({}, { method: once("method", "POST"), body: once("body", QUERY.body), signal: once("signal", new AbortController().signal) });
      equal((await provider.fetch(url, options)).status, 200, "status");
      equal(reads, ["method", "body", "signal"], "reads");
    },
  },
  {
    name: "whether a redirect was refused or what became of the request is unknown is told by its status",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      for (const [status, outcome] of [[300, "unknown"], [301, "refused"], [302, "refused"], [303, "unknown"], [305, "unknown"], [307, "refused"], [308, "refused"], [399, "unknown"]]) {
        api.graphql = () => answer({ status, headers: new Headers({ location: "https://elsewhere.example/x" }) });
        const error = await rejection(() => provider.fetch(url, QUERY));
        equal([error?.code, error?.status, error?.outcome, error?.attempts], ["redirect_refused", status, outcome, 1], `${status}`);
        check(error.elapsedMs >= 0 && error.message.length > 0 && error.hint.length > 0, `${status}: time, message and hint`);
      }
    },
  },
  {
    name: "a redirect that the platform hides is refused, its target unknown",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      for (const [what, hidden] of [
        ["by its type", { status: 204, type: "opaqueredirect" }],
        ["by its status", { status: 0 }],
        ["by its status, and its type left out", { status: 0, type: undefined }],
        ["that was followed, to nobody knows where", { redirected: true, url: undefined }],
      ]) {
        api.graphql = () => answer(hidden);
        const error = await rejection(() => provider.fetch(url, QUERY));
        equal([error?.code, error?.outcome, error?.toOrigin, error?.status], ["redirect_refused", "unknown", null, 0], what);
      }
    },
  },
  {
    name: "an answer's status decides whether it is handed on",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      for (const [status, code] of [[1, undefined], [204, undefined], [299, undefined], [304, undefined], [400, undefined], [999, undefined], [-1, "fetch_misuse"], [1_000, "fetch_misuse"], [200.5, "fetch_misuse"], ["200", "fetch_misuse"]]) {
        api.graphql = () => answer({ status });
        const told = await provider.fetch(url, QUERY).then((response) => response.status, (error) => error.code);
        equal(told, code ?? status, JSON.stringify(status));
      }
    },
  },
  {
    name: "what is wrong with an answer is told, and that the server may have acted",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      for (const [given, what] of [
        [null, /something that is no object/],
        ["200", /something that is no object/],
        [{}, /has no status/],
        [{ get status() { throw new Error("synthetic"); } }, /could not be looked at/],
      ]) {
        api.graphql = () => given;
        const error = await rejection(() => provider.fetch(url, QUERY));
        equal([error?.code, error?.outcome, error?.attempts, typeof error?.hint], ["fetch_misuse", "unknown", 1, "string"], `${what}`);
        matches(error.message, what, "message");
        check(error.elapsedMs >= 0, "time");
      }
    },
  },
  {
    name: "an origin that ends in a piece of the token is not told",
    async run(ctx) {
      const { provider, api, url } = atStorefront(ctx);
      const piece = (await provider.token()).slice(0, 8);
      for (const [host, told] of [[`evil.${piece}`, null], [`evil.${piece.slice(0, 7)}`, `https://evil.${piece.slice(0, 7).toLowerCase()}`]]) {
        api.graphql = () => answer({ status: 302, headers: new Headers({ location: `https://${host}` }) });
        equal((await rejection(() => provider.fetch(url, QUERY)))?.toOrigin, told, `${host.length} characters`);
      }
    },
  },
  {
    name: "where a refused token is not replaced, the error says why, and the refusal is let go of",
    async run(ctx) {
      const { provider, api, url, clock } = atStorefront(ctx);
      let cancelled = 0;
      const body = { cancel: () => void (cancelled += 1) };
      api.graphql = () => {
        api.answer = () => new Response('{"status":403,"title":"refused"}', { status: 403 });
        return answer({ status: 401, body });
      };
      const error = await rejection(() => provider.fetch(url, QUERY));
      equal([error instanceof ctx.lib.PermissionError, cancelled, api.seen.length, api.mints], [true, 1, 1, 2], "the error, bodies, requests and mints");
      clock.advance(61_000);
      api.answer = undefined;
      await provider.token();
      clock.advance(31_000);
      const controller = new AbortController();
      let end = () => {};
      const over = new Promise((resolve) => (end = () => resolve(undefined)));
      api.graphql = () => {
        api.answer = async () => {
          await Promise.resolve();
          controller.abort("synthetic");
          await over;
          return new Response("{}", { status: 403 });
        };
        return answer({ status: 401, body });
      };
      const aborted = await rejection(() => provider.fetch(url, { ...QUERY, signal: controller.signal }));
      equal([aborted?.code, aborted?.cause, cancelled, api.seen.length], ["aborted", "synthetic", 2, 2], "by the caller's signal");
      end();
    },
  },
  {
    name: "an error of an answer tells how long the request took",
    async run(ctx) {
      const { provider, api, url, clock } = atStorefront(ctx);
      for (const [given, ms, told] of [[answer({ status: 302 }), 70, 70], [null, 80, 80], [null, -60_000, 0]]) {
        await provider.token();
        api.graphql = () => (clock.advance(ms), given);
        const { elapsedMs } = await rejection(() => provider.fetch(url, QUERY));
        check(elapsedMs >= told && elapsedMs < told + 5_000, `${ms} ms: ${elapsedMs}`);
      }
    },
  },
];
