// A trap inside the WebAssembly ends the calls in flight with an error of ours; the next call works and the process lives.
import { check, equal, eventually, oneOf, settle } from "./support/check.mjs";
import { ACCESS_TOKEN, ISSUED_TOKEN, PASSWORD, b2bParams, clientFor, privateParams } from "./support/api.mjs";
import { expectClean } from "./support/leaks.mjs";

const ORIGIN = "http://127.0.0.1:9";
const answer = async (url) => new Response(String(url).includes("auth/backend")
  ? JSON.stringify({ code: 200, data: [{ name: "suite", token: ISSUED_TOKEN }], meta: { message: "SUCCESS" } })
  : JSON.stringify({ data: { token: ISSUED_TOKEN }, meta: {} }));

const calls = [
  { family: "private token", create: (client) => client.privateTokens.create(privateParams()) },
  { family: "B2B token", create: (client) => client.b2b.serverToServerTokens.create(b2bParams()) },
  { family: "refused params", create: (client) => client.privateTokens.create(privateParams({ channelId: 0 })) },
];

/** How many calls into WebAssembly one such call makes; measured, so that a trap can be tried at each of them. */
async function lengthOf(ctx, create) {
  const client = clientFor(ctx, ORIGIN, { fetch: answer });
  await settle(create(client));
  const before = ctx.callsMade();
  await settle(create(client));
  return ctx.callsMade() - before;
}

function expectInternal(ctx, error) {
  check(ctx.lib.BigCommerceError.is(error), `expected an error of ours, got ${error?.name}: ${error?.message}`);
  equal([error.code, error.outcome], ["internal", "unknown"], "code and outcome");
  expectClean(ctx, error, [ACCESS_TOKEN, PASSWORD, ISSUED_TOKEN], "the error");
}

export const tests = [
  ...calls.map(({ family, create }) => ({
    name: `a trap at any point of a call is contained (${family})`,
    async run(ctx) {
      const length = await lengthOf(ctx, create);
      check(length > 0, "the call goes through WebAssembly");
      let trapped = 0;
      for (let at = 1; at <= Math.min(length, 400); at += 1) {
        let client;
        try {
          client = clientFor(ctx, ORIGIN, { fetch: answer });
          ctx.trapAtCall(at);
          const outcome = await settle(create(client), 5_000);
          oneOf(outcome.status, ["fulfilled", "rejected"], `outcome with a trap at call ${at} of ${length}`);
          if (outcome.status === "rejected" && outcome.reason?.code !== "validation") {
            trapped += 1;
            expectInternal(ctx, outcome.reason);
          }
        } finally {
          ctx.disarm();
        }
        const next = await settle(client.privateTokens.create(privateParams()), 5_000);
        equal(next.status, "fulfilled", `the next call after a trap at call ${at} of ${length} (${next.reason?.code}: ${next.reason?.message})`);
      }
      check(trapped > 0, "at least one trap became an error");
    },
  })),
  {
    name: "a trap rejects the other calls in flight, and none hangs",
    async run(ctx) {
      const gates = [];
      const slow = (url) => new Promise((resolve) => gates.push(() => resolve(answer(url))));
      const client = clientFor(ctx, ORIGIN, { fetch: slow });
      const waiting = Array.from({ length: 5 }, () => settle(client.privateTokens.create(privateParams()), 8_000));
      await eventually(() => gates.length >= 5, "five calls in flight");
      equal(gates.length, 5, "calls in flight");
      const other = clientFor(ctx, ORIGIN, { fetch: answer });
      ctx.trapAtCall(1);
      const trapping = await settle(other.privateTokens.create(privateParams()), 5_000);
      ctx.disarm();
      equal(trapping.status, "rejected", "the trapping call");
      expectInternal(ctx, trapping.reason);
      for (const gate of gates) gate();
      for (const outcome of await Promise.all(waiting)) {
        equal(outcome.status, "rejected", "a call that was in flight");
        expectInternal(ctx, outcome.reason);
      }
      const next = await settle(clientFor(ctx, ORIGIN, { fetch: answer }).privateTokens.create(privateParams()), 5_000);
      equal(next.status, "fulfilled", "the next call");
    },
  },
  {
    name: "a trap ends the requests in flight, and leaves alone those that have ended",
    async run(ctx) {
      const signals = [];
      const fetch = (url, { signal }) => (signals.push(signal), signals.length === 1 ? answer(url) : new Promise(() => {}));
      const client = clientFor(ctx, ORIGIN, { fetch });
      await client.privateTokens.create(privateParams());
      const waiting = settle(client.privateTokens.create(privateParams()), 8_000);
      await eventually(() => signals.length === 2, "the call in flight");
      const other = clientFor(ctx, ORIGIN, { fetch: answer });
      ctx.trapAtCall(1);
      await settle(other.privateTokens.create(privateParams()), 5_000);
      ctx.disarm();
      equal((await waiting).status, "rejected", "the call in flight");
      equal(signals.map(({ aborted }) => aborted), [false, true], "aborted");
    },
  },
  {
    name: "a call that a trap has ended sends nothing afterwards",
    async run(ctx) {
      let sent = 0;
      let give = (_token) => {};
      const accessToken = () => new Promise((resolve) => (give = resolve));
      const waiting = settle(clientFor(ctx, ORIGIN, { accessToken, fetch: (url) => ((sent += 1), answer(url)) }).privateTokens.create(privateParams()), 8_000);
      const other = clientFor(ctx, ORIGIN, { fetch: answer });
      ctx.trapAtCall(1);
      await settle(other.privateTokens.create(privateParams()), 5_000);
      ctx.disarm();
      expectInternal(ctx, (await waiting).reason);
      give(ACCESS_TOKEN);
      await new Promise((resolve) => setTimeout(resolve, 20));
      equal(sent, 0, "requests");
    },
  },
];
