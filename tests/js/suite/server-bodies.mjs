// Successes whose body is not what the API promises, and those that look odd and are fine.
import { check, equal, matches, oneOf, rejection } from "./support/check.mjs";
import { ACCESS_TOKEN, B2B_ISSUED_TOKEN, ISSUED_TOKEN, PASSWORD, clientFor, created, b2bCreated, b2bParams, eventuallyClosed, openScenario, privateParams, withScenario } from "./support/api.mjs";
import { expectClean } from "./support/leaks.mjs";

const utf8 = (text) => [...new TextEncoder().encode(text)];
const document = (token) => JSON.stringify({ data: { token }, meta: {} });
const good = document(ISSUED_TOKEN);
/** How long an answer may be. */
const MOST_BYTES = 65_536;

/** Answers with status 200 that must not be taken for a token; `path` where the fault is. */
const wrong = [
  { what: "an HTML page", answer: { text: "<!doctype html><title>Log in</title>", headers: { "Content-Type": "text/html" } }, path: "$" },
  { what: "nothing", answer: {}, path: "$" },
  { what: "white space", answer: { text: " \n " }, path: "$" },
  { what: "null", answer: { text: "null" }, path: "$" },
  { what: "a string", answer: { text: `"${ISSUED_TOKEN}"` }, path: "$" },
  { what: "a list", answer: { json: [{ token: ISSUED_TOKEN }] }, path: "$" },
  { what: "a token without data", answer: { json: { token: ISSUED_TOKEN } } },
  { what: "data null", answer: { json: { data: null, meta: {} } }, path: "data" },
  { what: "data as a list", answer: { json: { data: [ISSUED_TOKEN], meta: {} } }, path: "data" },
  { what: "data as a list of objects", answer: { json: { data: [{ token: ISSUED_TOKEN }], meta: {} } }, path: "data" },
  { what: "data without token", answer: { json: { data: {}, meta: {} } } },
  ...[["empty", ""], ["a number", 7], ["null", null], ["a list", [ISSUED_TOKEN]], ["an object", { value: ISSUED_TOKEN }], ["with CR LF", `${ISSUED_TOKEN}\r\nX: y`],
    ["with a space", `${ISSUED_TOKEN} x`], ["with NUL", `${ISSUED_TOKEN}\u0000`], ["with a letter beyond ASCII", `${ISSUED_TOKEN}é`], ["of 9 KiB", "t".repeat(9 * 1024)]].map(([what, token]) => ({
    what: `a token that is ${what}`, answer: { json: { data: { token }, meta: {} } }, path: "data.token",
  })),
  { what: "half a character in the token", answer: { text: `{"data":{"token":"${ISSUED_TOKEN}\\ud800"},"meta":{}}` } },
  { what: "two documents", answer: { text: good + good }, path: "$" },
  { what: "garbage behind the document", answer: { text: `${good}<!-- cached -->` }, path: "$" },
  { what: "a cut-off document", answer: { text: good.slice(0, -5) } },
  { what: "two byte order marks", answer: { bytes: [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, ...utf8(good)] }, path: "$" },
  { what: "UTF-16", answer: { bytes: [0xff, 0xfe, ...[...good].flatMap((char) => [char.charCodeAt(0), 0])] }, path: "$" },
  { what: "bytes that are no UTF-8 in the token", answer: { bytes: [...utf8('{"data":{"token":"ab'), 0xff, 0xfe, 0xc0, ...utf8('"},"meta":{}}')] }, path: "$" },
  { what: "a single-quoted document", answer: { text: `{'data':{'token':'${ISSUED_TOKEN}'}}` } },
  { what: "a comment", answer: { text: `/* hi */ ${good}` } },
  { what: "XSSI protection before it", answer: { text: `)]}',\n${good}` } },
  { what: "200,000 nested lists", answer: { text: `{"data":{"token":"${ISSUED_TOKEN}"},"meta":{"deep":${"[".repeat(200_000)}${"]".repeat(200_000)}}}` } },
  { what: "a million keys", answer: { text: `{"data":{"token":"${ISSUED_TOKEN}"},"meta":{${"\"k\":0,".repeat(999_999)}"k":0}}` } },
  { what: "a byte more than 64 KiB", answer: { text: good.padEnd(MOST_BYTES + 1) } },
  { what: "status 204", answer: { status: 204 } },
  { what: "status 206 with half a document", answer: { status: 206, text: good.slice(0, 20) } },
];

const wrongB2b = [
  ["an empty list", []], ["an object without a token", { name: "suite", tokens: [B2B_ISSUED_TOKEN] }], ["a list of strings", [B2B_ISSUED_TOKEN]], ["no token", [{ name: "suite" }]],
  ["a token that is a number", [{ name: "suite", token: 5 }]], ["an empty token", [{ name: "suite", token: "" }]], ["a token with CR LF", [{ name: "suite", token: `${B2B_ISSUED_TOKEN}\r\n` }]], ["null", null],
];

/** Bodies that are odd and hold a token all the same. */
const fine = [
  { what: "one byte order mark", answer: { bytes: [0xef, 0xbb, 0xbf, ...utf8(good)] } },
  { what: "text/plain", answer: { text: good, headers: { "Content-Type": "text/plain" } } },
  { what: "text/html as label", answer: { text: good, headers: { "Content-Type": "text/html" } } },
  { what: "another charset as label", answer: { text: good, headers: { "Content-Type": "application/json; charset=iso-8859-1" } } },
  { what: "unknown fields", answer: { json: { data: { token: ISSUED_TOKEN, jti: "x", extra: [1] }, meta: {}, links: {} } } },
  { what: "no meta", answer: { json: { data: { token: ISSUED_TOKEN } } } },
  { what: "meta null", answer: { json: { data: { token: ISSUED_TOKEN }, meta: null } } },
  { what: "prototype keys", answer: { text: `{"data":{"token":"${ISSUED_TOKEN}","__proto__":{"polluted":1}},"meta":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}}` } },
  { what: "escapes in the token", answer: { text: `{"data":{"token":"${[...ISSUED_TOKEN].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"},"meta":{}}` } },
  { what: "64 KiB to the byte", answer: { text: good.padEnd(MOST_BYTES) } },
  { what: "chunks", answer: { text: good, framing: "chunked" } },
  { what: "no length at all", answer: { text: good, framing: "close" } },
  { what: "status 201", answer: { status: 201, text: good } },
];

const meta = [
  ["a number beyond every float", '{"n":1e400}'], ["half a character", '{"s":"\\ud800"}'], ["20,000 nested lists", `{"deep":${"[".repeat(20_000)}${"]".repeat(20_000)}}`], ["a list", "[1]"], ["a string", '"x"'],
];

async function failure(ctx, answer, call, options = {}) {
  const { requests, result } = await withScenario(ctx, [{ status: 200, ...answer }], ({ url }) => rejection(() => call(clientFor(ctx, url, options))));
  return { requests, error: result };
}
const createPrivate = (client) => client.privateTokens.create(privateParams());
const createB2b = (client) => client.b2b.serverToServerTokens.create(b2bParams());

function expectProtocolError(ctx, error, path) {
  check(error instanceof ctx.lib.ProtocolError, `expected a ProtocolError, got ${error?.name} ${error?.code}: ${error?.message}`);
  equal(error.code, "protocol", "code");
  equal(error.outcome, "unknown", "outcome");
  if (path === undefined) matches(error.path, /./, "path");
  else equal(error.path, path, "path");
  expectClean(ctx, error, [ACCESS_TOKEN, PASSWORD, ISSUED_TOKEN, B2B_ISSUED_TOKEN], "the error");
}

/** Bodies without end: the client must stop reading, say so, and hang up. */
const floods = [
  ["a gzip bomb of 256 MiB", { gzipOf: { fill: "A", bytes: 256 << 20 }, headers: { "Content-Encoding": "gzip" } }],
  ["an endless chunked body", { framing: "chunked", steps: [{ repeat: `4000\r\n${" ".repeat(0x4000)}\r\n`, times: -1 }] }],
  ["an endless body", { framing: "close", steps: [{ repeat: "x".repeat(0x4000), times: -1 }] }],
  ["a declared length of 10 GB", { framing: 10_000_000_000, steps: [{ repeat: "x".repeat(0x4000), times: -1 }] }],
];

/** Encodings that do not hold what they say. Some runtimes fail the connection, others hand out the raw bytes. */
const encodings = ["gzip", "deflate", "br", "zstd", "x-unknown"].map((encoding) => [encoding, { bytes: [0x1f, 0x00, 0xff, 0x12, 0x34, 0x56, 0x78, 0x9a], headers: { "Content-Encoding": encoding } }]);

export const tests = [
  ...wrong.map(({ what, answer, path }) => ({
    name: `200 with ${what} is a ProtocolError`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, answer, createPrivate);
      equal(requests.length, 1, "requests: a token may exist, so it is not tried again");
      expectProtocolError(ctx, error, path);
    },
  })),
  ...wrongB2b.map(([what, data]) => ({
    name: `B2B 200 with data as ${what} is a ProtocolError`,
    async run(ctx) {
      const { requests, error } = await failure(ctx, { json: { code: 200, data, meta: { message: "SUCCESS" } } }, createB2b);
      equal(requests.length, 1, "requests");
      expectProtocolError(ctx, error);
    },
  })),
  ...fine.map(({ what, answer }) => ({
    name: `200 with ${what} gives the token`,
    async run(ctx) {
      const { result } = await withScenario(ctx, [{ status: 200, ...answer }], ({ url }) => createPrivate(clientFor(ctx, url)));
      equal(result.token, ISSUED_TOKEN, "token");
      equal(/** @type {any} */ ({}).polluted, undefined, "a property of every object");
      equal(/** @type {any} */ (result.meta).polluted, undefined, "a property of meta");
    },
  })),
  ...meta.map(([what, text]) => ({
    name: `meta that is ${what} loses the meta or the call, never more`,
    async run(ctx) {
      const answer = { status: 200, text: `{"data":{"token":"${ISSUED_TOKEN}"},"meta":${text}}` };
      const { result } = await withScenario(ctx, [answer], ({ url }) => createPrivate(clientFor(ctx, url)).then((issued) => ({ issued }), (error) => ({ error })));
      if (result.error) expectProtocolError(ctx, result.error);
      else {
        equal(result.issued.token, ISSUED_TOKEN, "token");
        equal(typeof result.issued.meta, "object", "type of meta");
        check(result.issued.meta !== null && !Array.isArray(result.issued.meta), "meta is a plain object");
      }
    },
  })),
  ...[["two tokens under one key", `{"data":{"token":"first","token":"${ISSUED_TOKEN}"},"meta":{}}`], ["two data objects", `{"data":{"token":"first"},"data":{"token":"${ISSUED_TOKEN}"},"meta":{}}`]].map(([what, text]) => ({
    name: `200 with ${what} is read as every JSON parser does, or refused`,
    async run(ctx) {
      const { result } = await withScenario(ctx, [{ status: 200, text }], ({ url }) => createPrivate(clientFor(ctx, url)).then((issued) => issued.token, (error) => error));
      if (result !== ISSUED_TOKEN) expectProtocolError(ctx, result);
    },
  })),
  ...floods.map(([what, answer]) => ({
    name: `${what} is cut off`,
    async run(ctx) {
      const scenario = await openScenario(ctx, { answers: [{ status: 200, .../** @type {object} */ (answer) }] });
      try {
        const error = await rejection(() => createPrivate(clientFor(ctx, scenario.url, { timeoutMs: 30_000, totalTimeoutMs: 60_000, maxRetries: 0 })), 60_000);
        expectProtocolError(ctx, error);
        await eventuallyClosed(scenario);
      } finally {
        await scenario.close();
      }
    },
  })),
  ...encodings.map(([encoding, answer]) => ({
    name: `a body that is not ${encoding} although it says so is a typed error`,
    async run(ctx) {
      const { error } = await failure(ctx, answer, createPrivate, { timeoutMs: 1_000, maxRetries: 0 });
      check(ctx.lib.BigCommerceError.is(error), `expected an error of ours, got ${error?.name}: ${error?.message}`);
      // Node 20 waits for more of a brotli stream that makes no sense.
      oneOf(error.code, ["protocol", "connection", "timeout"], "code");
      equal(error.outcome, "unknown", "outcome");
    },
  })),
  {
    name: "a token that gzip carries is read",
    async run(ctx) {
      const { result } = await withScenario(ctx, [{ status: 200, gzipOf: { fill: `${good}\n`, bytes: good.length }, headers: { "Content-Encoding": "gzip" } }], ({ url }) => createPrivate(clientFor(ctx, url)));
      equal(result.token, ISSUED_TOKEN, "token");
    },
  },
  ...[["60 KB in one header", { "X-Long": "h".repeat(60_000) }], ["300 headers", Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`X-H${i}`, "v"]))]].map(([what, headers]) => ({
    name: `${what} end in success or in a typed error`,
    async run(ctx) {
      for (const [answer, call] of [[created({ headers }), createPrivate], [b2bCreated({ headers }), createB2b]]) {
        const { result } = await withScenario(ctx, [answer], ({ url }) => call(clientFor(ctx, url)).then((issued) => issued.token, (error) => error));
        check(typeof result === "string" || result?.code === "connection", `got ${result?.name} ${result?.code}: ${result?.message}`);
      }
    },
  })),
  {
    name: "a length and chunks at once end in success or in a typed error",
    async run(ctx) {
      const answer = { status: 200, text: good, framing: "chunked", headers: { "Content-Length": "5" } };
      const { result } = await withScenario(ctx, [answer], ({ url }) => createPrivate(clientFor(ctx, url)).then((issued) => issued.token, (error) => error));
      check(result === ISSUED_TOKEN || ["connection", "protocol"].includes(result?.code), `got ${result?.name} ${result?.code}: ${result?.message}`);
    },
  },
];
