// What each operation puts on the wire, as a server sees it, and what the caller gets for it.
import { between, check, equal, matches } from "./support/check.mjs";
import { ACCESS_TOKEN, B2B_ISSUED_TOKEN, EMAIL, FAR, ISSUED_TOKEN, PASSWORD, STORE_HASH, b2bCreated, b2bParams, clientFor, created, header, privateParams, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const NOW_S = 1_900_000_000;

async function sentBy(ctx, answer, options, call) {
  const { requests, result } = await withScenario(ctx, [answer], ({ url }) => call(clientFor(ctx, url, options)));
  equal(requests.length, 1, "number of requests");
  return { request: requests[0], result, body: JSON.parse(requests[0].body) };
}

const createPrivate = (ctx, params, options = {}, callOptions = undefined) => sentBy(ctx, created(), options, (client) => client.privateTokens.create(params, callOptions));
const createB2B = (ctx, params, options = {}, callOptions = undefined) => sentBy(ctx, b2bCreated(), options, (client) => client.b2b.serverToServerTokens.create(params, callOptions));

const NEVER_SENT = ["origin", "referer", "cookie", "authorization", "x-auth-client"];

function checkCommonHeaders(request) {
  equal(header(request, "accept"), "application/json", "accept");
  equal(header(request, "content-type"), "application/json", "content-type");
  equal(header(request, "content-length"), String(new TextEncoder().encode(request.body).length), "content-length");
  for (const name of NEVER_SENT) equal(header(request, name), undefined, name);
}

/** What a params object becomes in the body of the private token request; with a clock that stands at NOW_S. */
const bodies = [
  { what: "channelId and Unix seconds", params: {}, body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "the highest channel id in examples", params: { channelId: 1_851_206 }, body: { channel_id: 1_851_206, expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "several channels", params: { channelId: undefined, channelIds: [1, 664177] }, body: { channel_ids: [1, 664177], expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "one channel in a list", params: { channelId: undefined, channelIds: [7] }, body: { channel_ids: [7], expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "all channels", params: { channelId: undefined, channelIds: "all" }, body: { channel_ids: [], expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "a thousand channels", params: { channelId: undefined, channelIds: Array.from({ length: 1000 }, (_, i) => i + 1) }, body: { channel_ids: Array.from({ length: 1000 }, (_, i) => i + 1), expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "every scope in the given order", params: { scopes: ["B2B", "Unauthenticated", "Customer"] }, body: { channel_id: 1, expires_at: FAR, scopes: ["B2B", "Unauthenticated", "Customer"] } },
  { what: "duplicate scopes once", params: { scopes: ["B2B", "B2B", "Customer"] }, body: { channel_id: 1, expires_at: FAR, scopes: ["B2B", "Customer"] } },
  { what: "a Date", params: { expiresAt: new Date(FAR * 1000) }, body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"] } },
  { what: "no expiry", params: { expiresAt: 0 }, body: { channel_id: 1, expires_at: 0, scopes: ["Unauthenticated"] } },
  { what: "the next second", params: { expiresAt: NOW_S + 1 }, body: { channel_id: 1, expires_at: NOW_S + 1, scopes: ["Unauthenticated"] } },
  ...[[3600, 3600], [1, 1], ["90s", 90], ["15m", 900], ["6h", 21_600], ["30d", 2_592_000]].map(([expiresIn, seconds]) => ({
    what: `expiresIn ${JSON.stringify(expiresIn)}`,
    params: { expiresAt: undefined, expiresIn },
    body: { channel_id: 1, expires_at: NOW_S + Number(seconds), scopes: ["Unauthenticated"] },
  })),
  { what: "a name", params: { name: "checkout €" }, body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"], name: "checkout €" } },
  { what: "a name of 120 characters", params: { name: "n".repeat(120) }, body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"], name: "n".repeat(120) } },
  { what: "a name that is undefined", params: { name: undefined }, body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"] } },
];

const passwords = [
  ["quote and backslash", 'a"b\\c'],
  ["line separators", "a\u2028b\u2029c"],
  ["an emoji", "p\u{1F511}w"],
  ["control characters", "a\u0000b\u0001c\u007fd\n\te"],
  ["inner and outer spaces", " a b "],
  ["other scripts", "пароль密码"],
  ["one character", "x"],
];

export const tests = [
  {
    name: "a private token is one POST with the documented path and headers",
    async run(ctx) {
      const { request } = await createPrivate(ctx, privateParams());
      equal(request.method, "POST", "method");
      equal(request.target, `/stores/${STORE_HASH}/v3/storefront/api-token-private`, "path");
      equal(header(request, "x-auth-token"), ACCESS_TOKEN, "x-auth-token");
      equal(header(request, "x-store-hash"), undefined, "x-store-hash belongs to the B2B host alone");
      checkCommonHeaders(request);
    },
  },
  {
    name: "the User-Agent names the package and its version",
    async run(ctx) {
      const { request } = await createPrivate(ctx, privateParams());
      matches(header(request, "user-agent"), /\bbigcommerce-tokens\/\d+\.\d+\.\d+/, "user-agent");
    },
  },
  {
    name: "appInfo is added to the User-Agent",
    async run(ctx) {
      const { request } = await createPrivate(ctx, privateParams(), { appInfo: { name: "acme-sync", version: "2.1.0", url: "https://example.com/acme" } });
      matches(header(request, "user-agent"), /bigcommerce-tokens\/.*acme-sync\/2\.1\.0.*https:\/\/example\.com\/acme/, "user-agent");
    },
  },
  ...bodies.map(({ what, params, body: expected }) => ({
    name: `private token body: ${what}`,
    async run(ctx) {
      const { body } = await createPrivate(ctx, privateParams(params), { clock: instantClock(NOW_S * 1000) });
      equal(body, expected, "body");
    },
  })),
  {
    name: "the issued token tells what was asked for",
    async run(ctx) {
      const { result } = await createPrivate(ctx, privateParams({ scopes: ["Customer", "B2B"], name: "checkout" }));
      equal(result.token, ISSUED_TOKEN, "token");
      check(result.expiresAt instanceof Date, "expiresAt is a Date");
      equal(result.expiresAt.getTime(), FAR * 1000, "expiresAt");
      equal(result.channelIds, [1], "channelIds");
      equal(result.scopes, ["Customer", "B2B"], "scopes");
      equal(result.name, "checkout", "name");
      equal(result.meta, {}, "meta");
    },
  },
  {
    name: "a token without expiry for all channels says so",
    async run(ctx) {
      const { result } = await createPrivate(ctx, privateParams({ channelId: undefined, channelIds: "all", expiresAt: 0 }));
      equal(result.expiresAt, null, "expiresAt");
      equal(result.channelIds, "all", "channelIds");
      equal(result.name, undefined, "name");
    },
  },
  {
    name: "meta comes through as plain data",
    async run(ctx) {
      const answer = { status: 200, json: { data: { token: ISSUED_TOKEN }, meta: { note: "text", list: [1, { a: null }] } } };
      const { result } = await sentBy(ctx, answer, {}, (client) => client.privateTokens.create(privateParams()));
      equal(result.meta, { note: "text", list: [1, { a: null }] }, "meta");
    },
  },
  {
    name: "a B2B token is one POST with both store headers when there is an access token",
    async run(ctx) {
      const { request, body } = await createB2B(ctx, b2bParams());
      equal(request.method, "POST", "method");
      equal(request.target, "/api/io/auth/backend", "path");
      equal(header(request, "x-auth-token"), ACCESS_TOKEN, "x-auth-token");
      equal(header(request, "x-store-hash"), STORE_HASH, "x-store-hash");
      checkCommonHeaders(request);
      equal(body, { storeHash: STORE_HASH, email: EMAIL, password: PASSWORD, name: "suite" }, "body");
    },
  },
  {
    name: "a B2B token without an access token sends neither store header",
    async run(ctx) {
      const { request, body } = await createB2B(ctx, b2bParams(), { accessToken: undefined });
      equal(header(request, "x-auth-token"), undefined, "x-auth-token");
      equal(header(request, "x-store-hash"), undefined, "x-store-hash");
      checkCommonHeaders(request);
      equal(body, { storeHash: STORE_HASH, email: EMAIL, password: PASSWORD, name: "suite" }, "body");
    },
  },
  {
    name: "the B2B endpoint keeps its other base path",
    async run(ctx) {
      const { requests } = await withScenario(ctx, [b2bCreated()], ({ url }) =>
        clientFor(ctx, url, { endpoints: { b2b: `${url}/api/v3/io` } }).b2b.serverToServerTokens.create(b2bParams()));
      equal(requests[0].target, "/api/v3/io/auth/backend", "path");
    },
  },
  ...passwords.map(([what, password]) => ({
    name: `a password with ${what} is sent as it is`,
    async run(ctx) {
      const { body } = await createB2B(ctx, b2bParams({ password }));
      equal(body.password, password, "password");
    },
  })),
  {
    name: "the B2B token has name, message and no invented expiry",
    async run(ctx) {
      const { result } = await createB2B(ctx, b2bParams());
      equal(result.token, B2B_ISSUED_TOKEN, "token");
      equal(result.name, "suite", "name");
      equal(result.message, "SUCCESS", "message");
      equal(result.expiresAt, null, "expiresAt");
    },
  },
  {
    name: "withResponse gives data, status, headers, request id and attempts of the same call",
    async run(ctx) {
      const answer = created({ headers: { "X-Request-Id": "req-7", "X-Rate-Limit-Requests-Left": "149" } });
      const { requests, result } = await withScenario(ctx, [answer], async ({ url }) => {
        const call = clientFor(ctx, url).privateTokens.create(privateParams());
        const [response, data] = await Promise.all([call.withResponse(), call]);
        check(response.data === data, "data is the very object the promise gives");
        return response;
      });
      equal(requests.length, 1, "number of requests");
      equal(result.status, 200, "status");
      equal(result.headers.get("x-rate-limit-requests-left"), "149", "headers");
      equal(result.requestId, "req-7", "requestId");
      equal(result.attempts, 1, "attempts");
    },
  },
  ...[
    ["X-Request-Id before Trace-Id", { "Trace-Id": "trace-1", "X-Request-Id": "req-8" }, "req-8"],
    ["Trace-Id where there is no other", { "Trace-Id": "trace-1" }, "trace-1"],
    ["the beginning of a long one", { "X-Request-Id": "r".repeat(500) }, "r".repeat(128)],
  ].map(([what, headers, expected]) => ({
    name: `the request id is ${what}`,
    async run(ctx) {
      const { result } = await withScenario(ctx, [created({ headers })], ({ url }) => clientFor(ctx, url).privateTokens.create(privateParams()).withResponse());
      equal(result.requestId, expected, "requestId");
    },
  })),
  {
    name: "withResponse gives null without a request id",
    async run(ctx) {
      const { result } = await withScenario(ctx, [created()], ({ url }) => clientFor(ctx, url).privateTokens.create(privateParams()).withResponse());
      equal(result.requestId, null, "requestId");
    },
  },
  {
    name: "headers of one call are sent with it",
    async run(ctx) {
      const { request } = await createPrivate(ctx, privateParams(), {}, { headers: { "X-Correlation-Id": "c-1" } });
      equal(header(request, "x-correlation-id"), "c-1", "x-correlation-id");
    },
  },
  ...Object.entries({ "throws": () => { throw new Error("no clock"); }, "gives NaN": () => NaN, "gives nothing": () => undefined, "gives a moment before 1970": () => -1 }).map(([what, now]) => ({
    name: `where the clock ${what}, the runtime's own says when a token ends`,
    async run(ctx) {
      const before = Date.now() / 1_000;
      const { body } = await createPrivate(ctx, privateParams({ expiresAt: undefined, expiresIn: "6h" }), { clock: { now, sleep: async () => {} } });
      between(body.expires_at - before, 21_590, 21_660, "seconds to the end");
    },
  })),
  {
    name: "an accessToken callback is asked at each call, and may be async",
    async run(ctx) {
      let asked = 0;
      const accessToken = async () => `${ACCESS_TOKEN}${(asked += 1)}`;
      const { requests } = await withScenario(ctx, [created()], async ({ url }) => {
        const client = clientFor(ctx, url, { accessToken });
        equal(asked, 0, "the constructor does not ask");
        await client.privateTokens.create(privateParams());
        await client.privateTokens.create(privateParams());
      });
      equal(requests.map((request) => header(request, "x-auth-token")), [`${ACCESS_TOKEN}1`, `${ACCESS_TOKEN}2`], "x-auth-token");
    },
  },
  {
    name: "options of one call win over those of the client",
    async run(ctx) {
      const { requests } = await withScenario(ctx, [{ status: 503 }], async ({ url }) => {
        const client = clientFor(ctx, url, { clock: instantClock(), maxRetries: 0 });
        await client.privateTokens.create(privateParams(), { maxRetries: 1 }).catch(() => {});
      });
      equal(requests.length, 2, "number of requests");
    },
  },
  {
    name: "withOptions replaces some options and leaves the first client alone",
    async run(ctx) {
      const { requests } = await withScenario(ctx, [created()], async ({ url }) => {
        const first = clientFor(ctx, url);
        const second = first.withOptions({ storeHash: "other2", accessToken: "another7token" });
        await second.privateTokens.create(privateParams());
        await first.privateTokens.create(privateParams());
      });
      equal(requests.map((request) => request.target.split("/")[2]), ["other2", STORE_HASH], "store hash");
      equal(requests.map((request) => header(request, "x-auth-token")), ["another7token", ACCESS_TOKEN], "x-auth-token");
    },
  },
  {
    name: "params changed during the call change nothing, and frozen ones work",
    async run(ctx) {
      const { body } = await sentBy(ctx, created(), {}, (client) => {
        const params = { channelIds: [1, 2], expiresAt: FAR, scopes: ["Customer"] };
        const call = client.privateTokens.create(params);
        params.channelIds.push(3);
        params.scopes[0] = "B2B";
        params.expiresAt = 5;
        return call;
      });
      equal(body, { channel_ids: [1, 2], expires_at: FAR, scopes: ["Customer"] }, "body");
      const frozen = Object.freeze(privateParams({ scopes: Object.freeze(["B2B"]) }));
      equal((await createPrivate(ctx, frozen)).body.scopes, ["B2B"], "scopes");
    },
  },
  {
    name: "params without a prototype are taken",
    async run(ctx) {
      const { body } = await createPrivate(ctx, Object.assign(Object.create(null), privateParams()));
      equal(body.channel_id, 1, "channel_id");
    },
  },
  {
    name: "the expiry counts from the client's clock",
    async run(ctx) {
      const before = Math.floor(Date.now() / 1000);
      const { body } = await createPrivate(ctx, privateParams({ expiresAt: undefined, expiresIn: "1h" }));
      between(body.expires_at, before + 3600, Math.ceil(Date.now() / 1000) + 3600, "expires_at");
    },
  },
];
