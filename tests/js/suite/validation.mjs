// Everything that must be refused before a byte is sent: parameters of a call, with path and code of each fault.
import { check, equal, matches, oneOf, rejection } from "./support/check.mjs";
import { FAR, b2bParams, clientFor, created, privateParams, withScenario } from "./support/api.mjs";
import { expectClean } from "./support/leaks.mjs";

const NOW_S = 1_900_000_000;
const SECRET_TEXT = "Zx81Qv-never-show-72Kp";
const clock = { now: () => NOW_S * 1000, sleep: () => new Promise(() => {}) };

/** `JSON.parse` makes own keys that an object literal cannot. */
const withOwnKey = (key) => JSON.parse(JSON.stringify(privateParams()).replace("{", `{"${key}":{"polluted":true},`));

const sparse = (first) => {
  const list = [first];
  list.length = 2;
  return list;
};

class ByGetter {
  channelId = 1;
  scopes = ["Customer"];
  get expiresAt() {
    return FAR;
  }
}

const withoutKey = (params, key) => {
  const { [key]: _dropped, ...rest } = params;
  return rest;
};

/** `code` is one code, or several where the documents leave the choice open. */
const P = (what, change, path, code) => ({ what, params: () => privateParams(change), path, code });
const privateRows = [
  P("expiresAt in milliseconds", { expiresAt: 1_985_635_176_000 }, "expiresAt", "milliseconds"),
  P("expiresAt in microseconds", { expiresAt: 1_985_635_176_000_000 }, "expiresAt", "milliseconds"),
  ...[Number.NaN, Infinity, -Infinity, 1.5].map((value) => P(`expiresAt ${value}`, { expiresAt: value }, "expiresAt", "not_integer")),
  P("expiresAt -1", { expiresAt: -1 }, "expiresAt", "out_of_range"),
  ...[2 ** 53, 2 ** 53 + 2, 1e21].map((value) => P(`expiresAt ${value}`, { expiresAt: value }, "expiresAt", "unsafe_integer")),
  ...[1985635176n, "1985635176", true, null, [5], { valueOf: () => FAR }, Object(5), Symbol("s")].map((value) =>
    P(`expiresAt as ${Object.prototype.toString.call(value)}`, { expiresAt: value }, "expiresAt", "type")),
  P("expiresAt as an invalid Date", { expiresAt: new Date(Number.NaN) }, "expiresAt", ["type", "not_integer", "format", "out_of_range"]),
  P("expiresAt of the present second", { expiresAt: NOW_S }, "expiresAt", "in_the_past"),
  P("expiresAt of 1970", { expiresAt: 1 }, "expiresAt", "in_the_past"),
  P("expiresAt as a past Date", { expiresAt: new Date(0) }, "expiresAt", ["in_the_past"]),
  P("expiresAt and expiresIn", { expiresIn: 60 }, ["", "expiresAt", "expiresIn"], "exactly_one"),
  P("neither expiresAt nor expiresIn", { expiresAt: undefined }, ["", "expiresAt", "expiresIn"], "exactly_one"),
  ...["", "5", "h", "5x", "1.5h", "-1h", " 90s", "90s ", "90S", "1h30m", "6 hours", "+5s", "1e3s", "٣s"].map((value) =>
    P(`expiresIn ${JSON.stringify(value)}`, { expiresAt: undefined, expiresIn: value }, "expiresIn", "format")),
  P("expiresIn 0", { expiresAt: undefined, expiresIn: 0 }, "expiresIn", "out_of_range"),
  P('expiresIn "0s"', { expiresAt: undefined, expiresIn: "0s" }, "expiresIn", ["out_of_range", "format"]),
  P("expiresIn -5", { expiresAt: undefined, expiresIn: -5 }, "expiresIn", "out_of_range"),
  P("expiresIn 1.5", { expiresAt: undefined, expiresIn: 1.5 }, "expiresIn", "not_integer"),
  P("expiresIn beyond every date", { expiresAt: undefined, expiresIn: "99999999999d" }, "expiresIn", ["out_of_range", "unsafe_integer"]),
  P("expiresIn true", { expiresAt: undefined, expiresIn: true }, "expiresIn", "type"),
  P("channelId and channelIds", { channelIds: [1] }, ["", "channelId", "channelIds"], "exactly_one"),
  P("neither channelId nor channelIds", { channelId: undefined }, ["", "channelId", "channelIds"], "exactly_one"),
  ...[0, -1, 2 ** 32].map((value) => P(`channelId ${value}`, { channelId: value }, "channelId", "out_of_range")),
  P("channelId -0", { channelId: -0 }, "channelId", "out_of_range"),
  ...[1.5, Number.NaN].map((value) => P(`channelId ${value}`, { channelId: value }, "channelId", "not_integer")),
  P("channelId 2^53", { channelId: 2 ** 53 }, "channelId", ["unsafe_integer", "out_of_range"]),
  ...["1", 1n, null, [1], Object(1)].map((value) => P(`channelId as ${Object.prototype.toString.call(value)}`, { channelId: value }, "channelId", "type")),
  P("no channel in channelIds", { channelId: undefined, channelIds: [] }, "channelIds", ["too_short", "required"]),
  P("a wrong id in channelIds", { channelId: undefined, channelIds: [1, 0] }, "channelIds[1]", "out_of_range"),
  P("a string in channelIds", { channelId: undefined, channelIds: [1, "2"] }, "channelIds[1]", "type"),
  P("a hole in channelIds", { channelId: undefined, channelIds: sparse(1) }, "channelIds[1]", ["type", "required"]),
  P("1,001 channelIds", { channelId: undefined, channelIds: Array.from({ length: 1001 }, (_, i) => i + 1) }, "channelIds", "too_long"),
  P("another word than all", { channelId: undefined, channelIds: "every" }, "channelIds", ["type", "not_allowed"]),
  P("a Set of channelIds", { channelId: undefined, channelIds: new Set([1]) }, "channelIds", "type"),
  P("a typed array of channelIds", { channelId: undefined, channelIds: new Uint8Array([1]) }, "channelIds", "type"),
  P("no scopes", { scopes: undefined }, "scopes", "required"),
  P("empty scopes", { scopes: [] }, "scopes", ["too_short", "required"]),
  P("a scope in place of a list", { scopes: "Customer" }, "scopes", "type"),
  P("a scope in lower case", { scopes: ["Customer", "customer"] }, "scopes[1]", "not_allowed"),
  P("a scope by its GraphQL name", { scopes: ["TOKEN_SCOPE_B2B"] }, "scopes[0]", "not_allowed"),
  P("null as scope", { scopes: [null] }, "scopes[0]", "type"),
  P("a hole in scopes", { scopes: sparse("B2B") }, "scopes[1]", ["type", "required"]),
  P("a Set of scopes", { scopes: new Set(["B2B"]) }, "scopes", "type"),
  P("a typed array of scopes", { scopes: new Uint8Array(2) }, "scopes", "type"),
  P("a name of 121 characters", { name: "n".repeat(121) }, "name", "too_long"),
  P("a name with an emoji", { name: "key \u{1F511}" }, "name", "four_byte_character"),
  P("a name with half a character", { name: "a\ud800b" }, "name", "ill_formed"),
  P("a name that is a number", { name: 7 }, "name", "type"),
  P("a wire name", { channel_id: 1 }, "channel_id", "unknown_field"),
  P("a misspelt field", { scope: ["B2B"] }, "scope", "unknown_field"),
  P("a cyclic object", (() => {
    const cyclic = {};
    cyclic.self = cyclic;
    return cyclic;
  })(), "self", "unknown_field"),
  ...["__proto__", "constructor", "prototype"].map((key) => ({ what: `own key ${key}`, params: () => withOwnKey(key), path: key, code: "unknown_field" })),
  { what: "fields on the prototype alone", params: () => Object.create(privateParams()), path: "scopes", code: "required" },
  { what: "a field by a class getter", params: () => new ByGetter(), path: ["", "expiresAt", "expiresIn"], code: "exactly_one" },
  ...[null, undefined, 5, "text", [], new Map(), () => {}, Symbol("s"), 5n].map((value) => ({
    what: `${Object.prototype.toString.call(value)} in place of params`,
    params: () => value,
    path: "",
    code: "type",
  })),
];

const B = (what, change, path, code) => ({ what, params: () => b2bParams(change), path, code, b2b: true });
const b2bRows = [
  ...["email", "password", "name"].flatMap((key) => [
    { what: `no ${key}`, params: () => withoutKey(b2bParams(), key), path: key, code: "required", b2b: true },
    B(`empty ${key}`, { [key]: "" }, key, ["too_short", "required"]),
    B(`${key} as a number`, { [key]: 12_345_678 }, key, "type"),
    B(`${key} as a boxed string`, { [key]: Object("a@example.com") }, key, "type"),
    B(`${key} as null`, { [key]: null }, key, "type"),
    B(`${key} with half a character`, { [key]: `${SECRET_TEXT}@\udfff` }, key, "ill_formed"),
  ]),
  ...["nobody", "@example.com", "a@", "a@b@example.com"].map((email) => B(`e-mail ${email}`, { email }, "email", "format")),
  B("e-mail with a line break", { email: "a@example.com\r\nBcc: b@example.com" }, "email", ["control_character", "whitespace", "format"]),
  B("e-mail of 255 characters", { email: `${"a".repeat(243)}@example.com` }, "email", "too_long"),
  B("password of 64 Mi characters", { password: "p".repeat(64 << 20) }, "password", "too_long"),
  B("name of 257 characters", { name: "n".repeat(257) }, "name", "too_long"),
  B("a field of the wire", { storeHash: "other" }, "storeHash", "unknown_field"),
  B("a misspelt field", { passwd: SECRET_TEXT }, "passwd", "unknown_field"),
];

const O = (what, options, path, code) => ({ what: `${what} in the call's options`, params: () => privateParams(), options, path: typeof path === "string" ? `options.${path}` : path, code });
const optionRows = [
  ...[-1, 0, 2 ** 31].map((value) => O(`timeoutMs ${value}`, { timeoutMs: value }, "timeoutMs", "out_of_range")),
  ...[Number.NaN, 1.5, Infinity].map((value) => O(`timeoutMs ${value}`, { timeoutMs: value }, "timeoutMs", "not_integer")),
  O("timeoutMs as text", { timeoutMs: "5000" }, "timeoutMs", "type"),
  ...[-1, 0, 2 ** 31].map((value) => O(`totalTimeoutMs ${value}`, { totalTimeoutMs: value }, "totalTimeoutMs", "out_of_range")),
  O("maxRetries -1", { maxRetries: -1 }, "maxRetries", "out_of_range"),
  O("maxRetries 1.5", { maxRetries: 1.5 }, "maxRetries", "not_integer"),
  ...[{}, "abort", 5, { aborted: false }].map((signal) => O(`signal ${JSON.stringify(signal)}`, { signal }, "signal", "type")),
  O("an unknown option", { timeout: 5 }, "timeout", "unknown_field"),
  O("a client option", { storeHash: "other" }, "storeHash", "unknown_field"),
  ...["X-Auth-Token", "x-auth-token", "Host", "Content-Length", "Authorization", "Origin", "Cookie", "Content-Type", "Sec-Fetch-Mode", "X-Store-Hash", "Transfer-Encoding"].map((name) =>
    O(`header ${name}`, { headers: { [name]: SECRET_TEXT } }, /headers.*/, "forbidden_header")),
  O("a header with a line break", { headers: { "X-Note": `${SECRET_TEXT}\r\nX-Auth-Token: other` } }, /headers.*X-Note/, ["control_character", "whitespace", "format"]),
  O("a header name with a colon", { headers: { "X-Note:": "a" } }, /headers.*/, "format"),
  O("a header that is a number", { headers: { "X-Note": 5 } }, /headers.*X-Note/, "type"),
  O("headers as a list", { headers: [["X-Note", "a"]] }, "headers", "type"),
];

/** What is no options at all is not looked into. */
const trapped = (holder) => Object.defineProperty(holder, "signal", { get() { throw new Error("looked at"); } });

const optionObjects = [null, 5, "text", [], trapped([]), trapped(() => {}), trapped(new Map())].map((value) => ({
  what: `${Object.prototype.toString.call(value)} in place of options`, params: () => privateParams(), options: value, path: "options", code: "type",
}));

const call = (client, row) => (row.b2b ? client.b2b.serverToServerTokens.create(row.params(), row.options) : client.privateTokens.create(row.params(), row.options));

async function refused(ctx, act) {
  const { requests, result } = await withScenario(ctx, [created()], ({ url }) => rejection(() => act(clientFor(ctx, url, { clock }))));
  equal(requests.length, 0, "requests that reached the server");
  return result;
}

const fits = (path, expected) => (expected instanceof RegExp ? expected.test(path) : [expected].flat().includes(path));

export const tests = [
  ...[...privateRows, ...b2bRows, ...optionRows, ...optionObjects].map((row) => ({
    name: `refused before sending: ${row.what}${row.b2b ? " (B2B)" : ""}`,
    async run(ctx) {
      const error = await refused(ctx, (client) => call(client, row));
      check(error instanceof ctx.lib.ValidationError, `expected a ValidationError, got ${error?.name} ${error?.code}: ${error?.message}`);
      equal(error.code, "validation", "code");
      const seen = error.issues.map((issue) => `${issue.path || "(root)"}: ${issue.code}`).join(", ");
      const issue = error.issues.find((each) => fits(each.path, row.path));
      check(issue, `expected an issue at ${row.path || "(root)"}, got ${seen}`);
      oneOf(issue.code, [row.code].flat(), `code at ${issue.path} (${seen})`);
      check(typeof issue.message === "string" && issue.message.length > 0, "the issue has a message");
      expectClean(ctx, error, [SECRET_TEXT], "the error");
    },
  })),
  {
    name: "a time in milliseconds is answered with the seconds",
    async run(ctx) {
      const error = await refused(ctx, (client) => client.privateTokens.create(privateParams({ expiresAt: 1_985_635_176_000 })));
      matches(`${error.message} ${error.issues[0].message} ${error.hint ?? ""}`, /1985635176(?!\d)/, "message");
    },
  },
  ...[["channel_id", "channelId"], ["channel_ids", "channelIds"], ["expires_at", "expiresAt"], ["scope", "scopes"], ["expireAt", "expiresAt"]].map(([given, meant]) => ({
    name: `${given} is answered with ${meant}`,
    async run(ctx) {
      const error = await refused(ctx, (client) => client.privateTokens.create(privateParams({ [given]: 1 })));
      const issue = error.issues.find((each) => each.path === given);
      matches(`${issue?.message} ${issue?.expected ?? ""} ${error.hint ?? ""}`, new RegExp(`\\b${meant}\\b`), "hint");
    },
  })),
  {
    name: "a wrong scope is answered with the allowed ones",
    async run(ctx) {
      const error = await refused(ctx, (client) => client.privateTokens.create(privateParams({ scopes: ["customer"] })));
      for (const scope of ["Unauthenticated", "Customer", "B2B"]) check(`${error.issues[0].message} ${error.issues[0].expected}`.includes(scope), `names ${scope}`);
    },
  },
  ...[
    [{ expiresAt: "2027-01-01" }, {}, "expected Unix time in seconds or a Date, got a string"],
    [{ expiresAt: 1 }, {}, "expected a moment to come, got one that has passed"],
    [{ expiresAt: undefined, expiresIn: null }, {}, 'expected a number of seconds or a text such as "6h", got null'],
    [{ scopes: new Set() }, {}, "expected an array, got an object of a class"],
    [{}, { headers: new Headers() }, "expected an object of header names and values, got an object of a class"],
  ].map(([change, options, message]) => ({
    name: `what was expected is told whole: ${message}`,
    async run(ctx) {
      const error = await refused(ctx, (client) => client.privateTokens.create(privateParams(change), options));
      equal(error.issues.map((issue) => issue.message), [message], "messages");
    },
  })),
  {
    name: "all faults of one call are listed together",
    async run(ctx) {
      const error = await refused(ctx, (client) => client.privateTokens.create({ channelId: 0, expiresAt: 1.5, scopes: ["x", "B2B", 7], name: 5, nam: "y" }, { maxRetries: -1 }));
      const paths = new Set(error.issues.map((issue) => issue.path));
      for (const path of ["channelId", "expiresAt", "scopes[0]", "scopes[2]", "name", "nam"]) check(paths.has(path), `lists ${path}; listed: ${[...paths]}`);
    },
  },
  {
    name: "all faults of a B2B call are listed together",
    async run(ctx) {
      const error = await refused(ctx, (client) => client.b2b.serverToServerTokens.create({ email: "x", password: "", extra: 1 }));
      equal(error.issues.map((issue) => issue.path).sort(), ["email", "extra", "name", "password"], "paths");
    },
  },
  {
    name: "each field of params is read once, also from a Proxy that changes its answers",
    async run(ctx) {
      const reads = {};
      let listed = 0;
      const later = { channelId: 999, expiresAt: 5, scopes: ["B2B"] };
      const count = (key) => (reads[key] = (reads[key] ?? 0) + 1);
      const target = privateParams();
      const params = new Proxy(target, {
        ownKeys: (own) => {
          listed += 1;
          return Reflect.ownKeys(own);
        },
        get: (own, key) => (count(String(key)) > 1 ? later[key] : own[key]),
        getOwnPropertyDescriptor: (own, key) => {
          const descriptor = Reflect.getOwnPropertyDescriptor(own, key);
          return descriptor && { ...descriptor, value: count(String(key)) > 1 ? later[key] : descriptor.value };
        },
      });
      const { requests } = await withScenario(ctx, [created()], ({ url }) => clientFor(ctx, url, { clock }).privateTokens.create(params));
      equal(JSON.parse(requests[0].body), { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"] }, "body");
      equal(listed, 1, "times the keys were listed");
      for (const key of Object.keys(target)) equal(reads[key], 1, `reads of ${key}`);
    },
  },
  {
    name: "params of a Proxy that throws are a rejection",
    async run(ctx) {
      for (const trap of ["ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf", "get"]) {
        const params = new Proxy(privateParams(), { [trap]() { throw new Error(SECRET_TEXT); } });
        const outcome = await withScenario(ctx, [created()], ({ url }) => clientFor(ctx, url, { clock }).privateTokens.create(params).then(() => undefined, (error) => error));
        if (outcome.result !== undefined) {
          check(ctx.lib.BigCommerceError.is(outcome.result), `${trap}: expected an error of ours, got ${outcome.result?.name}`);
          expectClean(ctx, outcome.result, [SECRET_TEXT], trap);
          equal(outcome.requests.length, 0, "requests");
        }
      }
    },
  },
  {
    name: "an own key __proto__ pollutes nothing",
    async run(ctx) {
      await refused(ctx, (client) => client.privateTokens.create(withOwnKey("__proto__")));
      equal(/** @type {any} */ ({}).polluted, undefined, "a property of every object");
    },
  },
];
