// Which error each status becomes, and whether it is worth another try.
import { check, equal, matches, oneOf, rejection } from "./support/check.mjs";
import { OPERATIONS, clientFor, failed, privateParams, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const [PRIVATE, B2B] = OPERATIONS;

/** Statuses that end a call at once. `outcome` is absent where the documents leave it open. */
const final = [
  { status: 400, error: "BadRequestError", code: "bad_request", outcome: "refused" },
  { status: 401, error: "AuthenticationError", code: "authentication", outcome: "refused" },
  { status: 403, error: "PermissionError", code: "permission", outcome: "refused" },
  { status: 404, error: "NotFoundError", code: "not_found", outcome: "refused" },
  { status: 422, error: "UnprocessableError", code: "unprocessable", outcome: "refused" },
  ...[402, 405, 406, 409, 410, 411, 413, 414, 415, 417, 418, 423, 428, 431, 451].map((status) => ({ status, error: "ApiError", code: "api", outcome: "refused" })),
  { status: 499, error: "ApiError", code: "api" },
  ...[501, 505, 507, 508, 511, 599].map((status) => ({ status, error: "ServerError", code: "server" })),
];

const repeated = [408, 425, 500, 502, 503, 504];
const retryErrors = { 408: "ApiError", 425: "ApiError" };

async function failure(ctx, operation, answers, options) {
  const { requests, result } = await withScenario(ctx, answers, ({ url }) => rejection(() => operation.create(clientFor(ctx, url, { clock: instantClock(), ...options }))));
  return { requests, error: result };
}

function expectApiError(ctx, error, { status, name, code }) {
  check(error instanceof ctx.lib.ApiError && error instanceof ctx.lib[name], `expected ${name}, got ${error?.name} ${error?.code}: ${error?.message}`);
  equal(error.name, name, "name");
  equal(error.code, code, "code");
  equal(error.status, status, "status");
  check(typeof error.operation === "string" && error.operation.length > 0, "operation is named");
  check(Number.isFinite(error.elapsedMs) && error.elapsedMs >= 0, `elapsedMs: ${error.elapsedMs}`);
}

export const tests = [
  ...OPERATIONS.flatMap((operation) =>
    final.map(({ status, error: name, code, outcome }) => ({
      name: `${status} is ${name} after one request (${operation.name})`,
      async run(ctx) {
        const { requests, error } = await failure(ctx, operation, [failed(status)]);
        equal(requests.length, 1, "requests");
        expectApiError(ctx, error, { status, name, code });
        equal(error.attempts, 1, "attempts");
        equal(error.retryable, false, "retryable");
        if (outcome) equal(error.outcome, outcome, "outcome");
        else oneOf(error.outcome, ["refused", "unknown"], "outcome");
      },
    }))),
  ...repeated.map((status) => ({
    name: `${status} twice, then success: three requests for a private token`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [failed(status), failed(status), PRIVATE.answer()], ({ url }) =>
        clientFor(ctx, url, { clock: instantClock() }).privateTokens.create(privateParams()).withResponse());
      equal(requests.length, 3, "requests");
      equal(result.attempts, 3, "attempts");
    },
  })),
  ...repeated.map((status) => ({
    name: `${status} for ever ends after three requests for a private token`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, PRIVATE, [failed(status)]);
      equal(requests.length, 3, "requests");
      const name = retryErrors[status] ?? "ServerError";
      expectApiError(ctx, error, { status, name, code: name === "ServerError" ? "server" : "api" });
      equal(error.attempts, 3, "attempts");
      equal(error.retryable, true, "retryable");
    },
  })),
  ...[500, 502, 503, 504].map((status) => ({
    name: `${status} leaves open whether a token exists`,
    async run(ctx) {
      for (const operation of OPERATIONS) equal((await failure(ctx, operation, [failed(status)])).error.outcome, "unknown", `outcome (${operation.name})`);
    },
  })),
  ...[...repeated, 429].map((status) => ({
    name: `${status} presents a password only once`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, B2B, [failed(status), B2B.answer()]);
      equal(requests.length, 1, "requests");
      equal(error.status, status, "status");
    },
  })),
  {
    name: "a missing OAuth scope is named",
    async run(ctx) {
      const body = { status: 403, title: "You don't have a required scope to access the endpoint", type: "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes", errors: {} };
      const { error } = await failure(ctx, PRIVATE, [failed(403, body)]);
      matches(`${error.message} ${error.hint ?? ""}`, /store_storefront_api/, "message or hint");
      matches(error.title, /required scope/, "title");
    },
  },
  {
    name: "the API's complaints are kept by field",
    async run(ctx) {
      const body = { status: 422, title: "JSON data is missing or invalid", type: "x", errors: { channel_id: "error.path.missing", scopes: "error.expected.jsarray" } };
      const { error } = await failure(ctx, PRIVATE, [failed(422, body, { "X-Request-Id": "req-42" })]);
      equal(error.title, "JSON data is missing or invalid", "title");
      equal(error.errors, { channel_id: "error.path.missing", scopes: "error.expected.jsarray" }, "errors");
      equal(error.requestId, "req-42", "requestId");
    },
  },
  {
    name: "of very many complaints a few are kept",
    async run(ctx) {
      const errors = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`field${i}`, "wrong"]));
      const { error } = await failure(ctx, PRIVATE, [failed(422, { status: 422, title: "no", errors })]);
      expectApiError(ctx, error, { status: 422, name: "UnprocessableError", code: "unprocessable" });
      check(Object.keys(error.errors ?? {}).length <= 20, `kept ${Object.keys(error.errors ?? {}).length}`);
    },
  },
  ...[
    ["an HTML page", { text: "<!doctype html><h1>Bad gateway</h1>", headers: { "Content-Type": "text/html" } }],
    ["nothing", {}],
    ["null", { text: "null" }],
    ["a list", { json: ["no"] }],
    ["a wrong title", { json: { title: 7, errors: "no" } }],
    ["errors that are lists and objects", { json: { title: "no", errors: { email: ["This field may not be null"], deep: { er: { s: 1 } }, n: null } } }],
    ["a megabyte", { text: `{"title":"${"t".repeat(1 << 20)}"}` }],
    ["100,000 complaints", { json: { title: "no", errors: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, "x"])) } }],
    ["deep nesting", { text: "[".repeat(12_000) }],
    ["bytes that are no UTF-8", { bytes: [0xff, 0xfe, 0xc0, 0x80, 0xff] }],
    ["prototype keys", { text: '{"title":"no","errors":{"__proto__":"x","constructor":"y","toString":"z"},"__proto__":{"polluted":1}}' }],
  ].flatMap(([what, answer]) => [422, 503].map((status) => ({
    name: `${status} with ${what} as body is still ${status === 422 ? "UnprocessableError" : "ServerError"}`,
    async run(ctx) {
      const { error } = await failure(ctx, PRIVATE, [{ status, .../** @type {object} */ (answer) }], { maxRetries: 0 });
      expectApiError(ctx, error, { status, name: status === 422 ? "UnprocessableError" : "ServerError", code: status === 422 ? "unprocessable" : "server" });
      check(JSON.stringify(error).length < 16_384, "what is kept of it is short");
      equal(/** @type {any} */ ({}).polluted, undefined, "a property of every object");
    },
  }))),
  ...[
    ["The email or password you have entered is incorrect. Please try again.", "AuthenticationError", "authentication"],
    ["role forbidden", "PermissionError", "permission"],
    ["something else", "BadRequestError", "bad_request"],
  ].flatMap(([errMsg, name, code]) => [400, 200].map((httpStatus) => ({
    name: `B2B "${errMsg}" with HTTP status ${httpStatus} is ${name} after one request`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, B2B, [{ status: httpStatus, json: { code: 400, data: { errMsg }, meta: { message: "API logic error" } } }]);
      equal(requests.length, 1, "requests");
      expectApiError(ctx, error, { status: 400, name, code });
      equal(error.outcome, "refused", "outcome");
    },
  }))),
  {
    name: "a B2B body that says success does not soften a refusing status",
    async run(ctx) {
      const { error } = await failure(ctx, B2B, [B2B.answer({ status: 403 })]);
      expectApiError(ctx, error, { status: 403, name: "PermissionError", code: "permission" });
    },
  },
  ...[
    ["errMsg by field", 422, { code: 422, data: { errMsg: { email: ["This field may not be null"] } }, meta: { message: "Parameter Error" } }],
    ["errMsg as a list", 422, { code: 422, data: { errMsg: ["wrong"] }, meta: { message: "Parameter Error" } }],
    ["code and message", 404, { code: 404, message: "Not found" }],
    ["detail", 403, { detail: "You do not have permission" }],
    ["status, title and errors", 404, { status: 404, title: "not found", errors: { 1: "no" } }],
  ].map(([what, status, json]) => ({
    name: `the B2B error shape with ${what} is read`,
    async run(ctx) {
      const { error } = await failure(ctx, B2B, [{ status, json }]);
      equal(error.status, status, "status");
      check(typeof error.message === "string" && !error.message.includes("[object"), `message: ${error.message}`);
    },
  })),
  {
    name: "a retry budget keeps a client from multiplying the load of an API in trouble",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, [failed(503)], async ({ url }) => {
        const client = clientFor(ctx, url, { clock: instantClock() });
        const errors = [];
        for (let i = 0; i < 3; i += 1) errors.push(await rejection(() => client.privateTokens.create(privateParams())));
        return errors;
      });
      equal(result.map((error) => error.attempts), [3, 3, 1], "attempts of three calls in a row");
      equal(requests.length, 7, "requests");
      matches(`${result[2].message} ${result[2].hint ?? ""}`, /budget/i, "the last error says why it was not tried again");
    },
  },
  {
    name: "421 is a typed error, although undici repeats the request by itself, on a connection that may be closing",
    async run(ctx) {
      const { error } = await failure(ctx, PRIVATE, [failed(421)]);
      if (error.code === "connection") return;
      expectApiError(ctx, error, { status: 421, name: "ApiError", code: "api" });
    },
  },
  ...[999, 600].map((status) => ({
    name: `the status ${status} is a typed error after one request`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, PRIVATE, [failed(status)]);
      check(ctx.lib.BigCommerceError.is(error), `expected an error of ours, got ${error?.name}: ${error?.message}`);
      oneOf(error.code, ["api", "protocol", "connection"], "code");
      check(requests.length <= 2, `requests: ${requests.length}`);
    },
  })),
  {
    name: "early hints before the answer do no harm",
    async run(ctx) {
      const answer = PRIVATE.answer({ before: "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" });
      const { result } = await withScenario(ctx, [answer], ({ url }) =>
        clientFor(ctx, url, { maxRetries: 0 }).privateTokens.create(privateParams()).then((issued) => issued.token, (error) => error));
      // workerd hands out the 103 as if it were the answer; an error with a name is all that is left then.
      check(typeof result === "string" || ctx.lib.BigCommerceError.is(result), `got ${result?.name}: ${result?.message}`);
    },
  },
];
