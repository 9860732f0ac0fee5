// Which error each refusal of the GraphQL API becomes, and what is tried again.
import { check, equal, matches, rejection } from "./support/check.mjs";
import { failed, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";
import { BEARER, CUSTOMER, EXPIRED, MUTATION, QUERY, REVOKED, answered, lacks, refused, rejected, storefrontFor } from "./support/graphql.mjs";

const INVALID = "GraphQL invalid credentials.";
const NO_SCOPE = "The provided token does not include the scopes required to resolve this field.";
const COMPLEX = "The query is too complex as it has a complexity score of 12230 out of 10000. Please remove some elements and try again";
const IN_BODY = "Customer access token was requested in the body, but it's only returned for server-to-server requests.";
const ORIGIN = "'Origin' header invalid: The 'Origin' request header value did not match the allowed origin set in the JWT auth token. Please generate a token that is valid for this origin";

/** Every documented text for a token that is not good. */
const REASONS = [
  ["missing", "GraphQL credentials were missing. No token was sent."],
  ["not_a_jwt", `${INVALID} String is not a JWT`],
  ["bad_signature", `${INVALID} JWT signature is invalid`],
  ["expired", `${INVALID} JWT is expired`],
  ["wrong_channel", `${INVALID} JWT channel id doesn't match channel id of the URL`],
  ["wrong_store", `${INVALID} JWT store id doesn't match store id of the URL`],
  ["revoked", "Unknown JWT token"],
  ["malformed", `${INVALID} JWT has no valid Json`],
  ["malformed", `${INVALID} JWT has Json of an unknown format`],
  ["wrong_origin", ORIGIN],
  ["unknown", "words that nobody documented"],
];

const coded = (code) => ({ message: "no", extensions: { code } });

/** @type {{ what: string, answer: any, is: Record<string, unknown> }[]} */
const refusals = [
  ...REASONS.map(([reason, message]) => ({ what: message, answer: rejected(message), is: { name: "TokenRejectedError", code: "token_rejected", reason, status: 401, outcome: "refused", errors: [{ message }] } })),
  { what: "401 without a body", answer: { status: 401, text: "" }, is: { name: "TokenRejectedError", reason: "unknown", errors: [] } },
  { what: "a rejected token at 200", answer: refused([{ message: `${INVALID} JWT is expired` }]), is: { name: "TokenRejectedError", reason: "expired", status: 200 } },
  { what: "one scope", answer: refused([lacks(["B2B"])]), is: { name: "InsufficientScopeError", code: "insufficient_scope", requiredScopes: ["B2B"], tokenScopes: null, status: 200, outcome: "refused" } },
  { what: "one scope at 401", answer: refused([lacks(["B2B"])], 401), is: { name: "InsufficientScopeError", requiredScopes: ["B2B"], status: 401 } },
  {
    what: "many scopes, nested and in the long spelling, with partial data",
    answer: answered({ site: { cart: null } }, [lacks(["TOKEN_SCOPE_CUSTOMER"], ["customer", "orders", 0]), lacks(["Unauthenticated", "Customer"], ["site", "cart"]), { message: "other", path: ["x"] }]),
    is: { name: "InsufficientScopeError", requiredScopes: ["Customer", "Unauthenticated"] },
  },
  { what: "a bad customer access token", answer: refused([coded("INVALID_CUSTOMER_ACCESS_TOKEN")]), is: { name: "CustomerAccessTokenError", code: "customer_access_token", reason: "invalid" } },
  { what: "no customer access token", answer: refused([coded("MISSING_CUSTOMER_ACCESS_TOKEN")], 401), is: { name: "CustomerAccessTokenError", reason: "missing" } },
  { what: "a login in the wrong place", answer: refused([{ message: IN_BODY, path: ["login"] }]), is: { name: "CustomerAccessTokenError", reason: "wrong_context" } },
  { what: "too complex", answer: { status: 200, json: { errors: [{ message: COMPLEX }] } }, is: { name: "GraphQLRequestError", code: "graphql", errors: [{ message: COMPLEX }], status: 200, outcome: "refused" } },
  { what: "too complex at 401", answer: { status: 401, json: { errors: [{ message: COMPLEX }] } }, is: { name: "GraphQLRequestError", status: 401 } },
  { what: "a plain error at 400", answer: { status: 400, json: { errors: [{ message: "Syntax Error", locations: [{ line: 1, column: 1 }] }] } }, is: { name: "GraphQLRequestError", errors: [{ message: "Syntax Error", locations: [{ line: 1, column: 1 }] }] } },
  { what: "no data and no errors", answer: { status: 200, json: { data: null } }, is: { name: "ProtocolError", path: "data" } },
  { what: "a page of a proxy", answer: { status: 200, text: "<!doctype html>" }, is: { name: "ProtocolError", path: "$" } },
  { what: "data that is no JSON", answer: { status: 200, text: '{"data":{"a":undefined}}' }, is: { name: "ProtocolError", path: "data", outcome: "unknown" } },
  { what: "404", answer: { status: 404, text: "<html>" }, is: { name: "NotFoundError", code: "not_found" } },
  { what: "403", answer: { status: 403, text: "blocked" }, is: { name: "PermissionError", code: "permission" } },
  { what: "a redirect", answer: { status: 301, text: "", headers: { Location: "https://elsewhere.example/graphql" } }, is: { name: "RedirectRefusedError", toOrigin: "https://elsewhere.example" } },
];

/** @type {{ what: string, answers: any[], document: string, attempts: number, error?: string }[]} */
const retries = [
  ...[408, 429, 500, 502, 503, 504].flatMap((status) => [
    { what: `a query after ${status}`, answers: [failed(status), answered()], document: QUERY, attempts: 2 },
    { what: `a mutation after ${status}`, answers: [failed(status), answered()], document: MUTATION, attempts: 1, error: status === 429 ? "RateLimitError" : status === 408 ? "ApiError" : "ServerError" },
  ]),
  { what: "a query after a reset", answers: [{ steps: [{ reset: true }] }, { steps: [{ reset: true }] }, answered()], document: QUERY, attempts: 3 },
  { what: "a mutation after a reset", answers: [{ steps: [{ reset: true }] }, answered()], document: MUTATION, attempts: 1, error: "ConnectionError" },
  { what: "a query after an expired token", answers: [EXPIRED, answered()], document: QUERY, attempts: 1, error: "TokenRejectedError" },
  { what: "a query after GraphQL errors", answers: [refused([{ message: "x" }]), answered()], document: QUERY, attempts: 1, error: "GraphQLRequestError" },
  { what: "one operation of several, a query", answers: [failed(503), answered()], document: `${QUERY} ${MUTATION}`, attempts: 2 },
];

async function failing(ctx, answer, options = {}, clientOptions = {}) {
  const { requests, result } = await withScenario(ctx, [answer], ({ url }) => rejection(() => storefrontFor(ctx, url, clientOptions).request(QUERY, options)));
  equal(requests.length, 1, "number of requests");
  return result;
}

export const tests = [
  ...refusals.map(({ what, answer, is }) => ({
    name: `refusal: ${what}`,
    async run(ctx) {
      const error = await failing(ctx, answer);
      for (const [field, value] of Object.entries(is)) equal(error[field], value, field);
      equal([error.operation, error.attempts], ["graphql.request", 1], "facts of the call");
      check(ctx.lib.BigCommerceError.is(error), "known as an error of the package");
      check(error instanceof ctx.lib.BigCommerceError, "of the main entry's tree");
    },
  })),
  {
    name: "the classes are a tree",
    async run(ctx) {
      const { GraphQLRequestError } = ctx.graphqlEntry;
      for (const answer of [EXPIRED, REVOKED, refused([lacks(["B2B"])]), refused([coded("INVALID_CUSTOMER_ACCESS_TOKEN")])]) {
        check((await failing(ctx, answer)) instanceof GraphQLRequestError, "a GraphQLRequestError");
      }
    },
  },
  {
    name: "a missing scope says which to ask for, and what the token has",
    async run(ctx) {
      // Claims {"scopes":["Unauthenticated"]}.
      const token = "synthetic.eyJzY29wZXMiOlsiVW5hdXRoZW50aWNhdGVkIl19.synthetic";
      const error = await failing(ctx, refused([lacks(["B2B"])]), {}, { token });
      equal(error.tokenScopes, ["Unauthenticated"], "tokenScopes");
      matches(error.message, /needs B2B/, "message");
      matches(error.hint, /requiredScopes/, "hint");
    },
  },
  {
    name: "a rejected token has a hint for each reason",
    async run(ctx) {
      const hints = new Set();
      for (const [, message] of REASONS) hints.add((await failing(ctx, rejected(message))).hint);
      equal(hints.size, 10, "different hints");
    },
  },
  {
    name: "errorPolicy all forgives neither a rejected token nor missing data",
    async run(ctx) {
      for (const [answer, name] of [
        [EXPIRED, "TokenRejectedError"],
        [{ status: 200, json: { data: null, errors: [{ message: `${INVALID} JWT is expired` }] } }, "TokenRejectedError"],
        [{ status: 200, json: { errors: [{ message: "x" }] } }, "GraphQLRequestError"],
      ]) {
        equal((await failing(ctx, answer, { errorPolicy: "all" })).name, name, "error");
      }
    },
  },
  {
    name: "many errors at 401 are read, and a hundred are kept",
    async run(ctx) {
      const error = await failing(ctx, refused(Array.from({ length: 150 }, (_, at) => lacks(["Customer"], ["a", at])), 401));
      equal([error.name, error.errors.length], ["InsufficientScopeError", 100], "error");
    },
  },
  {
    name: "errors do not show what was sent, also where the API repeats it",
    async run(ctx) {
      const password = "synthetic0password0Hq7";
      const errors = [{ message: `bad ${BEARER}`, path: ["a"] }, { message: "fine", extensions: { value: [CUSTOMER] } }, { message: `"${password}" is wrong` }, { message: "kept", path: ["b", 0] }];
      const options = { customerAccessToken: CUSTOMER, variables: { input: { password } } };
      const error = await failing(ctx, refused(errors), options);
      equal(error.errors, [{ message: "[redacted]" }, { message: "fine" }, { message: "[redacted]" }, { message: "kept", path: ["b", 0] }], "errors");
      const { result } = await withScenario(ctx, [answered({ a: null }, errors)], ({ url }) => storefrontFor(ctx, url).request(QUERY, { ...options, errorPolicy: "all" }));
      equal(result.errors, error.errors, "errors of a result");
      const text = [error.message, error.stack, JSON.stringify(error)].join();
      for (const secret of [BEARER, CUSTOMER, password]) check(!text.includes(secret), "a secret is shown");
    },
  },
  ...retries.map(({ what, answers, document, attempts, error: expected }) => ({
    name: `retry: ${what}`,
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, answers, async ({ url }) => {
        const call = () => storefrontFor(ctx, url, { clock: instantClock() }).request(document, document.includes(` ${MUTATION}`) ? { operationName: "Shop" } : {});
        return expected ? rejection(call) : call();
      });
      equal(requests.length, attempts, "number of requests");
      if (expected) equal(result.name, expected, "error");
    },
  })),
  {
    name: "a connection that broke is told apart for queries and mutations",
    async run(ctx) {
      for (const [document, hint] of [[QUERY, /call it again/], [MUTATION, /mutation may have run/]]) {
        const { result } = await withScenario(ctx, [{ steps: [{ reset: true }] }], ({ url }) => rejection(() => storefrontFor(ctx, url, { maxRetries: 0 }).request(document)));
        matches(result.hint, hint, document);
      }
    },
  },
  {
    name: "a mutation that may have run says so, a query never does",
    async run(ctx) {
      for (const [document, outcome] of [[QUERY, "refused"], [MUTATION, "unknown"]]) {
        const { result } = await withScenario(ctx, [failed(503)], ({ url }) => rejection(() => storefrontFor(ctx, url, { maxRetries: 0 }).request(document)));
        equal(result.outcome, outcome, document);
      }
    },
  },
];
