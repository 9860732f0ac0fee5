// Values that a caller's code made and that do not behave: none of them may end in an internal fault, which would end every other
// call of the process, nor in a rejection that nobody handles.
import { check, equal, matches, pause, rejection } from "./support/check.mjs";
import { ACCESS_TOKEN, ISSUED_TOKEN, STORE_HASH, privateParams } from "./support/api.mjs";

const good = JSON.stringify({ data: { token: ISSUED_TOKEN }, meta: {} });
const bytes = (text) => new TextEncoder().encode(text);
const ok = () => new Response(good, { status: 200 });

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Objects that throw when they are looked at. */
const unreadable = [
  ["a revoked proxy", revoked],
  ["a proxy whose ownKeys throws the description of an error", () => new Proxy({}, { ownKeys() { throw { code: "api", status: 1, message: "forged" }; } })],
  ["a proxy whose getOwnPropertyDescriptor throws", () => new Proxy({ channelId: 1 }, { getOwnPropertyDescriptor() { throw new Error("trap"); } })],
  ["an object whose tag throws", () => ({ get [Symbol.toStringTag]() { throw new Error("tag"); } })],
];

const cyclicList = () => {
  const list = [];
  list.push(list);
  return list;
};
const cyclicObject = () => {
  const object = Object.create(null);
  return Object.assign(object, { object });
};

/** Values of fields that are deep, endless or very long. */
const bottomless = [
  ["a list in itself", cyclicList], ["a bare object in itself", cyclicObject], ["a list five thousand deep", () => JSON.parse("[".repeat(5_000) + "]".repeat(5_000))],
  ["a list of four billion holes", () => new Array(2 ** 32 - 1)], ["a bare object of a getter", () => Object.defineProperty(Object.create(null), "a", { enumerable: true, get() { throw new Error("getter"); } })],
];

const counted = (ctx, more = {}) => {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return ok();
  };
  const options = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch, logLevel: "off", maxRetries: 0, ...more };
  return { client: new ctx.lib.BigCommerceTokens(options), sent: () => sent };
};

async function refusedUnsent(ctx, call) {
  const { client, sent } = counted(ctx);
  const error = await rejection(() => call(client));
  check(error instanceof ctx.lib.ValidationError, `expected a ValidationError, got ${error?.name} ${error?.code}: ${error?.message}`);
  equal(sent(), 0, "requests");
  return error;
}

/** Signals that are one by their shape alone. */
const signals = [
  ["whose removeEventListener throws", { aborted: false, addEventListener() {}, removeEventListener() { throw new Error("remove"); } }],
  ["without removeEventListener", { aborted: false, addEventListener() {} }],
  ["whose addEventListener throws", { aborted: false, addEventListener() { throw new Error("add"); }, removeEventListener() {} }],
];

/** Bodies whose bytes go away before anybody has copied them. */
const vanishing = [
  ["is detached", (buffer) => structuredClone(buffer, { transfer: [buffer] })],
  ["shrinks", (buffer) => buffer.resize(3)],
];

export const tests = [
  {
    name: "a promise with a then of its own is awaited all the same, for an access token and for a token",
    async run(ctx) {
      const led = (value) => Object.assign(Promise.resolve(value), { then: () => {} });
      let sent;
      const fetch = async (_, init) => ((sent = init.headers["X-Auth-Token"]), ok());
      const client = new ctx.lib.BigCommerceTokens({ storeHash: STORE_HASH, accessToken: () => led(ACCESS_TOKEN), fetch, logLevel: "off" });
      equal([(await client.privateTokens.create(privateParams())).token, sent], [ISSUED_TOKEN, ACCESS_TOKEN], "the result and the access token");
      const token = { getToken: () => led({ token: "synthetic0bearer" }) };
      const shop = ctx.graphqlEntry.createStorefrontClient({ storeHash: STORE_HASH, channelId: 1, token, fetch: async () => Response.json({ data: { a: 1 } }), logLevel: "off" });
      equal((await shop.request("{ a }")).data, { a: 1 }, "data");
    },
  },
  {
    name: "an answer that comes after the deadline is let go of",
    async run(ctx) {
      let cancelled = 0;
      const body = { getReader: () => ({ read: () => new Promise(() => {}), cancel: async () => {} }), cancel: async () => void (cancelled += 1) };
      const late = { status: 200, headers: new Headers(), type: "basic", url: "", redirected: false, bodyUsed: false, body };
      // It minds no signal.
      const fetch = () => new Promise((resolve) => setTimeout(() => resolve(late), 200));
      const { client } = counted(ctx, { fetch, timeoutMs: 50 });
      equal((await rejection(() => client.privateTokens.create(privateParams())))?.code, "timeout", "the error");
      await pause(400);
      equal(cancelled, 1, "bodies let go of");
    },
  },
  {
    name: "a subclass may have fields of its own, and makes more of itself",
    async run(ctx) {
      class Shop extends ctx.lib.BigCommerceTokens {
        region = "eu";
      }
      const shop = new Shop({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch: async () => ok(), logLevel: "off" });
      const { fromEnv } = ctx.lib.BigCommerceTokens;
      const env = { BIGCOMMERCE_STORE_HASH: STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN: ACCESS_TOKEN };
      for (const each of [shop, shop.withOptions({ maxRetries: 0 }), Shop.fromEnv(env, { fetch: async () => ok(), logLevel: "off" })]) {
        check(each instanceof Shop, "its class");
        equal([each.region, (await each.privateTokens.create(privateParams())).token], ["eu", ISSUED_TOKEN], "the field and a token");
      }
      check(fromEnv(env) instanceof ctx.lib.BigCommerceTokens, "taken out of its class");
    },
  },
  ...unreadable.flatMap(([what, make]) => [
    {
      name: `${what} as arguments is refused, and nothing is sent`,
      async run(ctx) {
        const error = await refusedUnsent(ctx, (client) => client.privateTokens.create(make()));
        matches(error.message, /expected an object/, "message");
      },
    },
    {
      name: `${what} as options of a call is refused, and nothing is sent`,
      run: (ctx) => refusedUnsent(ctx, (client) => client.privateTokens.create(privateParams(), make())),
    },
    {
      name: `${what} as options of a client is a ConfigError`,
      async run(ctx) {
        const { BigCommerceTokens, ConfigError } = ctx.lib;
        for (const construct of [() => new BigCommerceTokens(make()), () => counted(ctx).client.withOptions(make()), () => BigCommerceTokens.fromEnv({}, make())]) {
          const error = await rejection(async () => construct());
          check(error instanceof ConfigError, `expected a ConfigError, got ${error?.name}: ${error?.message}`);
        }
      },
    },
  ]),
  ...[5, [], new Map([["timeoutMs", 1]]), null].map((options) => ({
    name: `fromEnv() refuses options that are ${options === null ? "null" : `of type ${Object.prototype.toString.call(options)}`}`,
    async run(ctx) {
      const env = { BIGCOMMERCE_STORE_HASH: STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN: ACCESS_TOKEN };
      const error = await rejection(async () => ctx.lib.BigCommerceTokens.fromEnv(env, options));
      equal(error?.code, "config", "code");
    },
  })),
  ...bottomless.map(([what, make]) => ({
    name: `${what} is told by its kind, wherever it stands`,
    async run(ctx) {
      for (const params of [{ scopes: [make()] }, { channelIds: [make()], channelId: undefined }, { name: make() }]) {
        const error = await refusedUnsent(ctx, (client) => client.privateTokens.create(privateParams({ ...params, expiresAt: -1 })));
        check(error.issues.length >= 2, `every fault is listed: ${error.message}`);
      }
      await refusedUnsent(ctx, (client) => client.privateTokens.create(make()));
      await refusedUnsent(ctx, (client) => client.privateTokens.create(privateParams(), { headers: { "x-own": make() } }));
      for (const option of [{ accessToken: make() }, { appInfo: { name: make() } }, { storeHash: make() }]) {
        const error = await rejection(async () => counted(ctx, option));
        equal(error?.code, "config", `${Object.keys(option)}: code`);
      }
    },
  })),
  ...signals.map(([what, signal]) => ({
    name: `a signal ${what} disturbs no call`,
    async run(ctx) {
      const bystander = counted(ctx).client.privateTokens.create(privateParams());
      for (const accessToken of [ACCESS_TOKEN, async () => ACCESS_TOKEN]) {
        const { token } = await counted(ctx, { accessToken }).client.privateTokens.create(privateParams(), { signal });
        equal(token, ISSUED_TOKEN, "token");
      }
      equal((await bystander).token, ISSUED_TOKEN, "the other call's token");
    },
  })),
  {
    name: "a signal that aborts while it is listened to is heard",
    async run(ctx) {
      const signal = { aborted: false, reason: "now", addEventListener(_, tell) { signal.aborted = true; tell(); }, removeEventListener() {} };
      const { client } = counted(ctx, { fetch: () => new Promise(() => {}) });
      const error = await rejection(() => client.privateTokens.create(privateParams(), { signal }));
      equal(error?.code, "aborted", "code");
    },
  },
  ...vanishing.map(([what, vanish]) => ({
    name: `a body whose buffer ${what} before its end is a typed error`,
    async run(ctx) {
      const buffer = new ArrayBuffer(good.length, what === "shrinks" ? { maxByteLength: good.length } : undefined);
      const chunk = new Uint8Array(buffer);
      chunk.set(bytes(good));
      let reads = 0;
      const read = async () => {
        reads += 1;
        if (reads === 1) return { done: false, value: chunk };
        vanish(buffer);
        return { done: true };
      };
      const fetch = async () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read, cancel: async () => {} }) } });
      const error = await rejection(() => counted(ctx, { fetch }).client.privateTokens.create(privateParams()));
      check(["connection", "protocol"].includes(error?.code), `expected a typed error, got ${error?.code}: ${error?.message}`);
      equal(error.outcome, "unknown", "outcome");
    },
  })),
  ...[
    ["does nothing", () => {}],
    ["gives a promise that is rejected", () => Promise.reject(new Error("then"))],
    ["throws", () => { throw new Error("then"); }],
  ].map(([what, then]) => ({
    name: `a promise whose own then() ${what} is awaited all the same`,
    async run(ctx) {
      const { client } = counted(ctx, { fetch: () => Object.assign(Promise.resolve(ok()), { then }) });
      equal((await client.privateTokens.create(privateParams())).token, ISSUED_TOKEN, "token");
    },
  })),
  {
    name: "a body of empty chunks without an end ends at the deadline, and is read no further",
    async run(ctx) {
      let pulls = 0;
      const stream = () => new ReadableStream({ pull(controller) { pulls += 1; controller.enqueue(new Uint8Array()); } });
      const { client } = counted(ctx, { timeoutMs: 200, fetch: async () => ({ status: 200, headers: new Headers(), body: { getReader: () => { const reader = stream().getReader(); return { read: () => reader.read(), cancel: async () => {} }; } } }) });
      const error = await rejection(() => client.privateTokens.create(privateParams()));
      equal(error?.code, "timeout", "code");
      const [before] = [await settled(() => pulls), pulls];
      await new Promise((resolve) => setTimeout(resolve, 50));
      equal(pulls, before, "reads after the end of the call");
    },
  },
  ...["debug", "info"].map((level) => ({
    name: `a logger whose ${level}() is rejected disturbs nobody`,
    async run(ctx) {
      const fails = async () => { throw new Error("logger"); };
      const logger = { debug: fails, info: fails, warn: fails, error: fails };
      const { client } = counted(ctx, { logger, logLevel: level });
      equal((await client.privateTokens.create(privateParams())).token, ISSUED_TOKEN, "token");
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  })),
  {
    name: "an onEvent that is rejected disturbs nobody, and the logger is told of it each time",
    async run(ctx) {
      const events = [];
      const lines = [];
      const onEvent = async (event) => {
        events.push(event);
        throw new Error("listener");
      };
      const { client } = counted(ctx, { onEvent, logger: { debug() {}, info() {}, warn: (line) => lines.push(line), error() {} }, logLevel: "warn" });
      equal((await client.privateTokens.create(privateParams())).token, ISSUED_TOKEN, "token");
      await settled(() => lines.length);
      check(events.length > 0, "events");
      equal(lines, events.map(() => "bigcommerce-tokens: onEvent failed; the call goes on"), "lines");
    },
  },
  {
    name: "a listener cannot change what the logger is told",
    async run(ctx) {
      const lines = [];
      const tell = (line) => lines.push(line);
      const onEvent = (event) => void Reflect.set(event, "url", "synthetic0changed");
      const { client } = counted(ctx, { onEvent, logger: { debug: tell, info: tell, warn: tell, error: tell }, logLevel: "debug" });
      await client.privateTokens.create(privateParams());
      check(lines.length > 0 && !lines.join().includes("synthetic0changed"), `${lines}`);
    },
  },
  {
    name: "a process without a place for what was warned of is warned all the same",
    async run(ctx) {
      const place = Symbol.for("bigcommerce-tokens.warned");
      const before = Object.getOwnPropertyDescriptor(globalThis, place);
      Object.defineProperty(globalThis, place, { value: 5, configurable: true });
      try {
        const error = await rejection(() => counted(ctx).client.b2b.serverToServerTokens.create({}));
        equal(error?.code, "validation", "code");
      } finally {
        delete globalThis[place];
        if (before !== undefined) Object.defineProperty(globalThis, place, before);
      }
    },
  },
];

/** What `read` gives once it has stopped changing. */
async function settled(read) {
  let last;
  for (let turn = 0; turn < 20 && last !== read(); turn += 1) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return read();
}
