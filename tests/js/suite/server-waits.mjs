// How long the client waits before another try, by a clock that only the test moves.
import { between, check, equal, eventually, rejection } from "./support/check.mjs";
import { clientFor, created, failed, privateParams, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const START = 1_900_000_000_000;
const httpDate = (ms) => new Date(ms).toUTCString();
const jitter = (hintMs) => Math.min(5_000, hintMs / 4 + 1_000);

/** Waits named by the server, in headers, and the least and the most that the client may sleep. */
const hinted = [
  { what: "X-Rate-Limit-Time-Reset-Ms 15000", headers: { "X-Rate-Limit-Time-Reset-Ms": "15000" }, ms: 15_000 },
  { what: "X-Retry-After 20 over Reset-Ms 5000", headers: { "X-Retry-After": "20", "X-Rate-Limit-Time-Reset-Ms": "5000" }, ms: 20_000 },
  { what: "Reset-Ms 30000 over X-Retry-After 3", headers: { "X-Retry-After": "3", "X-Rate-Limit-Time-Reset-Ms": "30000" }, ms: 30_000 },
  { what: "header names in lower case", headers: { "x-rate-limit-time-reset-ms": "7000" }, ms: 7_000 },
  { what: "Retry-After in seconds", headers: { "Retry-After": "4" }, ms: 4_000 },
  { what: "Retry-After as a date", headers: { "Retry-After": httpDate(START + 9_000) }, ms: 9_000 },
  { what: "two values of one header", headers: [["X-Retry-After", "2"], ["X-Retry-After", "12"]], ms: 12_000 },
  { what: "a fraction of a second", headers: { "X-Retry-After": "1.5" }, ms: 1_500 },
  { what: "the longest wait allowed", headers: { "X-Retry-After": "60" }, ms: 60_000 },
];

/** Headers that name no wait one can use: the client's own backoff holds. */
const unhinted = [
  ["no header", {}], ["a word", { "X-Retry-After": "soon" }], ["what Date writes of no date", { "Retry-After": "Invalid Date" }], ["a negative number", { "X-Retry-After": "-5" }], ["an exponent", { "X-Retry-After": "1e9" }],
  ["an empty value", { "X-Retry-After": "" }], ["a past date", { "Retry-After": httpDate(START - 60_000) }], ["eight digits", { "X-Retry-After": "99999999" }],
];

async function waited(ctx, answers, options = {}, callOptions = undefined) {
  const clock = instantClock(START);
  const { requests, result } = await withScenario(ctx, answers, ({ url }) =>
    clientFor(ctx, url, { clock, totalTimeoutMs: 300_000, ...options }).privateTokens.create(privateParams(), callOptions).withResponse().then((value) => ({ value }), (error) => ({ error })));
  return { requests, ...result, slept: clock.slept };
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

function expectRateLimit(ctx, error, retryAfterMs) {
  check(error instanceof ctx.lib.RateLimitError, `expected a RateLimitError, got ${error?.name}: ${error?.message}`);
  equal(error.code, "rate_limit", "code");
  equal(error.retryAfterMs, retryAfterMs, "retryAfterMs");
  equal(error.outcome, "refused", "outcome");
  equal(error.retryable, true, "retryable");
}

export const tests = [
  ...hinted.flatMap(({ what, headers, ms }) => [429, 503].map((status) => ({
    name: `${status} with ${what}: one wait of that length, then success`,
    async run(ctx) {
      const { requests, value, error, slept } = await waited(ctx, [{ status, headers }, created()]);
      check(value, `expected success, got ${error?.code}: ${error?.message}`);
      equal(requests.length, 2, "requests");
      between(sum(slept), ms, ms + jitter(ms), "milliseconds slept");
    },
  }))),
  ...unhinted.map(([what, headers]) => ({
    name: `429 with ${what}: the client's own backoff`,
    async run(ctx) {
      const { requests, value, slept } = await waited(ctx, [{ status: 429, headers }, created()]);
      check(value, "expected success");
      equal(requests.length, 2, "requests");
      between(sum(slept), 0, 5_000, "milliseconds slept");
    },
  })),
  {
    name: "waits without a hint stay within their bounds and differ from each other",
    async run(ctx) {
      const all = [];
      for (let i = 0; i < 8; i += 1) {
        const { slept } = await waited(ctx, [failed(503), failed(503), created()]);
        between(slept[0] ?? 0, 0, 200, "first wait");
        between(slept[1] ?? 0, 0, 400, "second wait");
        all.push(...slept);
      }
      check(new Set(all).size > 2, `waits: ${all}`);
    },
  },
  ...[["0", () => 0], ["0.999999", () => 0.999999], ["NaN", () => Number.NaN], ["7", () => 7]].map(([what, random]) => ({
    name: `Math.random replaced by ${what} keeps waits within their bounds`,
    async run(ctx) {
      const original = Math.random;
      Math.random = /** @type {() => number} */ (random);
      try {
        const { value, slept } = await waited(ctx, [failed(503), { status: 429, headers: { "X-Retry-After": "10" } }, created()]);
        check(value, "expected success");
        between(sum(slept), 10_000, 10_000 + 200 + jitter(10_000), "milliseconds slept");
      } finally {
        Math.random = original;
      }
    },
  })),
  ...[["throws", () => { throw new Error("synthetic"); }], ["is rejected", () => Promise.reject(new Error("synthetic"))], ["gives no promise", () => undefined]].map(([what, sleep]) => ({
    name: `a clock whose sleep() ${what} keeps nobody waiting`,
    async run(ctx) {
      const { requests, value, error } = await waited(ctx, [failed(503), created()], { clock: { now: () => START, sleep }, totalTimeoutMs: 5_000 });
      check(value, `expected success, got ${error?.code}: ${error?.message}`);
      equal(requests.length, 2, "requests");
    },
  })),
  {
    name: "an abort during a wait ends the clock's sleep",
    async run(ctx) {
      const controller = new AbortController();
      let sleeping;
      const sleep = (_ms, signal) => new Promise(() => (sleeping = signal));
      await withScenario(ctx, [failed(503), created()], async ({ url }) => {
        const client = clientFor(ctx, url, { clock: { now: () => START, sleep } });
        const ended = rejection(() => client.privateTokens.create(privateParams(), { signal: controller.signal }));
        await eventually(() => sleeping !== undefined, "the sleep");
        equal(sleeping.aborted, false, "meanwhile");
        controller.abort();
        equal([(await ended)?.code, sleeping.aborted], ["aborted", true], "afterwards");
      });
    },
  },
  {
    name: "a wait beyond the total deadline is thrown at once",
    async run(ctx) {
      const { requests, error, slept } = await waited(ctx, [{ status: 429, headers: { "X-Retry-After": "16" } }], { totalTimeoutMs: undefined });
      expectRateLimit(ctx, error, 16_000);
      equal(requests.length, 1, "requests");
      equal(slept, [], "sleeps");
    },
  },
  {
    name: "a wait longer than maxRetryAfterMs is thrown at once",
    async run(ctx) {
      const { requests, error, slept } = await waited(ctx, [{ status: 429, headers: { "X-Retry-After": "61" } }]);
      expectRateLimit(ctx, error, 61_000);
      equal(requests.length, 1, "requests");
      equal(slept, [], "sleeps");
      const lower = await waited(ctx, [{ status: 429, headers: { "X-Retry-After": "6" } }], { maxRetryAfterMs: 5_000 });
      expectRateLimit(ctx, lower.error, 6_000);
      equal(lower.requests.length, 1, "requests with a lower bound");
    },
  },
  {
    name: "429 for ever is a RateLimitError with what the headers say",
    async run(ctx) {
      const headers = { "X-Rate-Limit-Time-Reset-Ms": "1500", "X-Rate-Limit-Requests-Quota": "150", "X-Rate-Limit-Requests-Left": "35" };
      const { requests, error } = await waited(ctx, [{ status: 429, headers }]);
      equal(requests.length, 3, "requests");
      expectRateLimit(ctx, error, 1_500);
      equal(error.quota, 150, "quota");
      equal(error.remaining, 35, "remaining");
      equal(error.attempts, 3, "attempts");
    },
  },
  {
    name: "429 without headers names no wait",
    async run(ctx) {
      const { error } = await waited(ctx, [{ status: 429 }], { maxRetries: 0 });
      expectRateLimit(ctx, error, null);
      equal(error.quota, undefined, "quota");
    },
  },
  {
    name: "waits count against the total deadline",
    async run(ctx) {
      const { requests, error, slept } = await waited(ctx, [{ status: 429, headers: { "X-Retry-After": "8" } }], { totalTimeoutMs: 15_000 });
      check(error instanceof ctx.lib.RateLimitError, `expected a RateLimitError, got ${error?.name}: ${error?.message}`);
      equal(requests.length, 2, "requests");
      between(sum(slept), 8_000, 15_000, "milliseconds slept");
    },
  },
  {
    name: "maxRetries 0 waits for nothing",
    async run(ctx) {
      const { requests, slept } = await waited(ctx, [failed(503), created()], {}, { maxRetries: 0 });
      equal(requests.length, 1, "requests");
      equal(slept, [], "sleeps");
    },
  },
  {
    name: "a 5xx that asks for too long a wait says how long",
    async run(ctx) {
      const { requests, error } = await waited(ctx, [failed(503, undefined, { "Retry-After": "120" })]);
      check(error instanceof ctx.lib.ServerError, `expected a ServerError, got ${error?.name}`);
      equal([requests.length, error.retryAfterMs], [1, 120_000], "requests and wait");
    },
  },
  {
    name: "maxRetries 5 is cut to what the retry budget of a new client pays for",
    async run(ctx) {
      const { requests } = await waited(ctx, [failed(503)], { maxRetries: 5 });
      equal(requests.length, 5, "requests");
    },
  },
  {
    name: "five calls that succeed earn the retry of a sixth",
    async run(ctx) {
      const busy = Array.from({ length: 5 }, () => failed(503));
      const { requests } = await withScenario(ctx, [...busy, ...busy.map(() => created()), failed(503)], async ({ url }) => {
        const client = clientFor(ctx, url, { clock: instantClock(START), totalTimeoutMs: 300_000, maxRetries: 5 });
        for (let call = 0; call < 7; call += 1) await client.privateTokens.create(privateParams()).catch(() => {});
      });
      equal(requests.length, 5 + 5 + 2, "requests");
    },
  },
  ...[["of the same store", {}, 1], ["of another store", { storeHash: "other2" }, 5]].map(([what, change, expected]) => ({
    name: `a client ${what} made by withOptions() has ${expected === 1 ? "the same" : "its own"} retry budget`,
    async run(ctx) {
      const { requests } = await withScenario(ctx, [failed(503)], async ({ url }) => {
        const client = clientFor(ctx, url, { clock: instantClock(START), totalTimeoutMs: 300_000, maxRetries: 5 });
        for (const each of [client, client.withOptions(change)]) await each.privateTokens.create(privateParams()).catch(() => {});
      });
      equal(requests.length, 5 + expected, "requests");
    },
  })),
];
