// The `fetch` option: what it is called with, and that no misbehaviour of it becomes more than a typed error.
import { check, equal, matches, oneOf, rejection } from "./support/check.mjs";
import { ACCESS_TOKEN, ISSUED_TOKEN, OPERATIONS, PASSWORD, STORE_HASH, clientFor, created, openScenario, withScenario } from "./support/api.mjs";
import { expectClean } from "./support/leaks.mjs";

const ORIGIN = "http://127.0.0.1:9";
const [PRIVATE] = OPERATIONS;
const good = JSON.stringify({ data: { token: ISSUED_TOKEN }, meta: {} });
const ok = () => new Response(good, { status: 200, headers: { "content-type": "application/json" } });
const streamOf = (...chunks) => new ReadableStream({ start(controller) { for (const chunk of chunks) controller.enqueue(chunk); controller.close(); } });
const bytes = (text) => new TextEncoder().encode(text);

async function usedResponse() {
  const response = ok();
  await response.text();
  return response;
}

async function lockedResponse() {
  const response = ok();
  response.body.getReader();
  return response;
}

/** A reply made by hand, as mocks and ponyfills make them. */
const reply = (fields) => ({ status: 200, ok: true, type: "default", redirected: false, url: ORIGIN, headers: new Headers(), bodyUsed: false, body: null, text: async () => good, arrayBuffer: async () => bytes(good).buffer, json: async () => JSON.parse(good), ...fields });

const throwing = (name) => Object.defineProperty(reply({}), name, { get() { throw new Error(`${ACCESS_TOKEN} in a getter`); } });

/** Functions that are no fetch. `codes` are what the error may be called. */
const broken = [
  ["returns undefined", () => undefined], ["resolves to undefined", async () => undefined], ["resolves to null", async () => null],
  ["resolves to a plain object", async () => ({})], ["resolves to a string", async () => good], ["resolves to a number", async () => 200],
  ["resolves to a used Response", usedResponse], ["resolves to a locked Response", lockedResponse], ["resolves to a Response whose status is text", async () => reply({ status: "200" })],
  ["resolves to a Response without headers", async () => reply({ headers: undefined })], ["resolves to a Response with a status that throws", async () => throwing("status")],
  ["resolves to a Response with headers that throw", async () => throwing("headers")],
  ["gives chunks of text", async () => reply({ body: streamOf("text") })], ["gives chunks of numbers", async () => reply({ body: streamOf(1, 2) })],
  ["has a reader that gives nonsense", async () => reply({ body: { getReader: () => ({ read: async () => undefined, cancel: async () => {}, releaseLock() {} }) } })],
  ...[-1, 1_000, 200.5].map((status) => /** @type {const} */ ([`resolves to a Response with status ${status}`, async () => reply({ status, body: streamOf(bytes(good)) })])),
  ["was redirected from nowhere", async () => reply({ redirected: true, url: undefined })],
  ["has a body that is a number", async () => reply({ body: 5, arrayBuffer: undefined, text: undefined })],
];

const failing = [
  ["throws an Error", () => { throw new Error("sync"); }], ["throws a string", () => { throw "sync"; }], ["throws undefined", () => { throw undefined; }],
  ["rejects with a string", () => Promise.reject("async")], ["rejects with undefined", () => Promise.reject()], ["rejects with null", () => Promise.reject(null)],
  ["rejects with a frozen object", () => Promise.reject(Object.freeze({}))], ["rejects with a Proxy that throws", () => Promise.reject(new Proxy({}, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } }))],
  ["rejects with an error of another realm", () => Promise.reject(Object.assign(Object.create({ name: "TypeError" }), { message: "fetch failed", stack: "" }))],
  ["rejects by a thenable", () => ({ then(_resolve, reject) { reject(new Error("thenable")); } })],
  ["resolves to a network error in the shape of a Response", async () => reply({ status: 0, type: "error", body: null })],
  ["resolves to a Response with a body that throws", async () => throwing("body")],
  ["fails inside the body", async () => reply({ body: new ReadableStream({ pull(controller) { controller.error("cut"); } }) })],
  ["fails inside the body with an Error", async () => new Response(new ReadableStream({ pull(controller) { controller.error(new Error(PASSWORD)); } }))],
];

async function outcomeOf(ctx, fetch, options = {}) {
  const client = clientFor(ctx, ORIGIN, { fetch, maxRetries: 0, ...options });
  return rejection(() => PRIVATE.create(client), 15_000);
}

function expectConnectionError(ctx, error, codes) {
  check(error instanceof ctx.lib.ConnectionError, `expected a ConnectionError, got ${error?.name} ${error?.code}: ${error?.message}`);
  oneOf(error.code, codes, "code");
  oneOf(error.outcome, ["unknown", "not_sent"], "outcome");
  expectClean(ctx, error, [ACCESS_TOKEN, PASSWORD, "sync", "async", "thenable"].filter((text) => text.length > 6), "the error");
}

const succeeding = [
  ["a Response", async () => ok()],
  ["a Response of its own class", async () => reply({ body: streamOf(bytes(good)) })],
  ["a body in single bytes", async () => reply({ body: streamOf(...[...bytes(good)].map((byte) => Uint8Array.of(byte))) })],
  ["a body with empty chunks", async () => reply({ body: streamOf(new Uint8Array(), bytes(good), new Uint8Array()) })],
  ["no body stream, but arrayBuffer()", async () => reply({ body: undefined })],
  ["64 KiB to the byte by arrayBuffer()", async () => reply({ body: undefined, arrayBuffer: async () => bytes(good.padEnd(65_536)).buffer })],
  ["a body as a Node stream (an async iterable)", async () => reply({ body: { async *[Symbol.asyncIterator]() { yield bytes(good.slice(0, 9)); yield bytes(good.slice(9)); } } })],
  ["a Response whose headers cannot be read", async () => reply({ body: streamOf(bytes(good)), headers: { get() { throw new Error(ACCESS_TOKEN); } } })],
  ["a body whose chunks are parts of a larger buffer", async () => reply({ body: streamOf(bytes(`<<${good}>>`).subarray(2, -2)) })],
  ["a Response whose headers are no texts", async () => reply({ body: streamOf(bytes(good)), headers: { get: () => 7 } })],
  ["a body of the largest size, which is announced", async () => reply({ body: streamOf(bytes(good.padEnd(65_536))), headers: new Headers({ "Content-Length": "65536" }) })],
  ["a thenable", () => ({ then(resolve) { resolve(ok()); } })],
  ["a plain value in place of a promise", () => ok()],
];

async function callOf(ctx, options) {
  const calls = [];
  const fetch = async (...args) => {
    calls.push(args);
    return ok();
  };
  await PRIVATE.create(clientFor(ctx, ORIGIN, { fetch, ...options }), options?.call);
  equal(calls.length, 1, "calls");
  return calls[0];
}

/** A body that a fetch made anew, so that the signal given to it says nothing to the stream behind it. */
function rewrapped(chunk, fields = undefined) {
  const told = { cancelled: false, aborted: () => false };
  const stream = new ReadableStream({
    pull(controller) {
      if (chunk === undefined) return new Promise(() => {});
      controller.enqueue(chunk);
    },
    cancel() {
      told.cancelled = true;
    },
  });
  const fetch = async (_url, { signal }) => {
    told.aborted = () => signal.aborted;
    return fields === undefined ? new Response(stream, { status: 200 }) : reply({ body: stream, ...fields });
  };
  return { told, fetch };
}

const LARGE = new Uint8Array(200_000);

/** Answers that are told by their head alone: the body behind it, and whether the request is still under way then. */
const headAlone = [
  ["a redirect", undefined, { status: 307, headers: new Headers({ Location: "https://evil.example/" }) }, "redirect_refused", false],
  ["a redirect that was followed", undefined, { redirected: true, url: "https://evil.example/" }, "redirect_refused", false],
  ["a refusal with too large a body", LARGE, { status: 403 }, "permission", true],
  ["a refusal that announces too large a body", undefined, { status: 403, headers: new Headers({ "Content-Length": "200000" }) }, "permission", true],
  ["a refusal with a body that never ends", undefined, { status: 403 }, "permission", true],
  ["the lowest refusal, with a body that never ends", undefined, { status: 400 }, "bad_request", true],
];

const { Deno } = /** @type {any} */ (globalThis);

/** There is nothing of the kind in other runtimes. */
const inDeno = typeof Deno?.createHttpClient !== "function" ? [] : [
  {
    name: "in Deno what may be sent once has a connection of its own, closed afterwards, where the caller gives none",
    async run(ctx) {
      const { createHttpClient } = Deno;
      const counts = { made: 0, closed: 0 };
      const own = createHttpClient({});
      Deno.createHttpClient = (...given) => {
        const made = createHttpClient(...given);
        counts.made += 1;
        return Object.assign(made, { close: () => (counts.closed += 1, Object.getPrototypeOf(made).close.call(made)) });
      };
      try {
        await withScenario(ctx, [created(), { status: 403 }, created()], async ({ url }) => {
          await PRIVATE.create(clientFor(ctx, url));
          await rejection(() => PRIVATE.create(clientFor(ctx, url)));
          equal(counts, { made: 2, closed: 2 }, "connections");
          await PRIVATE.create(clientFor(ctx, url, { fetchOptions: { client: own } }));
          equal(counts, { made: 2, closed: 2 }, "connections beside the caller's");
        });
      } finally {
        Deno.createHttpClient = createHttpClient;
        own.close();
      }
    },
  },
];

export const tests = [
  ...[["too large", new Uint8Array(40_000)], ["too slow", undefined]].map(([what, chunk]) => ({
    name: `a body that is ${what} is cancelled, even where the signal does not reach it`,
    async run(ctx) {
      const { told, fetch } = rewrapped(chunk);
      await rejection(() => clientFor(ctx, ORIGIN, { fetch, timeoutMs: 100, maxRetries: 0 }).privateTokens.create({ channelId: 1, expiresAt: 4_102_444_800, scopes: ["B2B"] }));
      check(told.cancelled, "the stream goes on");
    },
  })),
  ...headAlone.map(([what, chunk, fields, code, underWay]) => ({
    name: `the body of ${what} is let go of`,
    async run(ctx) {
      const { told, fetch } = rewrapped(chunk, fields);
      const error = await outcomeOf(ctx, fetch, { timeoutMs: 200 });
      equal([error?.code, told.cancelled], [code, true], "code, and whether the stream was cancelled");
      if (underWay) check(told.aborted(), "the request goes on");
    },
  })),
  ...broken.map(([what, fetch]) => ({
    name: `a fetch that ${what} is a ConnectionError with code fetch_misuse`,
    run: async (ctx) => expectConnectionError(ctx, await outcomeOf(ctx, fetch), ["fetch_misuse"]),
  })),
  ...failing.map(([what, fetch]) => ({
    name: `a fetch that ${what} is a ConnectionError`,
    run: async (ctx) => expectConnectionError(ctx, await outcomeOf(ctx, fetch), ["connection", "fetch_misuse"]),
  })),
  ...[["never settles", () => new Promise(() => {})], ["never ends its body", async () => reply({ body: new ReadableStream({ pull: () => new Promise(() => {}) }) })], ["never ends arrayBuffer()", async () => reply({ body: undefined, arrayBuffer: () => new Promise(() => {}) })]].map(([what, fetch]) => ({
    name: `a fetch that ${what} and ignores its signal meets the deadline`,
    async run(ctx) {
      const error = await outcomeOf(ctx, fetch, { timeoutMs: 300 });
      check(error instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${error?.name} ${error?.code}: ${error?.message}`);
    },
  })),
  {
    name: "a fetch that ignores its signal does not keep an aborted call",
    async run(ctx) {
      const controller = new AbortController();
      const rejected = rejection(() => PRIVATE.create(clientFor(ctx, ORIGIN, { fetch: () => new Promise(() => {}) }), { signal: controller.signal }), 5_000);
      controller.abort(new Error("leave"));
      const error = await rejected;
      check(error instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${error?.name} ${error?.code}`);
    },
  },
  {
    name: "a fetch that fails after the abort cannot change the outcome",
    async run(ctx) {
      const controller = new AbortController();
      const fetch = (_url, init) => new Promise((_resolve, reject) => init.signal.addEventListener("abort", () => setTimeout(() => reject(new Error("late")), 20)));
      const rejected = rejection(() => PRIVATE.create(clientFor(ctx, ORIGIN, { fetch }), { signal: controller.signal }), 5_000);
      setTimeout(() => controller.abort("leave"), 20);
      const error = await rejected;
      check(error instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${error?.name} ${error?.code}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    },
  },
  ...[
    ["follows redirects by itself", async () => reply({ redirected: true, url: "https://evil.example/x?token=1" }), "https://evil.example"],
    ["hides a redirect", async () => reply({ status: 0, type: "opaqueredirect", body: null }), null],
    ["hides a redirect behind another status", async () => reply({ type: "opaqueredirect" }), null],
  ].map(([what, fetch, toOrigin]) => ({
    name: `a fetch that ${what} is refused as a redirect`,
    async run(ctx) {
      const error = await outcomeOf(ctx, fetch);
      check(error instanceof ctx.lib.RedirectRefusedError, `expected a RedirectRefusedError, got ${error?.name} ${error?.code}: ${error?.message}`);
      equal(error.toOrigin, toOrigin, "toOrigin");
    },
  })),
  {
    name: "an endless body by arrayBuffer or stream is bounded",
    async run(ctx) {
      let pulled = 0;
      const body = new ReadableStream({ pull(controller) { pulled += 1; controller.enqueue(new Uint8Array(16_384).fill(32)); } });
      const error = await outcomeOf(ctx, async () => reply({ body }));
      check(error instanceof ctx.lib.ProtocolError, `expected a ProtocolError, got ${error?.name} ${error?.code}: ${error?.message}`);
      check(pulled < 40, `chunks pulled: ${pulled}`);
      const huge = await outcomeOf(ctx, async () => reply({ body: undefined, arrayBuffer: async () => new ArrayBuffer(1 << 20) }));
      check(huge instanceof ctx.lib.ProtocolError, `expected a ProtocolError, got ${huge?.name} ${huge?.code}: ${huge?.message}`);
    },
  },
  ...succeeding.map(([what, fetch]) => ({
    name: `${what} from a supplied fetch works`,
    async run(ctx) {
      const issued = await PRIVATE.create(clientFor(ctx, ORIGIN, { fetch }));
      equal(issued.token, ISSUED_TOKEN, "token");
    },
  })),
  {
    name: "an answer with no body at all is an empty one, and no fault of the fetch",
    async run(ctx) {
      const error = await outcomeOf(ctx, async () => reply({ body: null, arrayBuffer: undefined }));
      check(error instanceof ctx.lib.ProtocolError, `expected a ProtocolError, got ${error?.name} ${error?.code}: ${error?.message}`);
    },
  },
  ...inDeno,
  {
    name: "a supplied fetch gets the address as text and a plain object with own fields",
    async run(ctx) {
      const [url, init] = await callOf(ctx, {});
      equal(url, `${ORIGIN}/stores/${STORE_HASH}/v3/storefront/api-token-private`, "url");
      check(init !== null && typeof init === "object" && !(typeof Request === "function" && init instanceof Request), "init is a plain object");
      for (const key of ["method", "redirect", "headers", "body", "signal"]) check(Object.hasOwn(init, key), `own ${key}`);
      equal([init.method, init.redirect, typeof init.body], ["POST", "manual", "string"], "method, redirect and type of body");
      equal(new Headers(init.headers).get("x-auth-token"), ACCESS_TOKEN, "x-auth-token");
      check(typeof init.signal.aborted === "boolean" && typeof init.signal.addEventListener === "function", "signal");
    },
  },
  {
    name: "fetchOptions go through to fetch, beside what the client sets",
    async run(ctx) {
      const dispatcher = { dispatch() {} };
      const [, init] = await callOf(ctx, { fetchOptions: { dispatcher, cf: { cacheTtl: 0 }, keepalive: true } });
      check(init.dispatcher === dispatcher, "dispatcher is the very object");
      equal([init.cf, init.keepalive, init.redirect, init.method], [{ cacheTtl: 0 }, true, "manual", "POST"], "options");
    },
  },
  {
    name: "globalThis.fetch is looked up at each call",
    async run(ctx) {
      const original = globalThis.fetch;
      const { requests } = await withScenario(ctx, [created()], async ({ url }) => {
        const client = clientFor(ctx, url);
        let calls = 0;
        globalThis.fetch = (...args) => { calls += 1; return original(...args); };
        try {
          await PRIVATE.create(client);
        } finally {
          globalThis.fetch = original;
        }
        equal(calls, 1, "calls of the replacement");
        await PRIVATE.create(client);
      });
      equal(requests.length, 2, "requests");
    },
  },
  {
    name: "the fetch option wins over globalThis.fetch",
    async run(ctx) {
      const original = globalThis.fetch;
      globalThis.fetch = () => { throw new Error("the global one was called"); };
      try {
        equal((await PRIVATE.create(clientFor(ctx, ORIGIN, { fetch: async () => ok() }))).token, ISSUED_TOKEN, "token");
      } finally {
        globalThis.fetch = original;
      }
    },
  },
  {
    name: "without any fetch the call is refused in words",
    async run(ctx) {
      const original = globalThis.fetch;
      const client = clientFor(ctx, ORIGIN);
      globalThis.fetch = /** @type {any} */ (undefined);
      let error;
      try {
        error = await rejection(() => PRIVATE.create(client));
      } finally {
        globalThis.fetch = original;
      }
      check(ctx.lib.BigCommerceError.is(error), `expected an error of ours, got ${error?.name}`);
      matches(`${error.message} ${error.hint ?? ""}`, /\bfetch\b/, "message or hint");
    },
  },
  ...[["an enumerable channelId", { channelId: { value: 7, enumerable: true } }], ["an enumerable method of a library", { extend: { value() {}, enumerable: true } }],
    ...["redirect", "headers", "dispatcher", "body", "method", "signal"].map((key) => [`a hidden ${key}`, { [key]: { value: { evil: true }, enumerable: false } }])].map(([what, properties]) => ({
    name: `Object.prototype with ${what} is refused before anything is sent`,
    async run(ctx) {
      const scenario = await openScenario(ctx, { answers: [created()] });
      const client = clientFor(ctx, scenario.url);
      const keys = Object.keys(properties);
      for (const key of keys) Object.defineProperty(Object.prototype, key, { .../** @type {any} */ (properties)[key], configurable: true, writable: true });
      let outcome;
      try {
        outcome = await PRIVATE.create(client).then(() => null, (error) => error);
      } finally {
        for (const key of keys) delete Object.prototype[key];
      }
      const { requests } = await scenario.close();
      equal(requests.length, 0, "requests");
      check(ctx.lib.BigCommerceError.is(outcome), `expected an error of ours, got ${outcome?.name}: ${outcome?.message}`);
      equal(outcome.code, "environment_polluted", "code");
    },
  })),
];
