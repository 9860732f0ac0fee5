// No secret comes to light: not in errors, results, logs or events, also where the server repeats what it was sent.
import { check, equal, rejection, settle } from "./support/check.mjs";
import { ACCESS_TOKEN, B2B_ISSUED_TOKEN, EMAIL, FAR, ISSUED_TOKEN, OPERATIONS, PASSWORD, b2bParams, clientFor, endpointsAt, privateParams, refusedOrigin, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";
import { captureConsole, recordingLogger } from "./support/console.mjs";
import { expectClean, findSecret, texts } from "./support/leaks.mjs";

const SECRETS = [ACCESS_TOKEN, PASSWORD, ISSUED_TOKEN, B2B_ISSUED_TOKEN];
const [PRIVATE, B2B] = OPERATIONS;
/** What a call knows to be secret: a private token's call has no password to recognise. */
const secretsOf = (operation) => (operation === B2B ? SECRETS : SECRETS.filter((secret) => secret !== PASSWORD));

/** Everything that a server could repeat, at once. */
const echoes = {
  title: `bad ${ACCESS_TOKEN} and ${PASSWORD}`, type: ACCESS_TOKEN, detail: PASSWORD, message: `${PASSWORD} ${ACCESS_TOKEN}`, token: ISSUED_TOKEN,
  errors: { [ACCESS_TOKEN]: "as a key", [PASSWORD]: "as a key", field: `value ${ACCESS_TOKEN}`, list: [PASSWORD] },
};
const echoB2b = { code: 400, data: { errMsg: `wrong ${PASSWORD} for ${EMAIL} by ${ACCESS_TOKEN}`, [PASSWORD]: 1 }, meta: { message: PASSWORD }, ...echoes };
const echoHeaders = { "X-Request-Id": ACCESS_TOKEN, "X-Retry-After": "0", Location: `https://${ACCESS_TOKEN}.example.com/${PASSWORD}`, "X-Rate-Limit-Requests-Quota": "150" };

/** One server answer for each way a call can fail, each repeating the secrets wherever it can. */
const failures = [
  ...[300, 302, 307, 400, 401, 403, 404, 405, 409, 422, 429, 500, 501, 503].map((status) => [`status ${status}`, { status, json: echoes, headers: echoHeaders }]),
  ["a B2B refusal", { status: 400, json: echoB2b, headers: echoHeaders }],
  ["texts cut inside a secret", { status: 422, json: { title: `${"x".repeat(185)}${ACCESS_TOKEN}`, errors: { [`${"k".repeat(50)}${PASSWORD}`]: `${"v".repeat(185)}${ACCESS_TOKEN}` } } }],
  ["a refusal as plain text", { status: 422, text: `${ACCESS_TOKEN} ${PASSWORD}` }],
  ["a refusal with escapes", { status: 422, text: `{"title":"${[...PASSWORD].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}","errors":{}}` }],
  ["a success that is no JSON", { status: 200, text: `${ACCESS_TOKEN} ${PASSWORD} ${ISSUED_TOKEN}` }],
  ["a success of another shape", { status: 200, json: { data: { [ACCESS_TOKEN]: PASSWORD, tokens: [ISSUED_TOKEN] }, [PASSWORD]: 1 } }],
  ["a token of another type", { status: 200, json: { data: { token: { value: ISSUED_TOKEN } } } }],
  ["a token with a line break", { status: 200, json: { data: { token: `${ISSUED_TOKEN}\r\n` } } }],
  ["a B2B token of another type", { status: 200, json: { code: 200, data: [{ name: "x", token: [B2B_ISSUED_TOKEN] }], meta: { message: PASSWORD } } }],
  ["a broken answer", { status: 200, text: `{"data":{"token":"${ISSUED_TOKEN}"`, framing: 500, steps: [{ end: true }] }],
  ["a reset", { steps: [{ reset: true }] }],
  ["a stall", { steps: [{ hang: true }] }],
  ["a reason phrase", { status: 422, reason: `${ACCESS_TOKEN}`, json: {} }],
];

const loud = (options = {}) => {
  const events = [];
  const { logger, lines } = recordingLogger();
  return { events, lines, options: { clock: instantClock(), timeoutMs: 1_500, logLevel: "debug", logger, onEvent: (event) => events.push(event), ...options } };
};

function expectCleanTalk(ctx, { events, lines }, printed = [], secrets = SECRETS) {
  for (const event of events) expectClean(ctx, event, secrets, `the event ${event.type}`);
  for (const line of [...lines, ...printed]) expectClean(ctx, line, secrets, "a log line");
}

/** A fetch that fails as the runtimes do, with what it was given in its message. */
const tellingFetches = [
  ["an Error", (url, init) => { throw new Error(`${url} ${ACCESS_TOKEN} ${init.body}`); }],
  ["a TypeError with a cause", async () => { throw new TypeError(ACCESS_TOKEN, { cause: new Error(PASSWORD) }); }],
  ["a string", () => Promise.reject(`${ACCESS_TOKEN} ${PASSWORD}`)],
  ["an object", () => Promise.reject({ message: ACCESS_TOKEN, code: PASSWORD, toString: () => ACCESS_TOKEN })],
  ["the request itself", (_url, init) => Promise.reject(init)],
];

async function silently(act) {
  const captured = captureConsole();
  try {
    return { value: await act(), printed: captured.lines };
  } finally {
    captured.restore();
  }
}

export const tests = [
  ...OPERATIONS.flatMap((operation) => failures.map(([what, answer]) => ({
    name: `${what} shows no secret (${operation.name})`,
    async run(ctx) {
      const talk = loud();
      const { value, printed } = await silently(() => withScenario(ctx, [answer], ({ url }) => rejection(() => operation.create(clientFor(ctx, url, talk.options)))));
      expectClean(ctx, value.result, secretsOf(operation), `the error ${value.result?.code}`);
      expectCleanTalk(ctx, talk, printed, secretsOf(operation));
    },
  }))),
  ...tellingFetches.flatMap(([what, fetch]) => OPERATIONS.map((operation) => ({
    name: `a fetch that fails with ${what} tells no secret (${operation.name})`,
    async run(ctx) {
      const talk = loud({ fetch });
      const { value, printed } = await silently(() => rejection(() => operation.create(clientFor(ctx, "http://127.0.0.1:9", talk.options))));
      check(ctx.lib.BigCommerceError.is(value), "an error of ours");
      expectClean(ctx, value, SECRETS, "the error");
      expectCleanTalk(ctx, talk, printed);
    },
  }))),
  ...OPERATIONS.flatMap((operation) => [ACCESS_TOKEN, PASSWORD].map((secret) => ({
    name: `${secret === PASSWORD ? "a password" : "an access token"} that is echoed as the new token is none (${operation.name})`,
    async run(ctx) {
      const answer = operation.answer();
      const echo = JSON.parse(JSON.stringify(answer).replaceAll(ISSUED_TOKEN, secret).replaceAll(B2B_ISSUED_TOKEN, secret));
      const wasSent = secret === ACCESS_TOKEN || operation.name.includes("B2B");
      const { result } = await withScenario(ctx, [echo], ({ url }) => operation.create(clientFor(ctx, url)).then((issued) => ({ issued }), (error) => ({ error })));
      equal(result.issued?.token, wasSent ? undefined : secret, "token");
      if (!wasSent) return;
      check(result.error instanceof ctx.lib.ProtocolError, `expected a ProtocolError, got ${result.error?.name} ${result.error?.code}`);
      equal(result.error.outcome, "unknown", "outcome");
      expectClean(ctx, result.error, SECRETS, "the error");
    },
  }))),
  {
    name: "a refused connection shows no secret",
    async run(ctx) {
      const url = await refusedOrigin(ctx);
      for (const operation of OPERATIONS) {
        const talk = loud();
        expectClean(ctx, await rejection(() => operation.create(clientFor(ctx, url, talk.options))), SECRETS, "the error");
        expectCleanTalk(ctx, talk);
      }
    },
  },
  ...OPERATIONS.map((operation) => ({
    name: `a success shows its token by .token alone (${operation.name})`,
    async run(ctx) {
      const talk = loud();
      const { value, printed } = await silently(() => withScenario(ctx, [operation.answer()], ({ url }) => {
        const call = operation.create(clientFor(ctx, url, talk.options));
        expectClean(ctx, call, SECRETS, "the pending promise");
        return call;
      }));
      const issued = value.result;
      check([ISSUED_TOKEN, B2B_ISSUED_TOKEN].includes(issued.token), ".token is the token");
      const { token } = issued;
      equal(token, issued.token, "token by destructuring");
      expectClean(ctx, issued, SECRETS, "the result");
      for (const [way, wrapped] of [["in a list", [issued]], ["in an object", { issued }], ["in an Error", new Error("x", { cause: issued })]]) expectClean(ctx, wrapped, SECRETS, `the result ${way}`);
      check(talk.events.length > 0 && talk.lines.length > 0, "events and log lines were made");
      expectCleanTalk(ctx, talk, printed);
    },
  })),
  ...OPERATIONS.map((operation) => ({
    name: `withResponse shows no secret (${operation.name})`,
    async run(ctx) {
      const { result } = await withScenario(ctx, [operation.answer()], ({ url }) => operation.create(clientFor(ctx, url)).withResponse());
      expectClean(ctx, result, SECRETS, "the response");
    },
  })),
  {
    name: "meta that repeats a secret is not passed on",
    async run(ctx) {
      const answer = { status: 200, json: { data: { token: ISSUED_TOKEN }, meta: { echo: ACCESS_TOKEN, [ISSUED_TOKEN]: 1, deep: [{ token: ISSUED_TOKEN }] } } };
      const { result } = await withScenario(ctx, [answer], ({ url }) => PRIVATE.create(clientFor(ctx, url)));
      expectClean(ctx, result, SECRETS, "the result");
      expectClean(ctx, result.meta, SECRETS, "meta");
    },
  },
  {
    name: "a B2B name and message that repeat a secret are not passed on",
    async run(ctx) {
      const answer = { status: 200, json: { code: 200, data: [{ name: `n ${PASSWORD}`, token: B2B_ISSUED_TOKEN }], meta: { message: `ok ${ACCESS_TOKEN} ${B2B_ISSUED_TOKEN}` } } };
      const { result } = await withScenario(ctx, [answer], ({ url }) => B2B.create(clientFor(ctx, url)));
      expectClean(ctx, result, SECRETS, "the result");
      equal(findSecret(`${result.name} ${result.message}`, SECRETS), undefined, "secret in name or message");
    },
  },
  {
    name: "a request id that repeats a secret is not passed on",
    async run(ctx) {
      const answer = { ...PRIVATE.answer(), headers: { "X-Request-Id": ACCESS_TOKEN } };
      const talk = loud();
      const { result } = await withScenario(ctx, [answer], ({ url }) => PRIVATE.create(clientFor(ctx, url, talk.options)).withResponse());
      equal(findSecret(String(result.requestId), SECRETS), undefined, "secret in requestId");
      expectCleanTalk(ctx, talk);
    },
  },
  {
    name: "the client itself shows no secret",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      const other = client.withOptions({ accessToken: ISSUED_TOKEN });
      const { printed } = await silently(async () => console.log(client, other, client.privateTokens, client.b2b));
      for (const each of [client, other, client.privateTokens, client.b2b, client.b2b.serverToServerTokens, ctx.lib.BigCommerceTokens]) expectClean(ctx, each, SECRETS, "the client");
      for (const line of printed) expectClean(ctx, line, SECRETS, "console.log");
    },
  },
  {
    name: "fromEnv shows no secret",
    async run(ctx) {
      const client = ctx.lib.BigCommerceTokens.fromEnv({ BIGCOMMERCE_STORE_HASH: "sandbox1", BIGCOMMERCE_ACCESS_TOKEN: ACCESS_TOKEN });
      expectClean(ctx, client, SECRETS, "the client");
    },
  },
  {
    name: "refused parameters are not repeated",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      const cases = [
        () => client.b2b.serverToServerTokens.create(b2bParams({ password: { toString: () => PASSWORD, value: PASSWORD } })),
        () => client.b2b.serverToServerTokens.create(b2bParams({ password: [PASSWORD] })),
        () => client.b2b.serverToServerTokens.create(b2bParams({ password: `${PASSWORD}\ud800` })),
        () => client.b2b.serverToServerTokens.create(b2bParams({ email: PASSWORD })),
        () => client.b2b.serverToServerTokens.create(b2bParams({ [PASSWORD]: 1 })),
        () => client.b2b.serverToServerTokens.create(b2bParams({ pass: PASSWORD })),
        () => client.b2b.serverToServerTokens.create(/** @type {any} */ (PASSWORD)),
        () => client.privateTokens.create(privateParams({ scopes: [ACCESS_TOKEN] })),
        () => client.privateTokens.create(privateParams({ expiresAt: undefined, expiresIn: ACCESS_TOKEN })),
        () => client.privateTokens.create(privateParams({ channelId: ACCESS_TOKEN, name: { ACCESS_TOKEN } })),
        () => client.privateTokens.create(privateParams(), { headers: { "X-Note": `${ACCESS_TOKEN}\r\n` } }),
        () => client.privateTokens.create(privateParams(), { headers: { "X-Auth-Token": ACCESS_TOKEN } }),
      ];
      for (const [index, create] of cases.entries()) {
        const error = await rejection(create);
        check(error instanceof ctx.lib.ValidationError, `case ${index}: expected a ValidationError, got ${error?.name}`);
        // A misspelt key is a name the caller chose; it is told back, so that it can be found, unless it is the value itself.
        if (index !== 4) expectClean(ctx, error, SECRETS, `case ${index}`);
      }
    },
  },
  {
    name: "onEvent and logger that throw do not disturb the call",
    async run(ctx) {
      const fail = () => { throw new Error("from the listener"); };
      const { result } = await withScenario(ctx, [{ status: 503 }, PRIVATE.answer()], ({ url }) =>
        PRIVATE.create(clientFor(ctx, url, { clock: instantClock(), logLevel: "debug", onEvent: fail, logger: { error: fail, warn: fail, info: fail, debug: fail } })));
      equal(result.token, ISSUED_TOKEN, "token");
    },
  },
  {
    name: "events tell one call in order, with operation and status",
    async run(ctx) {
      const talk = loud();
      await withScenario(ctx, [{ status: 503 }, PRIVATE.answer()], ({ url }) => PRIVATE.create(clientFor(ctx, url, talk.options)));
      equal(talk.events.map((event) => event.type).filter((type) => type !== "warning"), ["request", "response", "retry", "request", "response"], "types");
      for (const event of talk.events) equal(event.operation, "privateTokens.create", "operation");
      equal(talk.events.filter((event) => event.type === "response").map((event) => event.status), [503, 200], "statuses");
      check(talk.events.every((event) => !("url" in event) || !event.url.includes("?")), "URLs without a query");
    },
  },
  {
    name: "an event tells where a request went, without the query of it",
    async run(ctx) {
      const urls = [];
      const onEvent = ({ type, url }) => type === "request" && urls.push(url);
      const { requests, result } = await withScenario(ctx, [{ status: 404 }], async ({ url }) => {
        await rejection(() => clientFor(ctx, url, { onEvent }).privateTokens.list({ limit: 7 }));
        return url;
      });
      check(requests[0].target.includes("?"), `the request has a query: ${requests[0].target}`);
      equal(urls, [`${result}${requests[0].target.split("?")[0]}`], "urls");
    },
  },
  {
    name: "a failure is told to onEvent once",
    async run(ctx) {
      const talk = loud();
      await withScenario(ctx, [{ status: 401 }], ({ url }) => settle(PRIVATE.create(clientFor(ctx, url, talk.options))));
      const told = talk.events.filter((event) => event.type === "failure");
      equal(told.map((event) => [event.code, event.outcome, event.attempts]), [["authentication", "refused", 1]], "failure events");
    },
  },
  {
    name: "the scanner of this suite finds what it must find",
    async run(ctx) {
      const holder = class { #hidden = ACCESS_TOKEN; get shown() { return this.#hidden; } };
      const planted = [new Error(`x ${ACCESS_TOKEN}`), new Error("x", { cause: new Error("y", { cause: PASSWORD }) }), { a: [{ b: ACCESS_TOKEN.slice(3, 20) }] }, new holder(), Object.defineProperty({}, "k", { value: PASSWORD }), { [PASSWORD]: 1 }, new Map([[1, PASSWORD]]), new Headers({ a: ACCESS_TOKEN })];
      for (const [index, value] of planted.entries()) check([...texts(ctx, value)].some(([, text]) => findSecret(String(text), SECRETS)), `planted secret ${index} is found`);
      expectClean(ctx, { url: endpointsAt("http://127.0.0.1").api, expiresAt: FAR }, SECRETS, "a value without a secret");
    },
  },
];
