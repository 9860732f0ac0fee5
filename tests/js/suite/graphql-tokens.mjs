// Whose token a GraphQL request is sent with: a text, or what gives one.
import { check, equal, rejection, thrown } from "./support/check.mjs";
import { header, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";
import { BEARER, DATA, EXPIRED, MUTATION, QUERY, REVOKED, answered, rejected, sourceOf, storefrontFor } from "./support/graphql.mjs";
import { expectClean, findSecret, texts } from "./support/leaks.mjs";

const [FIRST, SECOND] = ["first0Token0Kx7Wd3Zp9", "second0Token0Vt4Nc8Rb2"];
const bearers = (requests) => requests.map((request) => header(request, "authorization"));

/** @param {any} ctx @param {any[]} answers @param {unknown} token @param {(client: any) => Promise<unknown>} [act] @param {object} [more] */
async function exchanged(ctx, answers, token, act = (client) => client.request(QUERY), more = {}) {
  const { requests, result } = await withScenario(ctx, answers, ({ url }) => act(storefrontFor(ctx, url, { token, clock: instantClock(), ...more })));
  return { sent: bearers(requests), result };
}

export const tests = [
  {
    name: "a source is asked for each request, with the signal",
    async run(ctx) {
      const source = sourceOf(FIRST, SECOND);
      const { signal } = new AbortController();
      const { sent } = await exchanged(ctx, [answered(), answered()], source, async (client) => {
        await client.request(QUERY, { signal });
        await client.request(QUERY);
      });
      equal(sent, [`Bearer ${FIRST}`, `Bearer ${SECOND}`], "tokens");
      equal(source.told.signals.map((each) => each === signal), [true, false], "signals");
    },
  },
  ...[["expired", EXPIRED], ["revoked", REVOKED]].map(([reason, answer]) => ({
    name: `a ${reason} token is dropped, and the request sent once more with the next`,
    async run(ctx) {
      for (const document of [QUERY, MUTATION]) {
        const source = sourceOf(FIRST, SECOND);
        const { sent, result } = await exchanged(ctx, [answer, answered()], source, (client) => client.request(document));
        equal(sent, [`Bearer ${FIRST}`, `Bearer ${SECOND}`], "tokens");
        equal(source.told.invalidated, [FIRST], "dropped");
        equal(result, { data: DATA }, "result");
      }
    },
  })),
  {
    name: "a second rejection is told",
    async run(ctx) {
      const source = sourceOf(FIRST, SECOND, "third0Token");
      const { sent, result } = await exchanged(ctx, [EXPIRED, REVOKED, answered()], source, (client) => rejection(() => client.request(QUERY)));
      equal(sent.length, 2, "number of requests");
      equal([result.name, result.reason, result.attempts], ["TokenRejectedError", "revoked", 2], "error");
    },
  },
  {
    name: "the attempts with both tokens are counted together",
    async run(ctx) {
      const { result } = await exchanged(ctx, [EXPIRED, answered()], sourceOf(FIRST, SECOND), (client) => client.request(QUERY).withResponse());
      equal(result.attempts, 2, "attempts");
      const halting = { told: 0, getToken: () => (halting.told++ === 0 ? { token: FIRST } : new Promise(() => {})), invalidate: async () => {} };
      const late = await exchanged(ctx, [EXPIRED], halting, (client) => rejection(() => client.request(QUERY, { totalTimeoutMs: 500 })), { clock: undefined });
      equal([late.result.name, late.result.attempts, late.result.outcome], ["TimeoutError", 1, "refused"], "while another token is waited for");
    },
  },
  {
    name: "nothing is sent again for other reasons, without invalidate, or if there is no other token",
    async run(ctx) {
      const { invalidate: _, ...plain } = sourceOf(FIRST, SECOND);
      for (const [answer, source] of [
        [rejected("GraphQL invalid credentials. JWT signature is invalid"), sourceOf(FIRST, SECOND)],
        [EXPIRED, plain],
        [EXPIRED, FIRST],
        [EXPIRED, sourceOf(FIRST, FIRST)],
      ]) {
        const { sent, result } = await exchanged(ctx, [answer, answered()], source, (client) => rejection(() => client.request(QUERY)));
        equal([sent.length, result.name], [1, "TokenRejectedError"], "requests and error");
      }
    },
  },
  {
    name: "a source may answer at once",
    async run(ctx) {
      const { sent } = await exchanged(ctx, [answered()], { getToken: () => ({ token: FIRST }) });
      equal(sent, [`Bearer ${FIRST}`], "tokens");
    },
  },
  {
    name: "a source that gives no token is a fault of the argument, and nothing is sent",
    async run(ctx) {
      for (const given of [null, undefined, {}, { token: 7 }, { token: "" }, { token: "Bearer x" }, "synthetic"]) {
        const { sent, result } = await exchanged(ctx, [], { getToken: async () => given }, (client) => rejection(() => client.request(QUERY)));
        equal([sent.length, result.name, result.issues[0].path], [0, "ValidationError", "token"], JSON.stringify(given) ?? "undefined");
      }
    },
  },
  {
    name: "a source that fails is told: errors of the package as they are, others as a cause",
    async run(ctx) {
      const own = thrown(() => new ctx.lib.BigCommerceTokens({}));
      const foreign = new Error("synthetic vault");
      for (const [failure, expect] of [
        [own, (error) => error === own],
        [foreign, (error) => error.name === "ConfigError" && error.option === "token" && error.cause === foreign],
        [undefined, (error) => error.name === "ConfigError"],
      ]) {
        for (const getToken of [() => Promise.reject(failure), () => { throw failure; }]) {
          const { result } = await exchanged(ctx, [], { getToken }, (client) => rejection(() => client.request(QUERY)));
          check(expect(result), `${result}`);
        }
      }
    },
  },
  {
    name: "a faulty totalTimeoutMs is refused with a provider too, and a clock between milliseconds is none",
    async run(ctx) {
      const token = { getToken: async () => ({ token: FIRST }) };
      const client = storefrontFor(ctx, undefined, { token, fetch: () => check(false, "nothing is sent") });
      for (const [name, value] of [["totalTimeoutMs", "5"], ["totalTimeoutMs", 0], ["totalTimeoutMs", 1.5], ["timeoutMs", 5n], ["timeoutMs", Symbol("5")]]) {
        const error = await rejection(() => client.request(QUERY, { [name]: value }));
        equal([error?.code, error?.issues?.map(({ path }) => path)], ["validation", [`options.${name}`]], `${name} ${String(value)}`);
      }
      let at = Date.now() + 0.25;
      const clock = { now: () => (at += 1.125), sleep: async () => {} };
      const { sent } = await exchanged(ctx, [answered()], token, (made) => made.request(QUERY), { clock });
      equal(sent.length, 1, "requests");
    },
  },
  {
    name: "waiting for a token ends with the deadline and with the signal",
    async run(ctx) {
      const client = storefrontFor(ctx, undefined, { token: { getToken: () => new Promise(() => {}) }, fetch: () => check(false, "nothing is sent") });
      const late = await rejection(() => client.request(QUERY, { totalTimeoutMs: 50 }));
      equal([late.name, late.phase, late.outcome, late.attempts, late.operation], ["TimeoutError", "total", "not_sent", 0, "graphql.request"], "deadline");
      const reason = new Error("enough");
      const controller = new AbortController();
      const waiting = rejection(() => client.request(QUERY, { signal: controller.signal }));
      controller.abort(reason);
      const aborted = await waiting;
      equal([aborted.name, aborted.code, aborted.outcome], ["AbortError", "aborted", "not_sent"], "signal");
      check(aborted.cause === reason, "the reason is the cause");
      const source = sourceOf(FIRST);
      const before = await rejection(() => storefrontFor(ctx, undefined, { token: source }).request(QUERY, { signal: controller.signal }));
      equal([before.code, before.outcome, source.told.asked], ["aborted", "not_sent", 0], "a signal that was aborted before");
    },
  },
  {
    name: "a mutation that has left data is not sent again, whatever is said of its token",
    async run(ctx) {
      const credentials = [{ message: "GraphQL invalid credentials. JWT is expired" }];
      for (const status of [200, 401]) {
        const source = sourceOf(FIRST, SECOND);
        const answer = { status, json: { data: { cart: { deleteCart: { deletedCartEntityId: "1" } } }, errors: credentials } };
        const { sent, result } = await exchanged(ctx, [answer, answered()], source, (client) => rejection(() => client.request(MUTATION)));
        equal([sent.length, source.told.invalidated.length, result?.name, result?.outcome], [1, 0, "GraphQLRequestError", "unknown"], `${status}`);
      }
    },
  },
  {
    name: "what a token took is gone from the time of the request",
    async run(ctx) {
      const slow = { getToken: () => new Promise((resolve) => setTimeout(() => resolve({ token: FIRST }), 300)) };
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], async ({ url }) => {
        return rejection(() => storefrontFor(ctx, url, { token: slow, timeoutMs: 1_900, totalTimeoutMs: 2_000 }).request(QUERY));
      });
      // Without that, the attempt's own deadline would pass first.
      equal([result.name, result.phase], ["TimeoutError", "total"], "error");
    },
  },
  {
    name: "an aborted request ends",
    async run(ctx) {
      const controller = new AbortController();
      const { result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], async ({ url }) => {
        const ended = rejection(() => storefrontFor(ctx, url).request(QUERY, { signal: controller.signal }));
        setTimeout(() => controller.abort(), 50);
        return ended;
      });
      equal(result.name, "AbortError", "error");
    },
  },
  {
    name: "the client shows no token, and neither do its errors and events",
    async run(ctx) {
      const events = [];
      const source = sourceOf(FIRST, SECOND);
      const { result } = await withScenario(ctx, [EXPIRED, { status: 401, json: { errors: [{ message: `no ${SECOND} here` }] } }], async ({ url }) => {
        const client = storefrontFor(ctx, url, { token: source, onEvent: (event) => events.push(event) });
        return { client, error: await rejection(() => client.request(QUERY)) };
      });
      for (const [what, value] of Object.entries({ ...result, events, text: storefrontFor(ctx, undefined) })) {
        for (const [way, text] of texts(ctx, value)) equal(findSecret(String(text), [FIRST, SECOND, BEARER]), undefined, `${what} by ${way}`);
      }
      expectClean(ctx, result.error, [FIRST, SECOND], "the error");
    },
  },
  {
    name: "the sandbox lets the token of the main client in, and says what its scopes do not reach",
    async run(ctx) {
      const sandbox = ctx.sandboxModule.createSandbox({ graphql: { library: ctx.graphqlLibrary } });
      const { storeHash, accessToken } = sandbox.credentials;
      const { fetch, clock } = sandbox;
      const client = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch, clock });
      const mint = (params) => client.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"], ...params });
      const ask = (token, document = QUERY, options = {}) => ctx.graphqlEntry.createStorefrontClient({ storeHash, channelId: 1, token, fetch, clock, ...options }).request(document);
      const { token } = await mint();
      check(typeof (await ask(token)).data.site.settings.storeName === "string", "a shop has a name");
      const scope = await rejection(() => ask(token, "{ customer { firstName } }"));
      equal([scope.name, scope.requiredScopes], ["InsufficientScopeError", ["Customer"]], "scope");
      equal((await rejection(() => ask(token, "{ nobody }"))).name, "GraphQLRequestError", "unknown field");
      for (const [reason, rejectedToken, options] of [
        ["wrong_store", token, { storeHash: "other1" }],
        ["wrong_channel", token, { channelId: 7 }],
        ["not_a_jwt", accessToken, {}],
        ["bad_signature", `${token.split(".").slice(0, 2).join(".")}.c3ludGhldGlj`, {}],
      ]) {
        equal((await rejection(() => ask(rejectedToken, QUERY, options))).reason, reason, reason);
      }
      clock.advance(2 * 60 * 60 * 1000);
      equal((await rejection(() => ask(token))).reason, "expired", "expired");
      const source = { tokens: [token], async getToken() { return { token: this.tokens[0] }; }, async invalidate() { this.tokens = [(await mint()).token]; } };
      check((await ask(source)).data.site !== null, "a source renews");
    },
  },
];
