// The contract on unstorage's own drivers: in memory, in files, and in a real Redis.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Redis } from "ioredis";
import { createStorage } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import memoryDriver from "unstorage/drivers/memory";
import redisDriver from "unstorage/drivers/redis";
import { unstorageStore } from "../../../pkg-template/stores/index.js";
import { rejection, thrown } from "../suite/support/check.mjs";
import { startRedis } from "../util/redis-server.mjs";
import { testsFor } from "./contract.mjs";

let redis;
let folder;
const opened = [];
before(async () => {
  redis = await startRedis();
  folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-unstorage-"));
});
after(async () => {
  for (const storage of opened) await storage.dispose();
  await redis?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A driver in memory keeps what it has for itself, so both machines have the same one. */
const shared = memoryDriver();
const DRIVERS = {
  memory: () => shared,
  fs: () => fsDriver({ base: folder }),
  redis: () => redisDriver({ host: "127.0.0.1", port: redis.port }),
};

function open(name) {
  const storage = createStorage({ driver: DRIVERS[name]() });
  opened.push(storage);
  return storage;
}

for (const name of Object.keys(DRIVERS)) {
  for (const { name: what, run } of testsFor({ leases: false, plants: true })) {
    test(`unstorage, ${name}: ${what}`, () => {
      const storages = [open(name), open(name)];
      let next = 0;
      return run({
        open: () => unstorageStore(storages[(next += 1) % 2]),
        leases: false,
        plant: (key, text) => storages[0].setItem(`bigcommerce-tokens:record:${key}`, text),
      });
    });
  }
}

test("a driver that can forget is told when", async () => {
  await unstorageStore(open("redis")).set("forgotten", "value", { ttlMs: 29_500 });
  const client = new Redis(redis.port, { host: "127.0.0.1" });
  const left = await client.pttl("bigcommerce-tokens:record:forgotten");
  client.disconnect();
  assert.ok(left > 0 && left <= 30_000, `${left}`);
});

test("files have names that every file system takes", async () => {
  const store = unstorageStore(open("fs"), { prefix: "names:" });
  for (const key of ["PLAIN", "../../escape", "CON", "a?b", "x".repeat(900)]) await store.set(key, key, { ttlMs: 60_000 });
  const names = await readdir(join(folder, "names/record"));
  assert.equal(names.length, 5);
  for (const name of names) assert.match(name, /^sha256\.[0-9a-f]{64}$/);
  assert.match(await readFile(join(folder, "names/record", names[0]), "utf8"), /^t1\.\d{13}\./);
});

test("a driver that fails is a rejection without its words", async () => {
  const fail = () => { throw Object.assign(new Error("synthetic0secret"), { code: "EACCES" }); };
  const store = unstorageStore({ getItem: fail, setItem: fail, removeItem: fail });
  for (const call of [() => store.get("k"), () => store.set("k", "v", { ttlMs: 1 }), () => store.delete("k")]) {
    assert.match((await rejection(call)).message, /^unstorageStore: (get|set|delete) failed in the backend \(Error, EACCES\)$/);
  }
  assert.ok(thrown(() => unstorageStore({})) instanceof TypeError);
});
