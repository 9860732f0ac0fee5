// Two hundred calls at once through one client, with aborts and stalls among them: every one ends as it should.
import { check, equal, eventually, settle } from "./support/check.mjs";
import { OPERATIONS, b2bParams, clientFor, openScenario, privateParams } from "./support/api.mjs";

const COUNT = 200;
const tokenOf = (name) => `token.for.${name}`;
const privateAnswer = { status: 200, json: { data: { token: tokenOf("{{name}}") }, meta: {} } };
const b2bAnswer = { status: 200, json: { code: 200, data: [{ name: "{{name}}", token: tokenOf("{{name}}") }], meta: { message: "SUCCESS" } } };

/** The fate of each call is in its name, where the server can read it. */
const FATES = ["ok", "slow", "ok", "ok", "abort-", "ok", "slow", "ok", "ok", "stall-"];
const nameOf = (index) => `${FATES[index % FATES.length]}${index}`;

const plan = (answer, keepAlive) => ({
  keepAlive,
  rules: [
    { body: '"abort-', answers: [{ steps: [{ hang: true }] }] },
    { body: '"stall-', answers: [{ ...answer, framing: 5_000, steps: [{ hang: true }] }] },
    { body: '"slow', answers: [{ ...answer, delayMs: 60 }] },
    { answers: [answer] },
  ],
});

function expectFate(ctx, index, outcome) {
  const name = nameOf(index);
  check(outcome.status !== "pending", `${name} never settled`);
  if (name.startsWith("abort-")) {
    check(outcome.status === "rejected" && outcome.reason instanceof ctx.lib.AbortedError, `${name}: expected an AbortedError, got ${outcome.reason?.name ?? outcome.status}: ${outcome.reason?.message}`);
    equal(outcome.reason.cause, `reason ${index}`, "cause");
  } else if (name.startsWith("stall-")) {
    check(outcome.status === "rejected" && outcome.reason instanceof ctx.lib.TimeoutError, `${name}: expected a TimeoutError, got ${outcome.reason?.name ?? outcome.status}: ${outcome.reason?.message}`);
  } else {
    check(outcome.status === "fulfilled", `${name}: ${outcome.reason?.name} ${outcome.reason?.code}: ${outcome.reason?.message}`);
    equal(outcome.value.token, tokenOf(name), `the token of ${name}`);
  }
}

export const tests = [
  ...OPERATIONS.flatMap((operation) => [true, false].map((keepAlive) => ({
    name: `200 calls at once, one in five aborted or stalled (${operation.name}, ${keepAlive ? "kept" : "closed"} connections)`,
    async run(ctx) {
      const isPrivate = operation === OPERATIONS[0];
      const scenario = await openScenario(ctx, plan(isPrivate ? privateAnswer : b2bAnswer, keepAlive));
      try {
        const client = clientFor(ctx, scenario.url, { timeoutMs: 30_000, totalTimeoutMs: 60_000, maxRetries: 0 });
        const outcomes = Array.from({ length: COUNT }, (_, index) => {
          const name = nameOf(index);
          const controller = new AbortController();
          const options = name.startsWith("abort-") ? { signal: controller.signal } : name.startsWith("stall-") ? { timeoutMs: 3_000 } : {};
          if (name.startsWith("abort-")) setTimeout(() => controller.abort(`reason ${index}`), 10 + index);
          return settle(isPrivate ? client.privateTokens.create(privateParams({ name }), options) : client.b2b.serverToServerTokens.create(b2bParams({ name }), options), 45_000);
        });
        for (const [index, outcome] of (await Promise.all(outcomes)).entries()) expectFate(ctx, index, outcome);
        const issued = await (isPrivate ? client.privateTokens.create(privateParams({ name: "after" })) : client.b2b.serverToServerTokens.create(b2bParams({ name: "after" })));
        equal(issued.token, tokenOf("after"), "a call after all of them");
        if (!keepAlive) await eventually(async () => (await scenario.log()).open === 0, "the client hangs up");
      } finally {
        await scenario.close();
      }
    },
  }))),
  {
    name: "many clients of many stores at once do not mix up their secrets",
    async run(ctx) {
      const scenario = await openScenario(ctx, { answers: [privateAnswer], keepAlive: true });
      try {
        const stores = Array.from({ length: 50 }, (_, index) => ({ storeHash: `store${index}`, accessToken: `synthetic0access0${index}` }));
        await Promise.all(stores.map((store) => clientFor(ctx, scenario.url, { ...store, timeoutMs: 30_000, totalTimeoutMs: 60_000 }).privateTokens.create(privateParams({ name: store.storeHash }))));
        const { requests } = await scenario.log();
        const seen = requests.map((request) => `${request.target.split("/")[2]} ${request.headers.find(([key]) => key.toLowerCase() === "x-auth-token")?.[1]}`);
        equal(seen.sort(), stores.map((store) => `${store.storeHash} ${store.accessToken}`).sort(), "store hash and access token of each request");
      } finally {
        await scenario.close();
      }
    },
  },
];
