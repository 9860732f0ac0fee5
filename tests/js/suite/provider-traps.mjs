// A provider whose WebAssembly traps: what that costs its callers, and how many tokens.
import { check, equal, settle } from "./support/check.mjs";
import { leaseStore, setUp } from "./provider-support.mjs";

export const tests = [
  {
    name: "a trap at any point of a cycle costs one answer at most, and the provider goes on",
    async run(ctx) {
      for (let at = 1, over = false; !over; at += 1) {
        const { make, clock } = setUp(ctx);
        const provider = make({ store: leaseStore({ lease: async () => ({ release: async () => {} }) }) });
        const kept = [];
        const before = ctx.callsMade();
        ctx.trapAtCall(at);
        const outcome = await settle(provider.getToken({ waitUntil: (work) => kept.push(work) }));
        await Promise.all(kept);
        ctx.disarm();
        over = ctx.callsMade() - before < at || at === 400;
        if (outcome.status !== "fulfilled") equal(outcome.reason?.code, "internal", `call ${at}`);
        clock.advance(61_000);
        check((await provider.token()).length > 10, `after a trap at call ${at}`);
      }
    },
  },
  {
    name: "a trap in the middle costs one answer, and the provider goes on",
    async run(ctx) {
      const { provider } = setUp(ctx);
      const first = await provider.token();
      ctx.trapAtCall(1);
      const outcome = await settle(provider.getToken({ forceRefresh: true }));
      ctx.disarm();
      check(outcome.status === "rejected" && outcome.reason.code === "internal", `${outcome.status} ${outcome.reason?.code}`);
      equal(await provider.token(), first, "the token is still there");
      check((await provider.getToken({ forceRefresh: true })).token !== first, "and can be replaced");
    },
  },
  {
    name: "a fault of the package that repeats after each mint does not cost a token per call",
    async run(ctx) {
      /** A provider that traps at the n-th call into WebAssembly after each answer of the API. */
      const trapping = (n) => {
        const up = setUp(ctx);
        const made = { then: 0 };
        up.api.answer = async (url, init) => {
          const answer = await up.sandbox.fetch(url, init);
          made.then = ctx.callsMade();
          ctx.trapAtCall(n);
          return answer;
        };
        return { ...up, made };
      };
      const whole = trapping(Infinity);
      await whole.provider.getToken();
      // The last of all, in which the token comes into the hand.
      const { provider, api, clock } = trapping(ctx.callsMade() - whole.made.then);
      const ask = async () => {
        const { reason } = await settle(provider.getToken());
        ctx.disarm();
        return reason?.code;
      };
      const minted = async (times) => {
        for (let call = 0; call < times; call += 1) equal(await ask(), "internal", "code");
        return api.mints;
      };
      equal(await minted(1), 1, "mints of the first call");
      equal(await minted(10), 2, "mints of ten more: it began anew once");
      clock.advance(5_000);
      equal(await minted(10), 3, "after a rest");
      clock.advance(5_000);
      equal(await minted(10), 3, "the next rest is longer");
      clock.advance(5_000);
      api.answer = undefined;
      check((await provider.getToken()).token, "a token once the fault is gone");
      equal(api.mints, 4, "mints");
    },
  },
];
