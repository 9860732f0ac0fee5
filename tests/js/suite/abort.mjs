// The caller's signal, at every point of a call.
import { check, equal, eventually, oneOf, pause, rejection, settle } from "./support/check.mjs";
import { ACCESS_TOKEN, ISSUED_TOKEN, OPERATIONS, clientFor, created, eventuallyClosed, openScenario, privateParams, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const [PRIVATE] = OPERATIONS;

/** A signal as another realm or library would make it: right by its shape, of no class we know. */
function shapedSignal() {
  const listeners = new Set();
  const counts = { added: 0, removed: 0 };
  const signal = {
    aborted: false,
    reason: undefined,
    addEventListener(type, listener) {
      if (type !== "abort") return;
      counts.added += 1;
      listeners.add(listener);
    },
    removeEventListener(type, listener) {
      if (type === "abort" && listeners.delete(listener)) counts.removed += 1;
    },
  };
  const abort = (reason) => {
    signal.aborted = true;
    signal.reason = reason;
    for (const listener of [...listeners]) (typeof listener === "function" ? listener : listener.handleEvent.bind(listener))({ type: "abort", target: signal });
  };
  return { signal, abort, listeners, counts };
}

const kinds = [
  { what: "an AbortSignal", make: () => { const c = new AbortController(); return { signal: c.signal, abort: (reason) => c.abort(reason) }; } },
  { what: "a signal of another realm", make: shapedSignal },
];

function expectAborted(ctx, error, reason) {
  check(error instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${error?.name} ${error?.code}: ${error?.message}`);
  equal(error.name, "AbortError", "name");
  equal(error.code, "aborted", "code");
  check(error.cause === reason, `the cause is the signal's reason, got ${typeof error.cause}`);
}

/** Where in the exchange the abort comes: what the server does meanwhile, and when it has come that far. */
const points = [
  { what: "before the headers", answers: [{ steps: [{ hang: true }] }] },
  { what: "inside the headers", answers: [{ steps: [{ write: "HTTP/1.1 200 OK\r\nContent-" }, { hang: true }] }] },
  { what: "inside the body", answers: [{ status: 200, text: '{"data":', framing: 200, steps: [{ hang: true }] }] },
  { what: "while a body drips", answers: [{ status: 200, framing: 60_000, steps: [{ repeat: " ", times: -1, everyMs: 20 }] }] },
  { what: "during a wait", answers: [{ status: 429, headers: { "X-Retry-After": "10" } }, created()], waits: true },
];

const reasons = [
  ["an Error", () => new Error("leaving")], ["a string", () => "leaving"], ["null", () => null], ["0", () => 0], ["an object", () => ({ why: "leaving" })], ["a symbol", () => Symbol("leaving")],
];

/** edge-runtime has no AbortSignal.any, so nobody can pass such a signal there. */
const joinedSignals = typeof AbortSignal.any !== "function" ? [] : [
  {
    name: "AbortSignal.any is taken",
    async run(ctx) {
      const controller = new AbortController();
      const signal = AbortSignal.any([controller.signal, new AbortController().signal]);
      const reason = new Error("any");
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], ({ url }) => {
        const rejected = rejection(() => PRIVATE.create(clientFor(ctx, url), { signal }));
        setTimeout(() => controller.abort(reason), 50);
        return rejected;
      });
      expectAborted(ctx, result, reason);
    },
  }
];

export const tests = [
  ...kinds.flatMap(({ what, make }) => OPERATIONS.map((operation) => ({
    name: `${what} that has aborted before the call sends nothing (${operation.name})`,
    async run(ctx) {
      const { signal, abort } = make();
      const reason = new Error("gone already");
      abort(reason);
      const { requests, result } = await withScenario(ctx, [operation.answer()], ({ url }) => rejection(() => operation.create(clientFor(ctx, url), { signal })));
      equal(requests.length, 0, "requests");
      expectAborted(ctx, result, reason);
      equal(result.outcome, "not_sent", "outcome");
      equal(result.attempts, 0, "attempts");
    },
  }))),
  ...kinds.flatMap(({ what, make }) => points.map((point) => ({
    name: `${what} aborts ${point.what}`,
    async run(ctx) {
      const { signal, abort } = make();
      const scenario = await openScenario(ctx, { answers: point.answers });
      try {
        const call = PRIVATE.create(clientFor(ctx, scenario.url, { timeoutMs: 60_000, totalTimeoutMs: 120_000 }), { signal });
        const rejected = rejection(() => call, 10_000);
        await eventually(async () => (await scenario.log()).requests.length === 1, "the request arrives");
        await pause(100);
        const reason = new Error("the caller left");
        abort(reason);
        const error = await rejected;
        expectAborted(ctx, error, reason);
        // During a wait the server has refused; otherwise nobody knows.
        oneOf(error.outcome, point.waits ? ["not_sent", "refused", "unknown"] : ["unknown"], "outcome");
        await eventuallyClosed(scenario);
        await pause(300);
        equal((await scenario.log()).requests.length, 1, "requests after the abort");
      } finally {
        await scenario.close();
      }
    },
  }))),
  ...reasons.map(([what, make]) => ({
    name: `${what} as reason is kept as the cause`,
    async run(ctx) {
      const controller = new AbortController();
      const reason = make();
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], ({ url }) => {
        const rejected = rejection(() => PRIVATE.create(clientFor(ctx, url), { signal: controller.signal }));
        setTimeout(() => controller.abort(reason), 50);
        return rejected;
      });
      expectAborted(ctx, result, reason);
    },
  })),
  {
    name: "an abort without a reason has the platform's own as cause",
    async run(ctx) {
      const controller = new AbortController();
      controller.abort();
      const { result } = await withScenario(ctx, [created()], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url), { signal: controller.signal })));
      expectAborted(ctx, result, controller.signal.reason);
      equal(result.cause?.name, "AbortError", "name of the cause");
    },
  },
  {
    name: "AbortSignal.timeout is an abort with a TimeoutError as cause",
    async run(ctx) {
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url), { signal: AbortSignal.timeout(150) })));
      check(result instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${result?.name}: ${result?.message}`);
      equal(result.cause?.name, "TimeoutError", "name of the cause");
    },
  },
  ...joinedSignals,
  {
    name: "an abort while the accessToken callback is pending ends the call",
    async run(ctx) {
      const controller = new AbortController();
      const { requests, result } = await withScenario(ctx, [created()], ({ url }) => {
        const rejected = rejection(() => PRIVATE.create(clientFor(ctx, url, { accessToken: () => new Promise(() => {}) }), { signal: controller.signal }), 5_000);
        setTimeout(() => controller.abort(new Error("stop")), 50);
        return rejected;
      });
      equal(requests.length, 0, "requests");
      check(result instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${result?.name}: ${result?.message}`);
      equal(result.outcome, "not_sent", "outcome");
    },
  },
  {
    name: "an accessToken callback that never answers meets the total deadline",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [created()], ({ url }) =>
        rejection(() => PRIVATE.create(clientFor(ctx, url, { accessToken: () => new Promise(() => {}), totalTimeoutMs: 200 })), 8_000));
      equal(requests.length, 0, "requests");
      check(result instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${result?.name}: ${result?.message}`);
      equal(result.phase, "total", "phase");
      equal(result.outcome, "not_sent", "outcome");
    },
  },
  {
    name: "an abort inside the accessToken callback sends nothing",
    async run(ctx) {
      const controller = new AbortController();
      const reason = new Error("changed my mind");
      const { requests, result } = await withScenario(ctx, [created()], ({ url }) => {
        const accessToken = () => {
          controller.abort(reason);
          return ACCESS_TOKEN;
        };
        return rejection(() => PRIVATE.create(clientFor(ctx, url, { accessToken }), { signal: controller.signal }));
      });
      equal(requests.length, 0, "requests");
      expectAborted(ctx, result, reason);
    },
  },
  ...["onEvent", "logger"].flatMap((listener) => OPERATIONS.map((operation) => ({
    name: `an abort by a listener that is told of the request sends nothing (${listener}, ${operation.name})`,
    async run(ctx) {
      const controller = new AbortController();
      const reason = new Error("the listener's");
      const abort = () => controller.abort(reason);
      const told = listener === "onEvent" ? { onEvent: ({ type }) => type === "request" && abort() } : { logLevel: "debug", logger: { error() {}, warn() {}, info() {}, debug: abort } };
      const { requests, result } = await withScenario(ctx, [operation.answer()], ({ url }) => rejection(() => operation.create(clientFor(ctx, url, told), { signal: controller.signal })));
      equal(requests.length, 0, "requests");
      expectAborted(ctx, result, reason);
      equal([result.outcome, result.attempts], ["not_sent", 0], "outcome and attempts");
    },
  }))),
  ...[["refused", 429, "not_sent"], ["left open", 503, "unknown"]].map(([what, status, outcome]) => ({
    name: `an abort by a listener that is told of a second request, after one that was ${what}`,
    async run(ctx) {
      const controller = new AbortController();
      const reason = new Error("the listener's");
      const onEvent = ({ type, attempt }) => type === "request" && attempt === 2 && controller.abort(reason);
      const { requests, result } = await withScenario(ctx, [{ status }, created()], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url, { onEvent, clock: instantClock() }), { signal: controller.signal })));
      equal(requests.length, 1, "requests");
      expectAborted(ctx, result, reason);
      equal([result.outcome, result.attempts], [outcome, 1], "outcome and attempts");
    },
  })),
  ...[["longer than the call may take", 60_000], ["so long that no request could end in time", 9_500]].map(([what, ms]) => ({
    name: `an accessToken callback that answers, but took ${what}, sends nothing`,
    async run(ctx) {
      const clock = instantClock();
      const accessToken = () => clock.sleep(ms).then(() => ACCESS_TOKEN);
      const { requests, result } = await withScenario(ctx, [created()], ({ url }) => rejection(() => PRIVATE.create(clientFor(ctx, url, { accessToken, clock, totalTimeoutMs: 10_000 }))));
      equal(requests.length, 0, "requests");
      check(result instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${result?.name}: ${result?.message}`);
      equal([result.phase, result.outcome, result.attempts], ["total", "not_sent", 0], "phase, outcome and attempts");
    },
  })),
  {
    name: "an abort after the answer changes nothing",
    async run(ctx) {
      const controller = new AbortController();
      const { result } = await withScenario(ctx, [created()], async ({ url }) => {
        const issued = await PRIVATE.create(clientFor(ctx, url), { signal: controller.signal });
        controller.abort(new Error("late"));
        await pause(20);
        return issued;
      });
      equal(result.token, ISSUED_TOKEN, "token");
    },
  },
  {
    name: "no listener stays on the caller's signal",
    async run(ctx) {
      const { signal, listeners, counts } = shapedSignal();
      await withScenario(ctx, [created(), { status: 503 }, created(), { status: 401 }], async ({ url }) => {
        const client = clientFor(ctx, url);
        await PRIVATE.create(client, { signal });
        await PRIVATE.create(client, { signal });
        await settle(PRIVATE.create(client, { signal }));
        await settle(client.privateTokens.create(privateParams({ channelId: 0 }), { signal }));
      });
      check(counts.added > 0, "the client listens");
      equal(listeners.size, 0, "listeners left");
    },
  },
  ...kinds.map(({ what, make }) => ({
    name: `${what} ends a call that waits after another with the same signal has ended`,
    async run(ctx) {
      const { signal, abort } = make();
      const answer = () => new Response(JSON.stringify({ data: { token: ISSUED_TOKEN }, meta: {} }), { status: 200 });
      const fetch = async (_url, { body }) => (body.includes("synthetic-waiting") ? new Promise(() => {}) : answer());
      const client = clientFor(ctx, "http://127.0.0.1:9", { fetch, timeoutMs: 60_000, totalTimeoutMs: 60_000 });
      const waiting = rejection(() => client.privateTokens.create(privateParams({ name: "synthetic-waiting" }), { signal }), 5_000);
      await client.privateTokens.create(privateParams({ name: "synthetic-quick" }), { signal });
      const reason = new Error("enough");
      abort(reason);
      expectAborted(ctx, await waiting, reason);
    },
  })),
  {
    name: "one signal ends many calls",
    async run(ctx) {
      const controller = new AbortController();
      const reason = new Error("shutdown");
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], ({ url }) => {
        const client = clientFor(ctx, url);
        const rejected = Array.from({ length: 20 }, () => rejection(() => PRIVATE.create(client, { signal: controller.signal })));
        setTimeout(() => controller.abort(reason), 100);
        return Promise.all(rejected);
      });
      for (const error of result) expectAborted(ctx, error, reason);
    },
  },
];
