// What the GraphQL client puts on the wire, and what its caller gets for an answer.
import { check, equal, matches, rejection, thrown } from "./support/check.mjs";
import { STORE_HASH, header, withScenario } from "./support/api.mjs";
import { BEARER, CUSTOMER, DATA, MUTATION, QUERY, answered, lacks, refused, storefrontFor } from "./support/graphql.mjs";

const CORRELATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

async function sentBy(ctx, document, options, clientOptions, answer = answered()) {
  const { requests, result } = await withScenario(ctx, [answer], ({ url }) => storefrontFor(ctx, url, clientOptions).request(document, options));
  equal(requests.length, 1, "number of requests");
  return { request: requests[0], result, body: JSON.parse(requests[0].body) };
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** With a field that is not to be looked at. */
const trapped = (holder, name) => Object.defineProperty(holder, name, { get() { throw new Error("looked at"); } });

const NEVER_SENT = ["origin", "referer", "cookie", "x-auth-token", "sec-fetch-site", "sec-fetch-dest"];

/** Documents of other tools, without the packages that make them. */
const parsed = (ctx, text) => ctx.graphqlLibrary.parse(text);
const ROUND_TRIPS = [
  QUERY,
  MUTATION,
  "{ a }",
  'query A($a: [Int!]! = [1, 2], $b: In = {c: "x\\"y", d: {e: 1.5e3}}, $f: Boolean = false) @x(y: [1, {z: null}]) { b: a(c: $a, d: ENUM, e: true) @include(if: $f) { ...F ... on T @y { g } ... { h } } } fragment F on T @z { i(j: """block\n  "text" """) }',
  'query A { a(b: "caf\u00e9 \u2028 \\u0001 \\\\") }',
  "query A { a } mutation B { b }",
];

export const tests = [
  {
    name: "a request is one POST to the endpoint, with the token and without a mark of a browser",
    async run(ctx) {
      const { request, body, result } = await sentBy(ctx, QUERY);
      equal(request.method, "POST", "method");
      equal(request.target, "/graphql", "path");
      equal(header(request, "authorization"), `Bearer ${BEARER}`, "authorization");
      equal(header(request, "accept"), "application/json", "accept");
      equal(header(request, "content-type"), "application/json", "content-type");
      matches(header(request, "user-agent"), /\bbigcommerce-tokens\/\d+\.\d+\.\d+/, "user-agent");
      for (const name of [...NEVER_SENT, "x-bc-customer-access-token", "x-bc-error-on-invalid-customer-access-token", "x-correlation-id"]) equal(header(request, name), undefined, name);
      equal(body, { query: QUERY, operationName: "Shop" }, "body");
      equal(result, { data: DATA }, "result");
    },
  },
  {
    name: "everything a request can carry",
    async run(ctx) {
      const options = { variables: { email: "a@example.com", list: [1, null] }, customerAccessToken: CUSTOMER, correlationId: CORRELATION, operationName: "Shop", headers: { "Accept-Language": "sv" } };
      const { request, body } = await sentBy(ctx, QUERY, options);
      equal(header(request, "x-bc-customer-access-token"), CUSTOMER, "customer access token");
      equal(header(request, "x-bc-error-on-invalid-customer-access-token"), "true", "its companion");
      equal(header(request, "x-correlation-id"), CORRELATION, "correlation id");
      equal(header(request, "accept-language"), "sv", "a header of the caller's");
      equal(body, { query: QUERY, operationName: "Shop", variables: options.variables }, "body");
    },
  },
  {
    name: "the channel's own address is asked unless there is another",
    async run(ctx) {
      const urls = [];
      const fetch = async (url) => (urls.push(url), new Response(JSON.stringify({ data: {} })));
      for (const options of [{}, { channelId: 664_177 }, { endpoint: "https://shop.example.com" }, { endpoint: "https://shop.example.com/api/graphql" }]) {
        await storefrontFor(ctx, undefined, { fetch, ...options }).request(QUERY);
      }
      const store = (channel) => `https://store-${STORE_HASH}-${channel}.mybigcommerce.com/graphql`;
      equal(urls, [store(1), store(664_177), "https://shop.example.com/graphql", "https://shop.example.com/api/graphql"], "addresses");
    },
  },
  {
    name: "a parsed document is sent as text that parses to the same",
    async run(ctx) {
      for (const text of ROUND_TRIPS) {
        const document = parsed(ctx, text);
        const { body } = await sentBy(ctx, document, text.includes("mutation B") ? { operationName: "B" } : {});
        const bare = (ast) => JSON.stringify(ast, (key, value) => (key === "loc" || key === "block" ? undefined : value));
        equal(bare(parsed(ctx, body.query)), bare(document), text);
      }
    },
  },
  {
    name: "fragments that were added to a parsed document are sent",
    async run(ctx) {
      const document = parsed(ctx, "query A { ...F }");
      const grown = { ...document, definitions: [...document.definitions, ...parsed(ctx, "fragment F on Query { a }").definitions] };
      const { body } = await sentBy(ctx, grown);
      matches(body.query, /fragment F on Query/, "text");
    },
  },
  {
    name: "a document may be a String object with types, and have no place in a source",
    async run(ctx) {
      class TypedDocumentString extends String {}
      equal((await sentBy(ctx, new TypedDocumentString(QUERY))).body.query, QUERY, "text");
      const document = ctx.graphqlLibrary.parse(QUERY, { noLocation: true });
      matches((await sentBy(ctx, document)).body.query, /^query Shop\{site\{settings\{storeName\}\}\}$/, "text");
    },
  },
  {
    name: "withResponse() has the headers of the answer",
    async run(ctx) {
      const answer = { ...answered(), headers: { "X-Bc-Graphql-Complexity": "17", "X-Request-Id": "r1" } };
      const { result } = await withScenario(ctx, [answer], ({ url }) => storefrontFor(ctx, url).request(QUERY).withResponse());
      equal(result.data, { data: DATA }, "result");
      equal([result.status, result.requestId, result.attempts, result.headers.get("x-bc-graphql-complexity")], [200, "r1", 1, "17"], "facts");
    },
  },
  {
    name: "data comes as the API sent it, whatever its names and size",
    async run(ctx) {
      const text = `{"data":{"__proto__":{"a":1},"constructor":2,"long":${JSON.stringify("é".repeat(300_000))},"half":1.50,"big":12345678901234567890},"extensions":{"x":1}}`;
      const { result } = await withScenario(ctx, [{ status: 200, text }], ({ url }) => storefrontFor(ctx, url).request(QUERY));
      equal(JSON.stringify(result.data), JSON.stringify(JSON.parse(text).data), "data");
      equal(/** @type {any} */ ({}).a, undefined, "nothing is polluted");
    },
  },
  {
    name: "an answer of 10 MiB to the byte is read, and one a byte longer is refused",
    async run(ctx) {
      const around = '{"data":{"a":""}}'.length;
      const body = (bytes) => ({ status: 200, text: `{"data":{"a":"${"x".repeat(bytes - around)}"}}` });
      const { result } = await withScenario(ctx, [body(10_485_760), body(10_485_761)], async ({ url }) => {
        const client = storefrontFor(ctx, url, { timeoutMs: 60_000, maxRetries: 0 });
        return [(await client.request(QUERY)).data.a.length, await rejection(() => client.request(QUERY), 60_000)];
      });
      equal(result[0], 10_485_760 - around, "length");
      equal([result[1].name, result[1].code], ["ProtocolError", "protocol"], "error");
    },
  },
  {
    name: "errorPolicy all gives data and errors",
    async run(ctx) {
      const errors = [lacks(["B2B"]), { message: "another", path: ["a", 0], locations: [{ line: 1, column: 2 }] }];
      const { result } = await sentBy(ctx, QUERY, { errorPolicy: "all" }, {}, answered({ company: null }, errors));
      equal(result, { data: { company: null }, errors }, "result");
      const { result: none } = await sentBy(ctx, QUERY, { errorPolicy: "all" }, {}, refused(errors));
      equal(none.data, null, "data");
      check(!("errors" in (await sentBy(ctx, QUERY, { errorPolicy: "all" })).result), "no errors, no field");
    },
  },
  {
    name: "arguments that are wrong are all named, and nothing is sent",
    async run(ctx) {
      const circular = /** @type {any} */ ({});
      circular.self = circular;
      const { requests } = await withScenario(ctx, [], async ({ url }) => {
        const client = storefrontFor(ctx, url);
        for (const [document, options, expected] of [
          [undefined, undefined, ["document type"]],
          ["", {}, ["document too_short"]],
          ["{ a", {}, ["document format"]],
          ["subscription A { a }", {}, ["document format"]],
          [`{ ${"a ".repeat(600_000)} }`, {}, ["document too_long"]],
          ["{ a(b: \"\ud800\") }", {}, ["document ill_formed"]],
          [{ kind: "Document", definitions: [{ kind: "Unheard" }] }, {}, ["document type"]],
          [{ kind: "Document" }, {}, ["document too_short"]],
          ["query A { a } query B { b }", {}, ["operationName required"]],
          ["query A { a }", { operationName: "B" }, ["operationName not_allowed"]],
          ["{ a }", { variables: [] }, ["variables type"]],
          ["{ a }", { variables: '{"a":1}' }, ["variables type"]],
          // JSON would make an empty object of each of these.
          ...[new Map([["a", 1]]), new Set([1]), new URLSearchParams("a=1"), new Date(0), revoked()].map((variables) => ["{ a }", { variables }, ["variables type"]]),
          ["{ a }", { variables: circular }, ["variables format"]],
          ["{ a }", { variables: { a: 1n } }, ["variables format"]],
          ["{ a }", { variables: { a: "x".repeat(1_048_577) } }, ["variables too_long"]],
          ["{ a }", { variablesJson: "{}" }, ["options.variablesJson unknown_field"]],
          ["{ a }", { correlationId: "1", customerAccessToken: "a b", errorPolicy: "ignore" }, ["customerAccessToken whitespace", "correlationId format", "errorPolicy not_allowed"]],
          ["{ a }", { variable: {}, timeoutMs: 0 }, ["options.timeoutMs out_of_range", "options.variable unknown_field"]],
          ["{ a }", { headers: { Authorization: "x", "X-Bc-Customer-Access-Token": "x" } }, ['options.headers["Authorization"] forbidden_header', 'options.headers["X-Bc-Customer-Access-Token"] forbidden_header']],
          ...[7, trapped([], "timeoutMs"), trapped(() => {}, "signal"), trapped(new Map(), "headers")].map((options) => ["{ a }", options, ["options type"]]),
        ]) {
          const error = await rejection(() => client.request(document, options));
          equal(error.name, "ValidationError", String(expected));
          equal(error.issues.map(({ path, code }) => `${path} ${code}`), expected, "issues");
        }
      });
      equal(requests.length, 0, "number of requests");
    },
  },
  {
    name: "a misspelt option is named with the likely one",
    async run(ctx) {
      const error = await rejection(() => storefrontFor(ctx, undefined).request(QUERY, { variable: {} }));
      matches(error.message, /did you mean variables\?/, "message");
    },
  },
  {
    name: "client options that are wrong are all named",
    run(ctx) {
      const { createStorefrontClient } = ctx.graphqlEntry;
      for (const [options, expected] of [
        [undefined, /object/],
        [{}, /storeHash: .*token: .*channelId: /s],
        [{ storeHash: "../x", channelId: 0, token: "Bearer x" }, /storeHash: .*token: .*channelId: /s],
        [{ storeHash: "abc", channelId: 1, token: {} }, /getToken\(\)/],
        [{ storeHash: "abc", channelId: 1, token: () => "synthetic" }, /getToken\(\)/],
        [{ storeHash: "abc", channelId: 1, token: "synthetic", endpoint: "http://shop.example.com" }, /endpoint: expected https/],
        [{ storeHash: "abc", channelId: 1, token: "synthetic", accessToken: "synthetic", endpoints: {} }, /accessToken: .*endpoints: /s],
        [{ storeHash: "abc", channelId: 1, token: "synthetic", retries: 1 }, /retries: expected a known field/],
      ]) {
        const error = thrown(() => createStorefrontClient(options));
        equal([error.name, error.code], ["ConfigError", "config"], String(expected));
        matches(error.message, expected, "message");
      }
    },
  },
];
