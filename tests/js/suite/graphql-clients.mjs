// What a GraphQL client is made with, and what its errors tell of a request.
import { between, check, equal, matches, rejection } from "./support/check.mjs";
import { header, withScenario } from "./support/api.mjs";
import { BEARER, EXPIRED, QUERY, answered, lacks, refused, sourceOf, storefrontFor } from "./support/graphql.mjs";

const [FIRST, SECOND] = ["first0Token0Kx7Wd3Zp9", "second0Token0Vt4Nc8Rb2"];
const never = () => new Promise(() => {});
const json = (value, headers = {}) => new Response(JSON.stringify(value), { status: 200, headers });

export const tests = [
  {
    name: "appInfo is added to the User-Agent, and fetchOptions go to fetch",
    async run(ctx) {
      const { requests } = await withScenario(ctx, [answered()], ({ url }) => storefrontFor(ctx, url, { appInfo: { name: "acme-shop", version: "2.1.0" } }).request(QUERY));
      matches(header(requests[0], "user-agent"), /acme-shop\/2\.1\.0/, "User-Agent");
      const seen = [];
      const fetch = async (_url, init) => (seen.push(init), json({ data: {} }));
      await storefrontFor(ctx, undefined, { fetch, fetchOptions: { cf: { synthetic: 1 } } }).request(QUERY);
      equal(seen.map(({ cf }) => cf), [{ synthetic: 1 }], "options");
    },
  },
  {
    name: "what is given to the client and what it tells of a refusal cannot be changed",
    async run(ctx) {
      // Claims {"scopes":["Unauthenticated"]}.
      const token = "synthetic.eyJzY29wZXMiOlsiVW5hdXRoZW50aWNhdGVkIl19.synthetic";
      const client = storefrontFor(ctx, undefined, { token, fetch: async () => json({ data: null, errors: [lacks(["B2B"])] }) });
      const error = await rejection(() => client.request(QUERY));
      for (const [what, value] of Object.entries({ client, errors: error.errors, requiredScopes: error.requiredScopes, tokenScopes: error.tokenScopes })) check(value !== undefined && Object.isFrozen(value), what);
    },
  },
  {
    name: "a refusal tells the request's id, where there is one",
    async run(ctx) {
      for (const [headers, expected] of [[{ "X-Request-Id": "r1" }, "r1"], [{}, null]]) {
        const { result } = await withScenario(ctx, [{ ...refused([{ message: "x" }]), headers }], ({ url }) => rejection(() => storefrontFor(ctx, url).request(QUERY)));
        equal([result.name, result.requestId], ["GraphQLRequestError", expected], "error and id");
      }
    },
  },
  {
    name: "errors tell how long the whole request took, by the client's clock",
    async run(ctx) {
      for (const [what, answers, source] of [
        ["a refusal", [{ errors: [{ message: "x" }] }], FIRST],
        ["a rejection with both tokens", [{ errors: [{ message: EXPIRED.json.errors[0].message }] }, { errors: [{ message: EXPIRED.json.errors[0].message }] }], sourceOf(FIRST, SECOND)],
      ]) {
        let at = 1_800_000_000_000;
        const clock = { now: () => at, sleep: async () => {} };
        const left = [...answers];
        const fetch = async () => ((at += 70), json({ data: null, ...left.shift() }));
        const error = await rejection(() => storefrontFor(ctx, undefined, { token: source, clock, fetch }).request(QUERY));
        equal([error.elapsedMs, error.attempts], [70 * answers.length, answers.length], what);
      }
    },
  },
  {
    name: "a wait for a token that ends tells what was missing, and since when",
    async run(ctx) {
      const halting = (first) => ({ told: 0, getToken() { return this.told++ === 0 && first ? { token: FIRST } : never(); }, invalidate: async () => {} });
      const fetch = async () => new Response(JSON.stringify(EXPIRED.json), { status: 401 });
      for (const [first, missing, outcome] of [[false, "no token", "not_sent"], [true, "no other token than the rejected one", "refused"]]) {
        const error = await rejection(() => storefrontFor(ctx, undefined, { token: halting(first), fetch }).request(QUERY, { totalTimeoutMs: 100 }));
        equal([error.message, error.outcome], [`the call did not end in time (totalTimeoutMs): it had ${missing} yet`, outcome], "message and outcome");
        between(error.elapsedMs, 50, 5_000, "time");
      }
      const controller = new AbortController();
      const waiting = rejection(() => storefrontFor(ctx, undefined, { token: halting(false), fetch }).request(QUERY, { signal: controller.signal }));
      controller.abort();
      equal((await waiting).message, "the call was aborted by its signal", "aborted");
    },
  },
  {
    name: "a source whose answer cannot be looked at has failed",
    async run(ctx) {
      const failure = new Error("synthetic");
      for (const getToken of [async () => ({ get token() { throw failure; } }), async () => { throw failure; }]) {
        const error = await rejection(() => storefrontFor(ctx, undefined, { token: { getToken }, fetch: never }).request(QUERY));
        equal([error.name, error.code, error.option, error.message, error.cause === failure], ["ConfigError", "config", "token", "token: the provider failed", true], "the error");
      }
    },
  },
  {
    name: "what is no options is refused by its kind, whatever gives the token",
    async run(ctx) {
      for (const token of [BEARER, sourceOf(FIRST)]) {
        for (const options of [null, 7, "synthetic", [], new Date(0)]) {
          const error = await rejection(() => storefrontFor(ctx, undefined, { token, fetch: () => check(false, "nothing is sent") }).request(QUERY, options));
          equal([error.name, error.issues?.map(({ path, code }) => `${path} ${code}`)], ["ValidationError", ["options type"]], String(options));
        }
      }
    },
  },
  {
    name: "null among a request's parts is no part",
    async run(ctx) {
      for (const [document, options, issues] of [[null, {}, ["document type"]], [QUERY, { variables: null }, ["variables type"]], [QUERY, { variables: { toJSON: () => undefined } }, ["variables format"]]]) {
        const error = await rejection(() => storefrontFor(ctx, undefined, { fetch: () => check(false, "nothing is sent") }).request(document, options));
        equal([error.name, error.issues?.map(({ path, code }) => `${path} ${code}`)], ["ValidationError", issues], String(issues));
      }
    },
  },
];
