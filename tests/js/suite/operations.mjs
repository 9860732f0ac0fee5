// Every operation: what it puts on the wire, what it gives, how often it is tried, and that none shows a secret.
import { check, equal, matches, rejection } from "./support/check.mjs";
import { B2B_ISSUED_TOKEN, ISSUED_TOKEN, clientFor, failed, header, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";
import { captureConsole, recordingLogger } from "./support/console.mjs";
import { EVERY, nameOf } from "./support/every-operation.mjs";
import { expectClean } from "./support/leaks.mjs";

const CREDENTIALS = ["x-auth-token", "x-store-hash", "authtoken", "sf-api-token"];
const RESET = { steps: [{ reset: true }] };
/** Requests after an end that leaves open what happened, and after a passing refusal, with three retries allowed. */
const TRIES = { freely: [4, 4], once: [2, 4], never: [1, 1] };

const run = (ctx, answers, { call }, options = {}) => withScenario(ctx, answers, ({ url }) => call(clientFor(ctx, url, { clock: instantClock(), maxRetries: 3, ...options })));
const refused = (ctx, answers, { call }, options = {}) =>
  withScenario(ctx, answers, ({ url }) => rejection(() => call(clientFor(ctx, url, { clock: instantClock(), maxRetries: 3, ...options }))));

/** Everything that a server could repeat, in every shape of a refusal. */
const echo = (status, secrets) => {
  const all = secrets.join(" ");
  const keyed = Object.fromEntries(secrets.map((secret) => [secret, secret]));
  return {
    status, headers: { "X-Request-Id": secrets[0], Location: `https://${secrets[0].toLowerCase().replace(/[^a-z0-9]/g, "-")}.example/?jwtToken=${secrets[0]}` },
    json: { code: status, status, title: all, message: all, detail: all, errors: keyed, data: { errMsg: keyed, ...keyed }, meta: { message: all, ...keyed } },
  };
};

/** Runs `act` and keeps all that was told meanwhile. */
async function overheard(act) {
  const events = [];
  const { logger, lines } = recordingLogger();
  const captured = captureConsole();
  try {
    const value = await act({ timeoutMs: 1_500, logLevel: "debug", logger, onEvent: (event) => events.push(event) });
    return { value, told: [...events, ...lines, ...captured.lines] };
  } finally {
    captured.restore();
  }
}

export const tests = [
  ...EVERY.map((each) => ({
    name: `${nameOf(each)} sends the documented request and no other credential`,
    async run(ctx) {
      const { requests } = await run(ctx, [each.answer], each);
      equal(requests.length, 1, "requests");
      const [request] = requests;
      equal([request.method, request.target], [each.sent.method, each.sent.target], "method and target");
      for (const name of CREDENTIALS) equal(header(request, name), each.credentials[name], name);
      equal(header(request, "accept"), "application/json", "accept");
      equal(request.body === "" ? undefined : JSON.parse(request.body), each.sent.body, "body");
      equal(header(request, "content-type"), each.sent.body === undefined ? undefined : "application/json", "content-type");
    },
  })),
  ...EVERY.map((each) => ({
    name: `${nameOf(each)} gives what the answer says`,
    async run(ctx) {
      const { result } = await run(ctx, [each.answer], each);
      if (each.token !== undefined) equal(result.token, each.token, "token");
      const plain = result === undefined ? undefined : JSON.parse(JSON.stringify(result, (key, value) => (key === "token" && value === "[redacted]" && each.token !== undefined ? undefined : value)));
      equal(plain, each.result === undefined ? undefined : JSON.parse(JSON.stringify(each.result)), "result");
    },
  })),
  ...EVERY.map((each) => ({
    name: `${nameOf(each)} says its name, and what refused it`,
    async run(ctx) {
      const { result: error } = await refused(ctx, [failed(404)], each);
      check(error instanceof ctx.lib.NotFoundError, `expected a NotFoundError, got ${error?.name} ${error?.code}: ${error?.message}`);
      equal([error.operation, error.status, error.attempts, error.outcome], [each.operation, 404, 1, "refused"], "operation, status, attempts and outcome");
    },
  })),
  ...EVERY.map((each) => ({
    name: `${nameOf(each)} is repeated ${each.repeat}`,
    async run(ctx) {
      const [ambiguous, refusal] = TRIES[each.repeat];
      const broken = await refused(ctx, [RESET], each);
      equal([broken.requests.length, broken.result.code, broken.result.outcome], [ambiguous, "connection", "unknown"], "requests, code and outcome after resets");
      matches(broken.result.hint, each.repeat === "freely" ? /call it again/ : /a token may have been created/, "hint");
      equal(/serverToServerTokens\.list\(\)/.test(broken.result.hint), each.operation === "b2b.serverToServerTokens.create", "where to look for what has no end");
      const busy = await refused(ctx, [failed(503)], each);
      equal([busy.requests.length, busy.result.code], [refusal, "server"], "requests and code after 503");
    },
  })),
  ...EVERY.map((each) => ({
    name: `${nameOf(each)} tells no secret, whatever comes back`,
    async run(ctx) {
      // A refusal can repeat what it was sent; a token that it never gave is nobody's to recognise.
      const sent = each.secrets.filter((secret) => secret !== ISSUED_TOKEN && secret !== B2B_ISSUED_TOKEN);
      const answers = [...[200, 302, 400, 401, 404, 422, 500].map((status) => echo(status, sent)), { status: 200, text: each.secrets.join(" ") }, RESET];
      for (const answer of answers) {
        const { value, told } = await overheard((options) => run(ctx, [answer], each, { ...options, maxRetries: 0 }).then(({ result }) => result, (error) => error));
        if (ctx.lib.BigCommerceError.is(value)) expectClean(ctx, value, each.secrets, `the error ${value.code} at ${answer.status}`);
        for (const item of told) expectClean(ctx, item, each.secrets, `what is told at ${answer.status}`);
      }
      const { value, told } = await overheard((options) => run(ctx, [each.answer], each, options));
      expectClean(ctx, value.result, each.secrets, "the result");
      for (const item of told) expectClean(ctx, item, each.secrets, "what is told of a success");
      check(told.length > 0, "something is told");
    },
  })),
  {
    name: "a fetch that fails quoting the URL tells no JWT",
    async run(ctx) {
      const each = EVERY.find(({ operation }) => operation.endsWith("fromCurrentCustomerJwt"));
      for (const quoting of [(url) => { throw new TypeError(`Failed to parse URL from ${url}`, { cause: new Error(url) }); }, async (url) => Promise.reject(url)]) {
        const { value, told } = await overheard((options) => refused(ctx, [each.answer], each, { ...options, fetch: quoting }));
        expectClean(ctx, value.result, each.secrets, "the error");
        for (const item of told) expectClean(ctx, item, each.secrets, "what is told");
      }
    },
  },
  {
    name: "an accessToken callback is not asked where no access token is sent",
    async run(ctx) {
      const accessToken = () => { throw new Error("asked"); };
      for (const each of EVERY.filter(({ credentials }) => credentials["x-auth-token"] === undefined)) await run(ctx, [each.answer], each, { accessToken });
    },
  },
  ...[["no token at all", undefined], ["a token that is missing", () => undefined]].map(([what, accessToken]) => ({
    name: `${what} is a ConfigError where one is needed, before anything is sent`,
    async run(ctx) {
      for (const each of EVERY.filter(({ operation, credentials }) => credentials["x-auth-token"] !== undefined && operation !== "b2b.serverToServerTokens.create")) {
        const { requests, result } = await refused(ctx, [each.answer], each, { accessToken });
        equal([requests.length, result.code, result.option], [0, "config", "accessToken"], `${nameOf(each)}: requests, code and option`);
      }
    },
  })),
  {
    name: "rate headers with units are read",
    async run(ctx) {
      const each = EVERY.find(({ operation }) => operation === "b2b.storefrontTokens.create");
      const headers = { "X-Requests-Allocated": "150 times/60 s", "X-Requests-Remaining": "0 times", "X-Request-Window-Resets-After": "75.5 s" };
      const { result: error } = await refused(ctx, [failed(429, undefined, headers)], each);
      check(error instanceof ctx.lib.RateLimitError, `expected a RateLimitError, got ${error?.name}`);
      equal([error.retryAfterMs, error.quota, error.remaining, error.attempts], [75_500, 150, 0, 1], "wait, quota, remaining and attempts");
      const clock = instantClock();
      const { requests } = await run(ctx, [failed(429, undefined, { ...headers, "X-Request-Window-Resets-After": "2.5 s" }), each.answer], each, { clock });
      equal(requests.length, 2, "requests");
      check(clock.slept[0] >= 2_500, `waited ${clock.slept[0]} ms`);
    },
  },
  {
    name: "a refusal in the body of a 200 says when to come back, too",
    async run(ctx) {
      const each = EVERY.find(({ operation }) => operation === "b2b.storefrontTokens.create");
      const busy = { status: 200, json: { code: 429, meta: { message: "too many" } }, headers: { "X-Retry-After": "7" } };
      const { result: error } = await refused(ctx, [busy], each, { maxRetries: 0 });
      equal([error.code, error.status, error.retryAfterMs], ["rate_limit", 429, 7_000], "code, status and wait");
      const clock = instantClock();
      const { requests } = await run(ctx, [busy, each.answer], each, { clock });
      equal(requests.length, 2, "requests");
      check(clock.slept[0] >= 7_000, `waited ${clock.slept[0]} ms`);
    },
  },
  {
    name: "a status says the same of what happened, whichever API answers",
    async run(ctx) {
      for (const [status, outcome] of [[499, "unknown"], [500, "unknown"], [501, "refused"], [504, "unknown"], [505, "refused"], [507, "unknown"], [408, "unknown"], [403, "refused"]]) {
        for (const each of EVERY.filter(({ operation }) => operation.endsWith(".create"))) {
          const { result: error } = await refused(ctx, [failed(status)], each, { maxRetries: 0 });
          equal(error.outcome, outcome, `${nameOf(each)} at ${status}: outcome`);
          if (!each.operation.startsWith("b2b.")) equal(/may have been created/.test(error.hint), outcome === "unknown", `${nameOf(each)} at ${status}: ${error.hint}`);
        }
      }
    },
  },
  {
    name: "a full quota of revoked tokens has a code of its own",
    async run(ctx) {
      for (const [word, what] of [["tokens", "by token"], ["jtis", "by jti"]]) {
        const each = EVERY.find((one) => one.what === what);
        const json = { status: 422, title: `Store cannot revoke more tokens. Limit # of revoked ${word} already reached.`, errors: {} };
        const { result: error } = await refused(ctx, [{ status: 422, json }], each);
        check(error instanceof ctx.lib.UnprocessableError, `expected an UnprocessableError, got ${error?.name}`);
        equal([error.code, error.retryable, error.outcome], ["revoked_token_quota", false, "refused"], "code, retryable and outcome");
        matches(error.hint, /let tokens expire/, "hint");
      }
    },
  },
];
