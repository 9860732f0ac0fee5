import assert from "node:assert/strict";
import { test } from "node:test";
import { createSandbox, rejection } from "./util.mjs";

const HOUR = 3_600_000;
const settled = async (promise) => Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 20, false))]);

test("the clock is real time until it is moved, forth and back", () => {
  const { clock } = createSandbox();
  const isNear = (offset) => Math.abs(clock.now() - Date.now() - offset) < 1000;
  assert.ok(isNear(0));
  clock.advance(HOUR);
  assert.ok(isNear(HOUR));
  clock.advance(-3 * HOUR);
  assert.ok(isNear(-2 * HOUR));
});

test("a sleeper wakes when its time has come and not before", async () => {
  const { clock } = createSandbox();
  const controller = new AbortController();
  const [short, long] = [clock.sleep(HOUR), clock.sleep(2 * HOUR, controller.signal)];
  const left = rejection(long);
  clock.advance(HOUR - 1000);
  assert.equal(await settled(short), false);
  clock.advance(1000);
  assert.equal(await settled(short), true);
  assert.equal(await settled(left), false);
  controller.abort(new Error("enough"));
  assert.equal((await left).message, "enough");
});

test("a sleep also passes in real time", async () => {
  const { clock } = createSandbox();
  const before = Date.now();
  await clock.sleep(30);
  assert.ok(Date.now() - before >= 29);
});

test("a clock set back makes a sleeper wait longer", async () => {
  const { clock } = createSandbox();
  const sleeping = clock.sleep(10);
  clock.advance(-HOUR);
  assert.equal(await settled(sleeping), false);
  clock.advance(HOUR + 10);
  assert.equal(await settled(sleeping), true);
});

test("a sleep longer than a timer can be does not end at once, nor tries to", async (t) => {
  const { clock } = createSandbox();
  const warnings = [];
  const onWarning = ({ name }) => warnings.push(name);
  process.on("warning", onWarning);
  t.after(() => process.off("warning", onWarning));
  const sleeping = clock.sleep(2 ** 31 + 5);
  assert.equal(await settled(sleeping), false);
  assert.deepEqual(warnings, []);
  clock.advance(2 ** 31 + 5);
  assert.equal(await settled(sleeping), true);
});

for (const ms of [0, -5]) {
  test(`a sleep of ${ms} ms ends at once`, async () => {
    assert.equal(await settled(createSandbox().clock.sleep(ms)), true);
  });
}

test("a signal aborted beforehand rejects a sleep with its reason", async () => {
  assert.equal(await rejection(createSandbox().clock.sleep(0, AbortSignal.abort("reason"))), "reason");
});

test("numbers that are none are refused", async () => {
  const { clock } = createSandbox();
  assert.throws(() => clock.advance(NaN), TypeError);
  assert.throws(() => clock.advance(Infinity), TypeError);
  assert.ok((await rejection(clock.sleep(NaN))) instanceof TypeError);
});
