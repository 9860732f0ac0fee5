// What the constructor refuses, synchronously and without showing the value.
import { check, equal, matches, rejection, thrown } from "./support/check.mjs";
import { ACCESS_TOKEN, STORE_HASH, b2bCreated, b2bParams, clientFor, created, privateParams, withScenario } from "./support/api.mjs";
import { expectClean, findSecret } from "./support/leaks.mjs";

const SECRET_TEXT = "Zx81Qv-never-show-72Kp";

const hashes = ["", "../v2", "a/b", "a?b", "a#b", "a b", "%2e%2e", "abc\n", "a".repeat(65), "Abc123", "store-abc123", "ab\u0000", "ünicode", 5, null, undefined, {}, ["abc"]];

const accessTokens = [
  ["a final line end", `${SECRET_TEXT}\n`], ["a leading space", ` ${SECRET_TEXT}`], ["a final space", `${SECRET_TEXT} `], ["a tab", `${SECRET_TEXT}\t`],
  ["CR LF inside", `${SECRET_TEXT}\r\nX-Evil: 1`], ["NUL", `${SECRET_TEXT}\u0000`], ["0x01", `${SECRET_TEXT}\u0001`], ["0x7F", `${SECRET_TEXT}\u007f`],
  ["nothing in it", ""], ["undefined as text", "undefined"], ["null as text", "null"], ["an object as text", "[object Object]"],
  ["Bearer before it", `Bearer ${SECRET_TEXT}`], ["8,193 characters", "k".repeat(8193)], ["an umlaut", `${SECRET_TEXT}ü`], ["half a character", `${SECRET_TEXT}\ud800`],
  ["a number", 123_456], ["an object", { token: SECRET_TEXT }], ["a boxed string", Object(SECRET_TEXT)], ["null", null],
];

const endpointUrls = [
  ["plain http to another machine", "http://api.bigcommerce.com"], ["user and password", `https://user:${SECRET_TEXT}@api.bigcommerce.com`],
  ["a file", "file:///etc/passwd"], ["no URL", SECRET_TEXT], ["nothing in it", ""], ["a query", `https://api.bigcommerce.com/?k=${SECRET_TEXT}`],
  ["a fragment", "https://api.bigcommerce.com/#x"], ["a name that begins like loopback", "http://127.0.0.1.example.com"],
  ["a name that ends like loopback", "http://localhost.example.com"], ["loopback as user", "http://127.0.0.1@example.com"], ["a backslash", "https://api.bigcommerce.com\\@example.com"],
  ["a line break", "https://api.bigcommerce.com\n.example.com"], ["another scheme", "ws://127.0.0.1"], ["no host", "https://"], ["a number", 5], ["a URL object's stand-in", { href: "https://api.bigcommerce.com" }],
];

const numbers = ["timeoutMs", "totalTimeoutMs"].flatMap((option) => [-1, 0, Number.NaN, Infinity, 1.5, 2 ** 31, "5000", null, 5n].map((value) => [option, value]));
const counts = [["maxRetries", -1], ["maxRetries", 1.5], ["maxRetries", Number.NaN], ["maxRetries", "2"], ["maxRetryAfterMs", -1], ["maxRetryAfterMs", Number.NaN], ["maxRetryAfterMs", "1"]];

const others = [
  ["fetch", "fetch"], ["fetch", {}], ["fetch", null], ["logger", {}], ["logger", "console"], ["logLevel", "loud"], ["logLevel", 3], ["onEvent", {}],
  ...["error", "warn", "info", "debug"].map((left) => ["logger", { error() {}, warn() {}, info() {}, debug() {}, [left]: undefined }]), ["clock", { sleep() {} }],
  ["appInfo", "acme"], ["appInfo", { name: "" }], ["appInfo", { name: "acme\r\nX-Auth-Token: other" }], ["appInfo", { name: "acme", version: 2 }],
  ["clock", {}], ["clock", { now: () => 0 }], ["runtime", "browser"], ["runtime", true], ["endpoints", "https://api.bigcommerce.com"], ["endpoints", { apis: "https://api.bigcommerce.com" }],
  ["fetchOptions", "dispatcher"], ["fetchOptions", { get proxy() { return "http://127.0.0.1:9"; } }], ...["redirect", "headers", "method", "body", "signal"].map((key) => ["fetchOptions", { [key]: "x" }]),
  ["storehash", STORE_HASH], ["timeout", 5000], ["apiKey", SECRET_TEXT],
];

const label = (value) => {
  const text = typeof value === "number" ? String(value) : typeof value === "bigint" ? `${value}n` : (JSON.stringify(value, (_key, each) => (typeof each === "function" ? "<function>" : each)) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const valid = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN };

function expectConfigError(ctx, error, option) {
  check(error instanceof ctx.lib.ConfigError, `expected a ConfigError, got ${error?.name}: ${error?.message}`);
  equal(error.code, "config", "code");
  check(error.option === option || error.option.startsWith(`${option}.`), `option: expected ${option}, got ${error.option}`);
  expectClean(ctx, error, [SECRET_TEXT, ACCESS_TOKEN], "the error");
}

const refusedOption = (what, option, change) => ({
  name: `the constructor refuses ${what}`,
  async run(ctx) {
    expectConfigError(ctx, thrown(() => new ctx.lib.BigCommerceTokens({ ...valid, logLevel: "off", ...change })), option);
  },
});

export const tests = [
  ...hashes.map((storeHash) => refusedOption(`store hash ${label(storeHash)}`, "storeHash", { storeHash })),
  ...accessTokens.map(([what, accessToken]) => refusedOption(`an access token with ${what}`, "accessToken", { accessToken })),
  ...["api", "b2b", "storefront"].flatMap((key) => endpointUrls.map(([what, url]) => refusedOption(`${key} endpoint: ${what}`, `endpoints.${key}`, { endpoints: { [/** @type {string} */ (key)]: url } }))),
  ...numbers.map(([option, value]) => refusedOption(`${option} ${label(value)}`, option, { [/** @type {string} */ (option)]: value })),
  ...[...counts, ...others].map(([option, value]) => refusedOption(`${option} ${label(value)}`, option, { [/** @type {string} */ (option)]: value })),
  ...[undefined, null, "sandbox1", 5, [], () => {}].map((options) => ({
    name: `the constructor refuses ${Object.prototype.toString.call(options)} as options`,
    async run(ctx) {
      const error = thrown(() => new ctx.lib.BigCommerceTokens(options));
      check(error instanceof ctx.lib.ConfigError, `expected a ConfigError, got ${error?.name}: ${error?.message}`);
    },
  })),
  ...["http://127.0.0.1:8080", "http://127.8.9.1", "http://localhost:3000", "http://[::1]:8080", "https://proxy.example.com", "https://proxy.example.com:8443"].map((url) => ({
    name: `the constructor accepts the endpoint ${url}`,
    async run(ctx) {
      new ctx.lib.BigCommerceTokens({ ...valid, endpoints: { api: url, b2b: `${url}/api/io`, storefront: url } });
    },
  })),
  {
    name: "options that are undefined count as not given",
    async run(ctx) {
      const nothing = Object.fromEntries(["fetch", "fetchOptions", "timeoutMs", "totalTimeoutMs", "maxRetries", "maxRetryAfterMs", "logger", "logLevel", "onEvent", "appInfo", "endpoints", "clock", "runtime"].map((key) => [key, undefined]));
      new ctx.lib.BigCommerceTokens({ ...valid, ...nothing });
    },
  },
  {
    name: "a wire name among the options is answered with ours",
    async run(ctx) {
      const error = thrown(() => new ctx.lib.BigCommerceTokens({ store_hash: STORE_HASH, accessToken: ACCESS_TOKEN }));
      check(error instanceof ctx.lib.ConfigError, "a ConfigError");
      matches(`${error.message} ${error.hint ?? ""}`, /\bstoreHash\b/, "message or hint");
    },
  },
  {
    name: "options on a prototype count as not given, and getters are refused unread",
    async run(ctx) {
      expectConfigError(ctx, thrown(() => new ctx.lib.BigCommerceTokens(Object.create(valid))), "storeHash");
      let read = 0;
      const options = Object.defineProperty({ storeHash: STORE_HASH }, "accessToken", { enumerable: true, get: () => `${ACCESS_TOKEN}${(read += 1)}` });
      expectConfigError(ctx, thrown(() => new ctx.lib.BigCommerceTokens(options)), "accessToken");
      equal(read, 0, "reads of the getter");
    },
  },
  {
    name: "withOptions refuses as the constructor does",
    async run(ctx) {
      const client = new ctx.lib.BigCommerceTokens(valid);
      expectConfigError(ctx, thrown(() => client.withOptions({ timeoutMs: -1 })), "timeoutMs");
      expectConfigError(ctx, thrown(() => client.withOptions({ accessToken: `${SECRET_TEXT}\n` })), "accessToken");
    },
  },
  {
    name: "a private token without an access token is refused as a matter of configuration",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [created()], ({ url }) => rejection(() => clientFor(ctx, url, { accessToken: undefined }).privateTokens.create(privateParams())));
      equal(requests.length, 0, "requests");
      expectConfigError(ctx, result, "accessToken");
    },
  },
  ...[
    ["returns a token with a line end", () => `${SECRET_TEXT}\n`], ["returns nothing", () => undefined], ["returns a number", () => 5],
    ["returns a promise of null", async () => null], ["throws an Error", () => { throw new Error(SECRET_TEXT); }],
    ["throws a string", () => { throw SECRET_TEXT; }], ["rejects", () => Promise.reject(new Error(SECRET_TEXT))],
  ].flatMap(([what, accessToken]) => ["privateTokens", "b2b"].map((family) => ({
    name: `an accessToken callback that ${what} fails the call, not the process (${family})`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [family === "b2b" ? b2bCreated() : created()], ({ url }) => {
        const client = clientFor(ctx, url, { accessToken });
        return rejection(() => (family === "b2b" ? client.b2b.serverToServerTokens.create(b2bParams()) : client.privateTokens.create(privateParams())));
      });
      equal(requests.length, 0, "requests");
      check(result instanceof ctx.lib.ConfigError, `expected a ConfigError, got ${result?.name}: ${result?.message}`);
      equal(result.option, "accessToken", "option");
      // What the caller's own function threw may be the cause; no text of ours repeats it.
      equal(findSecret(`${result.message} ${result.hint} ${JSON.stringify(result)}`, [SECRET_TEXT]), undefined, "what the callback gave");
    },
  }))),
];
