import assert from "node:assert/strict";
import { test } from "node:test";
import { createRateLimit } from "../../../pkg-template/sandbox/rate-limit.js";
import { createPrivateToken, createSandbox, createServerToServerToken, read, send } from "./util.mjs";

const rateLimit = { requests: 2, windowMs: 30_000 };
const headersOf = (response, prefix) => Object.fromEntries([...response.headers].filter(([name]) => name.startsWith(prefix)));

test("the quota is told in milliseconds and counts, and the third request of two is refused", async () => {
  const sandbox = createSandbox({ rateLimit });
  const first = headersOf(await createPrivateToken(sandbox), "x-r");
  assert.deepEqual(first, {
    "x-rate-limit-requests-left": "1",
    "x-rate-limit-requests-quota": "2",
    "x-rate-limit-time-reset-ms": "30000",
    "x-rate-limit-time-window-ms": "30000",
  });
  sandbox.clock.advance(18_500);
  await createPrivateToken(sandbox);
  const refused = await createPrivateToken(sandbox);
  const { "x-rate-limit-time-reset-ms": resetMs, "x-retry-after": retryAfter, ...rest } = headersOf(refused, "x-r");
  assert.ok(Number(resetMs) > 0 && Number(resetMs) <= 11_500, resetMs);
  assert.equal(retryAfter, String(Math.ceil(Number(resetMs) / 1000)));
  assert.deepEqual(rest, { "x-rate-limit-requests-left": "0", "x-rate-limit-requests-quota": "2", "x-rate-limit-time-window-ms": "30000" });
  const { status, body } = await read(refused);
  assert.equal(status, 429);
  assert.equal(body.title, "Too many requests");
  assert.equal(sandbox.issued.length, 2);
});

test("a window ends at its last millisecond", () => {
  let now = 1000;
  const take = createRateLimit({ requests: 2, windowMs: 500 }, { now: () => now });
  const found = [1000, 1499, 1499, 1500, 1999].map((time) => {
    now = time;
    const { allowed, left, resetMs } = take();
    return [allowed, left, resetMs];
  });
  assert.deepEqual(found, [[true, 1, 500], [true, 0, 1], [false, 0, 1], [true, 1, 500], [true, 0, 1]]);
});

test("a new window opens when the old one has passed, and when the clock is set back", async () => {
  const sandbox = createSandbox({ rateLimit: { requests: 1, windowMs: 30_000 } });
  const statuses = [];
  for (const jump of [0, 0, 30_000, 0, -3_600_000, 0]) {
    sandbox.clock.advance(jump);
    statuses.push((await createPrivateToken(sandbox)).status);
  }
  assert.deepEqual(statuses, [200, 429, 200, 429, 200, 429]);
});

test("B2B Edition tells its quota in strings with units", async () => {
  const sandbox = createSandbox();
  const response = await createServerToServerToken(sandbox);
  const { "x-request-id": id, "x-request-window-resets-after": resets, ...rest } = headersOf(response, "x-request");
  assert.deepEqual(rest, { "x-requests-allocated": "150 times/60 s", "x-requests-remaining": "149 times", "x-requests-window-length": "0 times" });
  assert.equal(resets, "60 s");
  assert.notEqual(id, "");
  assert.notEqual(response.headers.get("trace-id"), null);
});

test("B2B Edition's window is a minute", async () => {
  const sandbox = createSandbox();
  for (let n = 0; n < 150; n += 1) assert.equal((await createServerToServerToken(sandbox)).status, 200);
  sandbox.clock.advance(30_000);
  assert.equal((await createServerToServerToken(sandbox)).status, 429);
  sandbox.clock.advance(30_000);
  assert.equal((await createServerToServerToken(sandbox)).status, 200);
});

test("the two hosts count apart", async () => {
  const sandbox = createSandbox({ rateLimit: { requests: 1, windowMs: 1000 } });
  assert.equal((await createPrivateToken(sandbox)).status, 200);
  assert.equal((await createServerToServerToken(sandbox)).status, 200);
  assert.deepEqual([(await createPrivateToken(sandbox)).status, (await createServerToServerToken(sandbox)).status], [429, 429]);
});

test("what a 401 or a 404 refuses costs nothing and tells no quota", async () => {
  const sandbox = createSandbox({ rateLimit: { requests: 1, windowMs: 1000 } });
  const refused = await createPrivateToken(sandbox, {}, { headers: { "X-Auth-Token": "other" } });
  await send(sandbox, "/nowhere");
  assert.deepEqual(headersOf(refused, "x-r"), {});
  assert.equal((await createPrivateToken(sandbox)).status, 200);
});
