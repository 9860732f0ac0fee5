// The exported names, the error tree and the behaviour of what is handed out.
import { check, equal, matches, oneOf, rejection, thrown } from "./support/check.mjs";
import { ACCESS_TOKEN, ISSUED_TOKEN, OPERATIONS, STORE_HASH, clientFor, created, failed, header, privateParams, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const [PRIVATE] = OPERATIONS;

/** Every error class with the class above it. */
const TREE = {
  ConfigError: "BigCommerceError", BrowserRefusedError: "BigCommerceError", ValidationError: "BigCommerceError", ApiError: "BigCommerceError",
  BadRequestError: "ApiError", AuthenticationError: "ApiError", PermissionError: "ApiError", NotFoundError: "ApiError", UnprocessableError: "ApiError", RateLimitError: "ApiError", ServerError: "ApiError",
  ConnectionError: "BigCommerceError", TimeoutError: "BigCommerceError", AbortedError: "BigCommerceError", RedirectRefusedError: "BigCommerceError", ProtocolError: "BigCommerceError",
};
const EXPORTS = ["BigCommerceTokens", "init", "BigCommerceError", ...Object.keys(TREE)];

const issue = async (ctx, params = privateParams()) => (await withScenario(ctx, [created()], ({ url }) => clientFor(ctx, url).privateTokens.create(params))).result;

export const tests = [
  {
    name: "the package exports exactly the documented names",
    async run(ctx) {
      equal(Object.keys(ctx.lib).filter((name) => name !== "default" && name !== "module.exports").sort(), [...EXPORTS].sort(), "exports");
    },
  },
  ...Object.entries(TREE).map(([name, parent]) => ({
    name: `${name} is a ${parent}`,
    async run(ctx) {
      check(ctx.lib[name].prototype instanceof ctx.lib[parent], `${name} extends ${parent}`);
      check(ctx.lib[name].prototype instanceof Error, `${name} is an Error`);
      equal(ctx.lib[name].name, name, "class name");
    },
  })),
  {
    name: "this runtime is recognised as a server",
    async run(ctx) {
      const seen = ctx.runtimeEntry.detectRuntime();
      equal([seen.name, seen.server], [ctx.runtime, true], "name and server");
      matches(seen.reason, /./, "reason");
    },
  },
  {
    name: "runtime: \"server\" is taken in a known runtime",
    async run(ctx) {
      clientFor(ctx, "http://127.0.0.1:9", { runtime: "server" });
    },
  },
  {
    name: "errors have name, code, message, stack and a safe toJSON",
    async run(ctx) {
      const { result: error } = await withScenario(ctx, [failed(422, { title: "no such channel", errors: { channel_id: "wrong" } }, { "X-Request-Id": "r-1" })], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url))));
      matches(error.message, /./, "message");
      check(typeof error.stack === "string", "stack");
      const json = JSON.parse(JSON.stringify(error));
      for (const [key, value] of Object.entries({ name: "UnprocessableError", code: "unprocessable", status: 422, title: "no such channel", requestId: "r-1", attempts: 1, outcome: "refused", operation: "privateTokens.create" })) equal(json[key], value, `toJSON().${key}`);
      equal(json.message, error.message, "toJSON().message");
      equal(json.errors, { channel_id: "wrong" }, "toJSON().errors");
      equal(json.stack, undefined, "toJSON().stack");
    },
  },
  {
    name: "ValidationError's toJSON lists the issues",
    async run(ctx) {
      const error = await rejection(() => clientFor(ctx, "http://127.0.0.1:9").privateTokens.create(privateParams({ channelId: 0 })));
      equal(JSON.parse(JSON.stringify(error)).issues.map((each) => [each.path, each.code]), [["channelId", "out_of_range"]], "issues");
    },
  },
  {
    name: "error messages begin in lower case and have no full stop",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      const errors = [
        await rejection(() => client.privateTokens.create(privateParams({ channelId: 0 }))),
        thrown(() => new ctx.lib.BigCommerceTokens({ storeHash: "" })),
        (await withScenario(ctx, [failed(401)], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url))))).result,
      ];
      for (const { message } of errors) {
        check(!/\.$/.test(message), `full stop: ${message}`);
        check(message[0] === message[0].toLowerCase(), `capital: ${message}`);
      }
    },
  },
  {
    name: "BigCommerceError.is knows errors of ours, and no others",
    async run(ctx) {
      const { BigCommerceError } = ctx.lib;
      const own = await rejection(() => clientFor(ctx, "http://127.0.0.1:9").privateTokens.create(/** @type {any} */ ({})));
      check(BigCommerceError.is(own), "an error of ours");
      const hostile = new Proxy({}, { get() { throw new Error("trap"); }, has() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } });
      for (const other of [new Error("x"), { code: "validation", name: "ValidationError" }, null, undefined, 5, "BigCommerceError", Symbol("x"), () => {}, Object.freeze({})]) check(!BigCommerceError.is(other), `not ${String(other)}`);
      equal(BigCommerceError.is(hostile), false, "a Proxy that throws");
    },
  },
  {
    name: "a bad argument is a rejection, never a throw",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      for (const family of [client.privateTokens, client.b2b.serverToServerTokens]) {
        for (const args of [[], [null], [{}, null], [Symbol("s")]]) await rejection(() => Reflect.apply(family.create, family, args));
      }
      await rejection(() => client.privateTokens.create(/** @type {any} */ ({})).withResponse());
    },
  },
  {
    name: "a call is a Promise, with then, catch, finally and withResponse",
    async run(ctx) {
      await withScenario(ctx, [created()], async ({ url }) => {
        const call = clientFor(ctx, url).privateTokens.create(privateParams());
        check(call instanceof Promise, "instanceof Promise");
        check(typeof call.withResponse === "function", "withResponse");
        let finished = 0;
        const issued = await call.then((value) => value).finally(() => { finished += 1; });
        equal([issued.token, finished], [ISSUED_TOKEN, 1], "token and finally");
        const own = await call.finally(() => { finished += 1; });
        equal([own === issued, finished, (await call.catch(() => undefined)) === issued], [true, 2, true], "finally and catch of the call itself");
        equal((await Promise.all([call, call.withResponse()])).length, 2, "the same call twice");
      });
    },
  },
  {
    name: "a failed call that nobody awaits by withResponse causes no unhandled rejection of its own",
    async run(ctx) {
      await withScenario(ctx, [failed(401)], async ({ url }) => {
        await rejection(() => clientFor(ctx, url).privateTokens.create(privateParams()).withResponse());
        await rejection(() => clientFor(ctx, url).privateTokens.create(privateParams()));
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
    },
  },
  {
    name: "an issued token cannot be changed",
    async run(ctx) {
      const issued = await issue(ctx);
      for (const change of [() => { issued.token = "x"; }, () => { issued.channelIds.push(9); }, () => { issued.scopes[0] = "B2B"; }, () => { issued.meta.x = 1; }]) {
        try {
          change();
        } catch {
          // A frozen object says so in strict code; what counts is that nothing changed.
        }
      }
      equal([issued.token, issued.channelIds, issued.scopes, issued.meta], [ISSUED_TOKEN, [1], ["Unauthenticated"], {}], "fields");
    },
  },
  {
    name: "clients, pages and what they list cannot be changed",
    async run(ctx) {
      const sandbox = ctx.sandboxModule.createSandbox();
      const { storeHash, accessToken } = sandbox.credentials;
      const client = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, clock: sandbox.clock, logLevel: "off" });
      await client.privateTokens.create(privateParams());
      const page = await client.privateTokens.list();
      const [record] = page.items;
      const { channelIds, scopes } = record;
      for (const [what, value] of Object.entries({ client, b2b: client.b2b, page, items: page.items, pagination: page.pagination, record, channelIds, scopes })) check(value !== undefined && Object.isFrozen(value), what);
    },
  },
  {
    name: "an issued token shows what is no secret",
    async run(ctx) {
      const issued = await issue(ctx, privateParams({ name: "shown" }));
      const json = JSON.parse(JSON.stringify(issued));
      equal([json.channelIds, json.scopes, json.name], [[1], ["Unauthenticated"], "shown"], "JSON");
      check(json.token === undefined || !json.token.includes(ISSUED_TOKEN.slice(0, 6)), "the token in JSON is absent or redacted");
    },
  },
  {
    name: "fromEnv reads the two variables and takes options",
    async run(ctx) {
      const env = { BIGCOMMERCE_STORE_HASH: "fromenv1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" };
      const { requests } = await withScenario(ctx, [created()], ({ url }) => ctx.lib.BigCommerceTokens.fromEnv(env, { endpoints: { api: url }, logLevel: "off" }).privateTokens.create(privateParams()));
      equal(requests[0].target.split("/")[2], "fromenv1", "store hash");
      equal(header(requests[0], "x-auth-token"), "synthetic0env0token", "x-auth-token");
    },
  },
  {
    name: "fromEnv options win over the environment",
    async run(ctx) {
      const env = { BIGCOMMERCE_STORE_HASH: "fromenv1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" };
      const { requests } = await withScenario(ctx, [created()], ({ url }) => ctx.lib.BigCommerceTokens.fromEnv(env, { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, endpoints: { api: url } }).privateTokens.create(privateParams()));
      equal([requests[0].target.split("/")[2], header(requests[0], "x-auth-token")], [STORE_HASH, ACCESS_TOKEN], "store hash and access token");
    },
  },
  ...[["an empty environment", {}], ["an empty store hash", { BIGCOMMERCE_STORE_HASH: "", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" }]].map(([what, env]) => ({
    name: `fromEnv with ${what} names the variable`,
    async run(ctx) {
      const error = thrown(() => ctx.lib.BigCommerceTokens.fromEnv(env));
      check(error instanceof ctx.lib.ConfigError, `expected a ConfigError, got ${error?.name}: ${error?.message}`);
      equal(error.option, "storeHash", "option");
      matches(`${error.message} ${error.hint ?? ""}`, /BIGCOMMERCE_STORE_HASH/, "message or hint");
    },
  })),
  {
    name: "fromEnv without arguments reads the runtime's environment, or says that it cannot",
    async run(ctx) {
      let outcome;
      try {
        outcome = ctx.lib.BigCommerceTokens.fromEnv();
      } catch (error) {
        outcome = error;
      }
      const isClient = outcome instanceof ctx.lib.BigCommerceTokens;
      check(isClient || outcome instanceof ctx.lib.ConfigError, `got ${outcome?.name}: ${outcome?.message}`);
      equal(isClient, ctx.environment?.BIGCOMMERCE_STORE_HASH !== undefined, "a client where the environment has a store hash");
    },
  },
  {
    name: "init refuses what is no WebAssembly of this package",
    async run(ctx) {
      for (const wrong of [null, undefined, 5, "wasm", {}, new Uint8Array(), new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), new ArrayBuffer(8)]) {
        const error = thrown(() => ctx.lib.init(wrong));
        check(ctx.lib.BigCommerceError.is(error), `expected an error of ours, got ${error?.name}: ${error?.message}`);
        oneOf(error.code, ["wasm_unavailable", "config"], "code");
      }
      equal((await issue(ctx)).token, ISSUED_TOKEN, "the package works on");
    },
  },
  {
    name: "the sandbox answers a private token and a sign-in without a network",
    async run(ctx) {
      const sandbox = ctx.sandboxModule.createSandbox();
      const { storeHash, accessToken, email, password } = sandbox.credentials;
      const client = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, logLevel: "off" });
      const issued = await client.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"] });
      equal(issued.token.split(".").length, 3, "parts of the JWT");
      check(issued.expiresAt instanceof Date, "expiresAt");
      const b2b = await client.b2b.serverToServerTokens.create({ email, password, name: "suite" });
      equal(b2b.name, "suite", "name");
      equal(sandbox.requests.map((request) => request.status), [200, 200], "statuses");
    },
  },
  {
    name: "the sandbox's refusals become our errors",
    async run(ctx) {
      const sandbox = ctx.sandboxModule.createSandbox();
      const { storeHash, accessToken, email } = sandbox.credentials;
      const client = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, logLevel: "off", clock: instantClock(Date.now()) });
      const wrongPassword = await rejection(() => client.b2b.serverToServerTokens.create({ email, password: "not-the-password", name: "suite" }));
      check(wrongPassword instanceof ctx.lib.AuthenticationError, `wrong password: ${wrongPassword?.name} ${wrongPassword?.message}`);
      const wrongToken = await rejection(() => client.withOptions({ accessToken: "synthetic0unknown" }).privateTokens.create(privateParams()));
      check(wrongToken instanceof ctx.lib.AuthenticationError, `wrong access token: ${wrongToken?.name}`);
      const wrongChannel = await rejection(() => client.privateTokens.create(privateParams({ channelId: 77 })));
      check(wrongChannel instanceof ctx.lib.UnprocessableError, `unknown channel: ${wrongChannel?.name}`);
    },
  },
];
