// The contract on the store in memory, and what only that one has: a bound and a clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSandbox } from "../../../pkg-template/sandbox/index.js";
import { memoryStore } from "../../../pkg-template/stores/index.js";
import { rejection, thrown } from "../suite/support/check.mjs";
import { testsFor } from "./contract.mjs";

for (const { name, run } of testsFor({ leases: true, plants: false })) {
  test(`memory: ${name}`, async () => {
    const store = memoryStore();
    await run({ open: () => store, leases: true });
  });
}

test("beyond its bound the record that was used longest ago is dropped", async () => {
  const store = memoryStore({ max: 3 });
  for (const key of ["a", "b", "c"]) await store.set(key, key, { ttlMs: 1_000 });
  await store.get("a");
  await store.set("b", "b again", { ttlMs: 1_000 });
  await store.set("d", "d", { ttlMs: 1_000 });
  const left = await Promise.all(["a", "b", "c", "d"].map((key) => store.get(key)));
  assert.deepEqual(left, ["a", "b again", null, "d"]);
});

test("time is the clock's", async () => {
  const { clock } = createSandbox();
  const store = memoryStore({ clock });
  await store.set("key", "value", { ttlMs: 3_600_000 });
  assert.ok(await store.lease("key", 3_600_000));
  clock.advance(3_599_000);
  assert.equal(await store.get("key"), "value");
  assert.equal(await store.lease("key", 1), null);
  clock.advance(1_001);
  assert.equal(await store.get("key"), null);
  assert.ok(await store.lease("key", 1));
});

test("nothing is kept for longer than thirty days, no lease either", async () => {
  const { clock } = createSandbox();
  const store = memoryStore({ clock });
  await store.set("key", "value", { ttlMs: Infinity });
  await store.lease("key", Infinity);
  clock.advance(30 * 24 * 3_600_000 - 1_000);
  assert.deepEqual([await store.get("key"), await store.lease("key", 1)], ["value", null]);
  clock.advance(1_001);
  assert.equal(await store.get("key"), null);
  assert.ok(await store.lease("key", 1));
});

test("options that do not fit are refused when the store is made", async () => {
  for (const options of [{ max: 0 }, { max: 1.5 }, { max: Infinity }, { max: "9" }, { clock: {} }, { clock: null }]) {
    assert.ok(thrown(() => memoryStore(options)) instanceof TypeError, JSON.stringify(options));
  }
});

test("a clock that throws is a rejection without its message", async () => {
  const store = memoryStore({ clock: { now: () => { throw new Error("synthetic0secret"); } } });
  const error = await rejection(() => store.set("key", "value", { ttlMs: 1 }));
  assert.equal(error.message, "memoryStore: set failed in the backend (Error)");
});
