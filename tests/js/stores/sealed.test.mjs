// The contract on sealed stores, and what sealing promises: nothing to read, to move, to change or to open with another key.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import vm from "node:vm";
import { Redis } from "ioredis";
import { memoryStore, redisStore, sealedStore } from "../../../pkg-template/stores/index.js";
import { rejection, thrown } from "../suite/support/check.mjs";
import { startRedis } from "../util/redis-server.mjs";
import { testsFor } from "./contract.mjs";

const LIFE = { ttlMs: 60_000 };
const SECRET = "synthetic0private0token";
const OLD = new Uint8Array(32).fill(7);
const NEW = new Uint8Array(32).fill(9);

let server;
let redis;
before(async () => {
  server = await startRedis();
  redis = new Redis(server.port, { host: "127.0.0.1" });
});
after(async () => {
  redis?.disconnect();
  await server?.stop();
});

const inMemory = memoryStore();
const INNER = {
  memory: { store: () => inMemory, plant: (key, text) => inMemory.set(key, text, LIFE) },
  Redis: { store: () => redisStore(redis), plant: (key, text) => redisStore(redis).set(key, text, LIFE) },
};
for (const [inner, { store, plant }] of Object.entries(INNER)) {
  for (const { name, run } of testsFor({ leases: true, plants: true })) {
    test(`sealed, in ${inner}: ${name}`, () => run({ open: () => sealedStore(store(), OLD), leases: true, plant }));
  }
}

for (const { name, run } of testsFor({ leases: false, plants: false })) {
  test(`sealed, around a store without leases: ${name}`, () => {
    const { lease, ...leaseless } = memoryStore();
    return run({ open: () => sealedStore(leaseless, OLD), leases: false });
  });
}

/** A sealed record, and the store it lies in. */
async function sealedRecord(key = OLD) {
  const inner = memoryStore();
  await sealedStore(inner, key).set("key", SECRET, LIFE);
  return { inner, text: await inner.get("key") };
}

test("what lies in the store is an envelope without the token", async () => {
  const { text } = await sealedRecord();
  assert.match(text, /^s1\.[0-9a-f]{8}\.[\w-]+$/);
  const bytes = Buffer.from(text.split(".")[2], "base64url");
  assert.equal(bytes.length, 12 + SECRET.length + 16);
  assert.ok(!`${text}${bytes.toString("latin1")}`.includes(SECRET));
  assert.notEqual((await sealedRecord()).text, text, "two envelopes of one value differ");
});

test("a record does not open under another key of the store", async () => {
  const { inner, text } = await sealedRecord();
  await inner.set("other", text, LIFE);
  assert.equal(await sealedStore(inner, OLD).get("other"), null);
  assert.equal(await sealedStore(inner, OLD).get("key"), SECRET);
});

test("a record that was changed anywhere does not open", async () => {
  const { inner, text } = await sealedRecord();
  const store = sealedStore(inner, OLD);
  const [version, id, body] = text.split(".");
  const bytes = Buffer.from(body, "base64url");
  const flipped = Array.from(bytes.keys(), (at) => {
    const copy = Buffer.from(bytes);
    copy[at] ^= 1;
    return `${version}.${id}.${copy.toString("base64url")}`;
  });
  const cut = [0, 1, 11, 12, 27, bytes.length - 1].map((length) => `${version}.${id}.${bytes.subarray(0, length).toString("base64url")}`);
  const other = [`s2.${id}.${body}`, `${version}.00000000.${body}`, `${version}.${body}`, `${text}x`, ` ${text}`, `${text}\n`, SECRET];
  for (const wrong of [...flipped, ...cut, ...other]) {
    await inner.set("key", wrong, LIFE);
    assert.equal(await store.get("key"), null, wrong);
  }
  await inner.set("key", text, LIFE);
  assert.equal(await store.get("key"), SECRET);
});

test("another key opens nothing, and the pair of new and old opens both and seals with the new", async () => {
  const { inner } = await sealedRecord(OLD);
  assert.equal(await sealedStore(inner, NEW).get("key"), null);
  const rotating = sealedStore(inner, [NEW, OLD]);
  assert.equal(await rotating.get("key"), SECRET);
  await rotating.set("key", SECRET, LIFE);
  assert.equal(await sealedStore(inner, OLD).get("key"), null);
  assert.equal(await sealedStore(inner, NEW).get("key"), SECRET);
});

test("a key is the same key in every form", async () => {
  const plain = Buffer.from(OLD);
  const importKey = (extractable) => crypto.subtle.importKey("raw", OLD, "AES-GCM", extractable, ["encrypt", "decrypt"]);
  const forms = {
    "a CryptoKey that cannot be exported": await importKey(false),
    "a CryptoKey that can": await importKey(true),
    base64: plain.toString("base64"),
    base64url: plain.toString("base64url"),
    "an ArrayBuffer": OLD.buffer,
    "a part of a larger buffer": Buffer.concat([Buffer.from("before"), plain, Buffer.from("after")]).subarray(6, 38),
    "bytes of another realm": vm.runInNewContext("new Uint8Array(32).fill(7)"),
    "a DataView": new DataView(OLD.buffer),
  };
  for (const [form, key] of Object.entries(forms)) {
    const { inner } = await sealedRecord(key);
    assert.equal(await sealedStore(inner, OLD).get("key"), SECRET, form);
  }
});

test("bytes that are changed after they were given change nothing", async () => {
  for (const given of [(bytes) => bytes, (bytes) => bytes.buffer]) {
    const bytes = Uint8Array.from(OLD);
    const inner = memoryStore();
    const store = sealedStore(inner, given(bytes));
    bytes.fill(0);
    await store.set("key", SECRET, LIFE);
    assert.equal(await sealedStore(inner, OLD).get("key"), SECRET);
  }
});

test("keys that do not fit are refused when the store is made, and not shown", async () => {
  const short = Buffer.from("synthetic0short0key").toString("base64");
  const hmac = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const aes128 = await crypto.subtle.generateKey({ name: "AES-GCM", length: 128 }, false, ["encrypt", "decrypt"]);
  const cbc = await crypto.subtle.generateKey({ name: "AES-CBC", length: 256 }, false, ["encrypt", "decrypt"]);
  const decryptOnly = await crypto.subtle.importKey("raw", OLD, "AES-GCM", false, ["decrypt"]);
  for (const key of [undefined, null, 7, {}, "", "synthetic!passphrase", short, new Uint8Array(16), hmac, aes128, cbc, decryptOnly, [], [OLD, NEW, OLD], [OLD, undefined]]) {
    const error = thrown(() => sealedStore(memoryStore(), key));
    assert.ok(error instanceof TypeError, inspect(key));
    assert.match(error.message, /^sealedStore: key: expected /);
    assert.ok(!/synthetic|short/.test(error.message));
  }
  assert.match(thrown(() => sealedStore({ get() {} }, OLD)).message, /^sealedStore: expected a store, /);
});

test("what a key is said to be is its kind", () => {
  for (const [key, kind] of [[undefined, "undefined"], [null, "null"], [7, "number"], [{}, "object"]]) {
    assert.ok(thrown(() => sealedStore(memoryStore(), key)).message.startsWith(`sealedStore: key: expected a key, got ${kind}; `));
  }
});

test("a key that no store takes does not reach an inner store that would take it", async () => {
  const calls = [];
  const lax = { get: async () => (calls.push("get"), null), set: async () => void calls.push("set"), delete: async () => void calls.push("delete") };
  const store = sealedStore(lax, OLD);
  for (const key of [undefined, null, 7]) {
    for (const call of [() => store.get(key), () => store.set(key, "v", LIFE)]) assert.match((await rejection(call)).message, /^sealedStore: /);
  }
  assert.deepEqual(calls, []);
});

test("a failure of the inner store comes through as it is", async () => {
  const failing = redisStore({ get: () => Promise.reject(new Error(SECRET)), set: () => Promise.reject(new Error(SECRET)), del: async () => 0 });
  const store = sealedStore(failing, OLD);
  assert.equal((await rejection(() => store.get("k"))).message, "redisStore: get failed in the backend (Error)");
  assert.equal((await rejection(() => store.set("k", "v", LIFE))).message, "redisStore: set failed in the backend (Error)");
});

test("a sealed store says what the inner one says of itself, whose methods may need their this", async () => {
  class Inner {
    propagationMs = 5_000;
    kept = new Map();
    get = async (key) => this.kept.get(key) ?? null;
    async set(key, value) {
      this.kept.set(key, value);
    }
    async delete(key) {
      this.kept.delete(key);
    }
    async lease() {
      return { release: async () => void this.kept.clear() };
    }
  }
  const store = sealedStore(new Inner(), OLD);
  await store.set("key", SECRET, LIFE);
  assert.equal(await store.get("key"), SECRET);
  assert.equal(store.propagationMs, 5_000);
  await (await store.lease("key", 1)).release();
  assert.equal(await store.get("key"), null);
  assert.ok(!("propagationMs" in sealedStore(memoryStore(), OLD)));
});

test("the key is not shown by the store", () => {
  const store = sealedStore(memoryStore(), Buffer.from("synthetic0key0of0thirty0two0byte").toString("base64"));
  const seen = `${inspect(store, { depth: 9, showHidden: true })}${JSON.stringify(store)}`;
  assert.ok(!/synthetic0key|c3ludGhldGlj/.test(seen));
});
