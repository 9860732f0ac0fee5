// The contract on a real Redis, by each of the three clients in the majors that are in use, and what they share.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Redis as UpstashRedis } from "@upstash/redis";
import { Redis as IoRedis } from "ioredis";
import { Redis as IoRedis6 } from "ioredis-6";
import { createClient } from "redis";
import { createClient as createClient5 } from "redis-5";
import { redisStore } from "../../../pkg-template/stores/index.js";
import { pause, rejection, thrown } from "../suite/support/check.mjs";
import { startRedis } from "../util/redis-server.mjs";
import { startUpstashBridge } from "../util/upstash-bridge.mjs";
import { testsFor } from "./contract.mjs";

const PREFIX = "bigcommerce-tokens:";
const LONG = 60_000;
let server;
let bridge;
/** What opens a client of each kind, and the shape that the kind is told by. */
const KINDS = {
  "ioredis 6": { shape: "ioredis", open: () => new IoRedis6(server.port, { host: "127.0.0.1" }) },
  "ioredis 5": { shape: "ioredis", open: () => new IoRedis(server.port, { host: "127.0.0.1" }) },
  "redis 6": { shape: "redis", open: () => createClient({ url: server.url }).connect() },
  "redis 5": { shape: "redis", open: () => createClient5({ url: server.url }).connect() },
  upstash: { shape: "upstash", open: () => new UpstashRedis({ url: bridge.url, token: bridge.token }) },
};
/** Two clients of each kind, as two machines would have. */
const clients = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
/** For looking behind the store. */
let raw;
const CLOSE = { ioredis: (client) => client.disconnect(), redis: (client) => client.destroy() };

before(async () => {
  server = await startRedis();
  raw = new IoRedis(server.port, { host: "127.0.0.1" });
  bridge = await startUpstashBridge(raw);
  for (const [kind, { open }] of Object.entries(KINDS)) clients[kind].push(await open(), await open());
});
after(async () => {
  raw?.disconnect();
  for (const [kind, { shape }] of Object.entries(KINDS)) for (const client of clients[kind]) CLOSE[shape]?.(client);
  await bridge?.close();
  await server?.stop();
});

for (const [kind, { shape }] of Object.entries(KINDS)) {
  let next = 0;
  const subject = {
    open: () => redisStore(clients[kind][(next += 1) % 2]),
    leases: true,
    plant: (key, text) => raw.set(`${PREFIX}record:${key}`, text),
  };
  for (const { name, run } of testsFor({ leases: true, plants: true })) test(`${kind}: ${name}`, () => run(subject));

  test(`${kind}: a lease is released where the server forbids scripts, but not late`, async () => {
    const client = clients[kind][0];
    const forbidden = new Proxy(client, {
      get: (target, name) => {
        if (name === "eval") return () => Promise.reject(new Error("NOPERM this user has no permissions to run the 'eval' command"));
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const store = redisStore(forbidden, { shape });
    const lease = await store.lease(`${kind}-scriptless`, LONG);
    await lease.release();
    const lost = await store.lease(`${kind}-scriptless`, LONG);
    await raw.set(`${PREFIX}lease:${kind}-scriptless`, "another's", "PX", LONG);
    await lost.release();
    assert.equal(await raw.getdel(`${PREFIX}lease:${kind}-scriptless`), "another's");
    const late = await store.lease(`${kind}-scriptless`, 400);
    await pause(450);
    assert.ok(await store.lease(`${kind}-scriptless`, LONG));
    await late.release();
    assert.equal(await store.lease(`${kind}-scriptless`, LONG), null);
  });

  test(`${kind}: without eval a lease in its second half is left to expire`, async () => {
    const { get, set, del, call, status, sendCommand } = clients[kind][1];
    const bound = Object.entries({ get, set, del, call, sendCommand }).filter(([, method]) => method).map(([name, method]) => [name, method.bind(clients[kind][1])]);
    const store = redisStore({ ...Object.fromEntries(bound), status });
    const lease = await store.lease(`${kind}-second-half`, 2_000);
    await pause(1_100);
    await lease.release();
    assert.notEqual(await raw.get(`${PREFIX}lease:${kind}-second-half`), null);
  });
}

test("what one client writes the others read, and their leases exclude each other", async () => {
  for (const writer of Object.keys(clients)) {
    const key = `from-${writer}`;
    await redisStore(clients[writer][0]).set(key, '{"token":"synthetic"}', { ttlMs: LONG });
    const lease = await redisStore(clients[writer][0]).lease(key, LONG);
    for (const reader of Object.keys(clients)) {
      assert.equal(await redisStore(clients[reader][0]).get(key), '{"token":"synthetic"}', `${writer} to ${reader}`);
      assert.equal(await redisStore(clients[reader][0]).lease(key, LONG), null, `${writer}'s lease, ${reader} asks`);
    }
    await lease.release();
  }
});

test("Redis itself forgets what is over, and a lease has 128 random bits", async () => {
  const store = redisStore(raw);
  await store.set("kept", "value", { ttlMs: 30_000 });
  await store.lease("kept", 20_000);
  for (const [name, most] of [["record:kept", 30_000], ["lease:kept", 20_000]]) {
    const left = await raw.pttl(PREFIX + name);
    assert.ok(left > 0 && left <= most, `${name}: ${left}`);
  }
  assert.match(await raw.get(`${PREFIX}lease:kept`), /^h[0-9a-f]{32}$/);
});

test("the prefix keeps two programs apart", async () => {
  const [one, other] = [redisStore(raw, { prefix: "one:" }), redisStore(raw, { prefix: "other:" })];
  await one.set("key", "value", { ttlMs: LONG });
  assert.equal(await other.get("key"), null);
  assert.equal(await raw.exists("one:record:key"), 1);
});

test("a command that waited in a client's queue does not lengthen a life", async () => {
  const client = new IoRedis(server.port, { host: "127.0.0.1", lazyConnect: true });
  try {
    const late = redisStore({ ...shapeOf(client), set: async (...parameters) => (await pause(500), client.set(...parameters)) });
    await late.set("queued", "value", { ttlMs: 400 });
    assert.equal(await redisStore(raw).get("queued"), null);
  } finally {
    client.disconnect();
  }
});

const shapeOf = (client) => ({ status: "ready", call: () => {}, get: (key) => client.get(key), del: (key) => client.del(key) });

test("a server that is not there is a prompt rejection that shows nothing", async () => {
  const gone = await startRedis();
  const io = new IoRedis(gone.port, { host: "127.0.0.1", maxRetriesPerRequest: 1 });
  const node = createClient({ url: gone.url, disableOfflineQueue: true });
  io.on("error", () => {});
  node.on("error", () => {});
  await node.connect();
  const dead = await startUpstashBridge(raw);
  await dead.close();
  await gone.stop();
  try {
    for (const client of [io, node, new UpstashRedis({ url: dead.url, token: bridge.token, retry: false })]) {
      const store = redisStore(client);
      for (const call of [() => store.get("k"), () => store.set("k", "synthetic0secret", { ttlMs: LONG }), () => store.delete("k"), () => store.lease("k", LONG)]) {
        const error = await rejection(call, 5_000);
        assert.match(error.message, /^redisStore: (get|set|delete|lease) failed in the backend \([A-Za-z_, ]+\)$/);
        assert.equal(error.cause, undefined);
        assert.deepEqual(Object.keys(error), []);
      }
    }
  } finally {
    io.disconnect();
    node.destroy();
  }
});

test("a record that the server refuses is not shown in the error", async () => {
  const small = await startRedis("--maxmemory", "1", "--maxmemory-policy", "noeviction");
  const client = new IoRedis(small.port, { host: "127.0.0.1" });
  const smallBridge = await startUpstashBridge(client);
  const node = await createClient({ url: small.url }).connect();
  try {
    for (const each of [client, node, new UpstashRedis({ url: smallBridge.url, token: smallBridge.token, retry: false })]) {
      const error = await rejection(() => redisStore(each).set("k", "synthetic0secret", { ttlMs: LONG }));
      assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes("synthetic0secret"));
      assert.match(error.message, /^redisStore: set failed in the backend/);
    }
  } finally {
    client.disconnect();
    node.destroy();
    await smallBridge.close();
    await small.stop();
  }
});

test("what is no client is refused when the store is made", () => {
  for (const client of [undefined, null, {}, "redis://127.0.0.1", { get() {}, set() {} }]) {
    assert.match(thrown(() => redisStore(client)).message, /^redisStore: expected a client of ioredis, redis or @upstash\/redis, got /);
  }
  assert.match(thrown(() => redisStore(raw, { shape: "memcached" })).message, /^redisStore: shape: expected one of /);
});
