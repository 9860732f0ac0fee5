// Answers that break off, come too slowly or not at all: deadlines, outcomes, and how often it is tried again.
import { between, check, equal, oneOf, pause, rejection } from "./support/check.mjs";
import { ISSUED_TOKEN, OPERATIONS, clientFor, created, eventuallyClosed, openScenario, privateParams, refusedOrigin, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const [PRIVATE] = OPERATIONS;
const SHORT = { timeoutMs: 500, totalTimeoutMs: 20_000 };
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Connections that end before the answer does. */
const cuts = [
  ["a reset before the headers", { steps: [{ reset: true }] }],
  ["a close before the headers", { steps: [{ end: true }] }],
  ["a close inside the headers", { steps: [{ write: "HTTP/1.1 200 OK\r\nContent-" }, { end: true }] }],
  ["a body shorter than its length", { status: 200, text: '{"data":', framing: 500, steps: [{ end: true }] }],
  ["a chunked body without its end", { steps: [{ write: `${head}Transfer-Encoding: chunked\r\n\r\n8\r\n{"data":\r\n` }, { end: true }] }],
  ["a reset inside the body", { status: 200, text: '{"data":', framing: 500, steps: [{ sleep: 50 }, { reset: true }] }],
  ["something that is no HTTP", { steps: [{ write: "SSH-2.0-OpenSSH_9.2\r\n" }, { end: true }] }],
];

/** Answers that come too late; each keeps its connection open. */
const stalls = [
  ["no headers for ever", { steps: [{ hang: true }] }],
  ["half of the headers for ever", { steps: [{ write: head }, { hang: true }] }],
  ["headers and no body for ever", { status: 200, framing: 100, steps: [{ hang: true }] }],
  ["half of the body for ever", { status: 200, text: '{"data":', framing: 100, steps: [{ hang: true }] }],
  ["headers by the byte", { steps: [{ write: head }, { repeat: "X", times: -1, everyMs: 40 }] }],
  ["a body by the byte", { status: 200, framing: 60_000, steps: [{ repeat: " ", times: -1, everyMs: 40 }] }],
];

/** A mint may be tried once more when nobody knows whether it worked; a password is never presented again. */
const triesAllowed = (operation) => (operation === PRIVATE ? 2 : 1);

export const tests = [
  ...OPERATIONS.flatMap((operation) => cuts.map(([what, answer]) => ({
    name: `${what} is a ConnectionError of unknown outcome (${operation.name})`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [answer], ({ url }) => rejection(() => operation.create(clientFor(ctx, url, { clock: instantClock() }))));
      check(result instanceof ctx.lib.ConnectionError, `expected a ConnectionError, got ${result?.name} ${result?.code}: ${result?.message}`);
      equal(result.code, "connection", "code");
      equal(result.outcome, "unknown", "outcome");
      equal(requests.length, triesAllowed(operation), "requests");
      equal(result.attempts, triesAllowed(operation), "attempts");
    },
  }))),
  ...OPERATIONS.flatMap((operation) => [["a close", { end: true }], ["a reset", { reset: true }]].map(([what, step]) => ({
    name: `${what} of a kept connection that has read the request does not send it twice (${operation.name})`,
    async run(ctx) {
      const plan = { keepAlive: true, answers: [operation.answer(), { steps: [{ sleep: 20 }, step] }, operation.answer()] };
      const { requests, result } = await withScenario(ctx, plan, async ({ url }) => {
        const client = clientFor(ctx, url, { maxRetries: 0 });
        await operation.create(client);
        await pause(50);
        return rejection(() => operation.create(client));
      });
      equal([result?.code, result?.outcome, requests.length], ["connection", "unknown", 2], "the error and requests");
    },
  }))),
  ...cuts.map(([what, answer]) => ({
    name: `${what}, then success: the private token comes with the second request`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [answer, created()], ({ url }) => clientFor(ctx, url, { clock: instantClock() }).privateTokens.create(privateParams()).withResponse());
      equal(requests.length, 2, "requests");
      equal(result.data.token, ISSUED_TOKEN, "token");
      equal(result.attempts, 2, "attempts");
    },
  })),
  ...OPERATIONS.flatMap((operation) => stalls.map(([what, answer]) => ({
    name: `${what} is a TimeoutError, and the client hangs up (${operation.name})`,
    async run(ctx) {
      const scenario = await openScenario(ctx, { answers: [answer] });
      try {
        const error = await rejection(() => operation.create(clientFor(ctx, scenario.url, SHORT)));
        check(error instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${error?.name} ${error?.code}: ${error?.message}`);
        equal(error.code, "timeout", "code");
        equal(error.phase, "attempt", "phase");
        equal(error.outcome, "unknown", "outcome");
        equal(error.attempts, triesAllowed(operation), "attempts");
        await eventuallyClosed(scenario);
        equal((await scenario.log()).requests.length, triesAllowed(operation), "requests");
      } finally {
        await scenario.close();
      }
    },
  }))),
  ...stalls.map(([what, answer]) => ({
    name: `${what} against the total deadline`,
    async run(ctx) {
      const scenario = await openScenario(ctx, { answers: [answer] });
      try {
        const error = await rejection(() => PRIVATE.create(clientFor(ctx, scenario.url, { timeoutMs: 30_000, totalTimeoutMs: 250 })));
        check(error instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${error?.name} ${error?.code}: ${error?.message}`);
        equal(error.phase, "total", "phase");
        equal(error.outcome, "unknown", "outcome");
        await eventuallyClosed(scenario);
      } finally {
        await scenario.close();
      }
    },
  })),
  {
    name: "timeoutMs of one call wins over the client's",
    async run(ctx) {
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], ({ url }) =>
        rejection(() => PRIVATE.create(clientFor(ctx, url, { timeoutMs: 60_000, totalTimeoutMs: 120_000 }), { timeoutMs: 200, maxRetries: 0 })));
      check(result instanceof ctx.lib.TimeoutError, `expected a TimeoutError, got ${result?.name}: ${result?.message}`);
      between(result.elapsedMs, 150, 15_000, "elapsedMs");
    },
  },
  {
    name: "an answer after the deadline is not waited for, and the next attempt's token is returned",
    async run(ctx) {
      const late = created({ delayMs: 4_000 });
      const { requests, result } = await withScenario(ctx, [late, created()], ({ url }) => clientFor(ctx, url, { timeoutMs: 1_500 }).privateTokens.create(privateParams()).withResponse());
      equal(result.attempts, 2, "attempts");
      equal(requests.length, 2, "requests");
    },
  },
  ...OPERATIONS.flatMap((operation) => ["self-signed", "plain text"].map((secure) => ({
    name: `an https server that is ${secure} gets nothing of a request (${operation.name})`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, { secure, answers: [operation.answer()] }, ({ url }) => rejection(() => operation.create(clientFor(ctx, url, { clock: instantClock() }))));
      equal(requests.length, 0, "requests");
      check(result instanceof ctx.lib.ConnectionError, `expected a ConnectionError, got ${result?.name} ${result?.code}: ${result?.message}`);
      equal(result.code, "connection", "code");
      // Nothing is repeated to a server that failed to prove who it is, where the runtime says that this was the reason.
      if (ctx.tellsRefusedConnections && secure === "self-signed") equal([result.attempts, result.outcome], [1, "not_sent"], "attempts and outcome");
      // What was certainly not sent may be tried as often as anything.
      else check(result.attempts <= (result.outcome === "not_sent" ? 3 : triesAllowed(operation)), `attempts: ${result.attempts} ${result.outcome}`);
    },
  }))),
  ...OPERATIONS.map((operation) => ({
    name: `a refused connection is a ConnectionError of known outcome where the runtime tells (${operation.name})`,
    async run(ctx) {
      const url = await refusedOrigin(ctx);
      const error = await rejection(() => operation.create(clientFor(ctx, url, { clock: instantClock() })));
      check(error instanceof ctx.lib.ConnectionError, `expected a ConnectionError, got ${error?.name} ${error?.code}: ${error?.message}`);
      equal(error.code, "connection", "code");
      oneOf(error.outcome, ctx.tellsRefusedConnections ? ["not_sent"] : ["not_sent", "unknown"], "outcome");
      // Nothing was sent, so even a password may be presented again.
      equal(error.attempts, error.outcome === "not_sent" ? 3 : triesAllowed(operation), "attempts");
    },
  })),
];
