// `doctor` and `inspect` as a user sees them: what is told, in which order, with which exit code; and that no token is.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { makeStage, TOKEN } from "./support/stage.mjs";
import { onTerminal } from "./support/terminal.mjs";
import { TOKENS } from "./support/tokens.mjs";

const NAME = "BIGCOMMERCE_STOREFRONT_TOKEN";
const ESCAPE = /\u001b\[/;
/** The tests' own access token is in the environment; a project's is looked at alone here. */
const QUIET = { BIGCOMMERCE_ACCESS_TOKEN: undefined, B2B_PASSWORD: undefined, B2B_EMAIL: undefined };

let stage;
before(async () => (stage = await makeStage()));

/** @param {Record<string, string>} files */
async function diagnose(files, args = [], env = {}) {
  const cwd = await stage.folder(files);
  const { code, stdout, stderr } = await stage.run(["doctor", ...args], { cwd, env: { ...QUIET, ...env } });
  assert.equal(stderr, "");
  return { code, stdout };
}

/** The rows of the table, each as its columns. @param {string} stdout */
const rowsOf = (stdout) => stdout.split("\n\n")[0].split("\n").slice(1).map((line) => line.split(/ {2,}/));

test("a healthy project ends with 0, a broken one with 1", async () => {
  const rows = [
    [{}, 0, /^0 tokens in 0 files with variables: nothing is broken today\n$/],
    [{ ".env": "A=1\n" }, 0, /^0 tokens in 1 file with variables: nothing is broken today\n$/],
    [{ ".env": `${NAME}=\n` }, 0, /^0 tokens/],
    [{ ".env": `A=${TOKENS.stranger()}\n` }, 0, /^0 tokens/],
    [{ ".env": `A=${TOKENS.impersonation()}\n` }, 0, /^urgency[^]*\ngood [^]*1 token in 1 file/],
    [{ ".env": `A=${TOKENS.expiring()}\n` }, 0, /\nstops .*expires_soon/],
    [{ ".env": `A=${TOKENS.longLived()}\n` }, 0, /\nwarning +20\d\d-.*long_lived/],
    [{ ".env": `${NAME}=${TOKENS.useless()}\n` }, 1, /\nbroken .*storefront_token_useless[^]*1 thing is broken/],
    [{ ".env": `${NAME}=synthetic\n` }, 1, /\nbroken .*not_a_jwt/],
    [{ ".env": `NEXT_PUBLIC_TOKEN=${TOKENS.impersonation()}\n` }, 1, /secret_in_browser/],
    [{ ".env.example": `${NAME}=${TOKENS.impersonation()}\n` }, 1, /in_example_file/],
    [{ ".env": "NODE_TLS_REJECT_UNAUTHORIZED=0\n" }, 1, /\nbroken +- +\.env:1 +NODE_TLS_REJECT_UNAUTHORIZED +setting +tls_not_verified/],
    [{ "package.json": '{"scripts":{"dev":"NODE_TLS_REJECT_UNAUTHORIZED=0 next dev"}}' }, 1, /package\.json \(dev\)/],
    [{ ".env": "HTTPS_PROXY=http://user:synthetic@proxy.example:8080\n" }, 0, /\nwarning .*proxy_not_used/],
  ];
  for (const [files, exit, text] of rows) {
    const { code, stdout } = await diagnose(files);
    assert.equal(code, exit, stdout);
    assert.match(stdout, text);
    assert.doesNotMatch(stdout, ESCAPE);
    assert.ok(!stdout.includes("proxy.example"));
  }
});

test("the most urgent comes first, with its date and its place", async () => {
  const { code, stdout } = await diagnose({
    ".env.local": `# tokens\nBIGCOMMERCE_STORE_HASH=g5cd38\n${NAME}="${TOKENS.stopping()}"\nGOOD=${TOKENS.impersonation()}\n`,
    "apps/a/.env": `A=${TOKENS.expired()}\r\nB=${TOKENS.expiring()}\r\n`,
  });
  assert.equal(code, 1);
  const rows = rowsOf(stdout);
  assert.deepEqual(rows.map(([, , where, variable]) => `${where} ${variable}`).filter((row) => !row.includes(NAME)), ["apps/a/.env:1 A", "apps/a/.env:2 B", ".env.local:4 GOOD"]);
  assert.deepEqual(rows[0].slice(0, 5), ["broken", "2026-01-01", "apps/a/.env:1", "A", "customerImpersonation"]);
  assert.equal(rows.at(-1)[0], "good");
  const [stopping] = rows.filter(([, , , variable]) => variable === NAME);
  assert.deepEqual(stopping.slice(1, 5), ["2027-03-31", ".env.local:3", NAME, "storefront"]);
  assert.match(stdout, /expired: the token has expired\n {2}to do create a new one/);
});

const ERROR = { code: "e", severity: "error" };
const WARNING = { code: "w", severity: "warning" };
const [BROKE, STOPS, ENDS] = ["2026-01-01", "2027-03-31", "2031-01-01"].map((day) => new Date(day));

/** findings, the token's end -> urgency and date, in the order in which they are told */
const JUDGED = [
  [[ERROR], ENDS, "broken", null],
  [[{ ...WARNING, date: STOPS }, ERROR], ENDS, "broken", null],
  [[ERROR], null, "broken", null],
  [[{ ...ERROR, date: BROKE }], BROKE, "broken", BROKE],
  [[ERROR, { ...ERROR, date: STOPS }], ENDS, "broken", STOPS],
  [[{ ...WARNING, date: BROKE }, { ...WARNING, date: STOPS }], ENDS, "stops", BROKE],
  [[WARNING, { ...WARNING, date: STOPS }], ENDS, "stops", STOPS],
  [[WARNING, { ...WARNING, code: "long_lived", date: ENDS }], ENDS, "warning", ENDS],
  [[WARNING], null, "warning", null],
  [[], ENDS, "good", ENDS],
  [[{ code: "i", severity: "info" }], null, "good", null],
];

test("a date is the day on which something stops or stopped; what is broken without one comes first", async () => {
  const { judge } = await stage.module("doctor/report.js");
  const items = JUDGED.map(([findings, expiresAt], line) => ({ file: ".env", line, name: "A", kind: "storefront", findings, expiresAt }));
  const judged = judge([...items].reverse());
  assert.deepEqual(judged.map(({ line, urgency, date }) => [line, urgency, date]), JUDGED.map(([, , urgency, date], line) => [line, urgency, date]));
});

test("a token that is broken already does not read as one that breaks on the day it ends", async () => {
  const files = { ".env": `A=${TOKENS.expired()}\n${NAME}=${TOKENS.useless()}\n`, ".env.example": `${NAME}=${TOKENS.stopping()}\n`, ".env.local": `NEXT_PUBLIC_A=${TOKENS.impersonation()}\n` };
  const { stdout } = await diagnose(files);
  assert.deepEqual(rowsOf(stdout).map((row) => row.slice(0, 3)), [
    ["broken", "-", ".env.example:1"],
    ["broken", "-", ".env.local:1"],
    ["broken", "-", ".env:2"],
    ["broken", "2026-01-01", ".env:1"],
  ]);
  const { items } = JSON.parse((await diagnose(files, ["--json"])).stdout);
  assert.deepEqual(items.map(({ date, expiresAt }) => [date, typeof expiresAt]), [[null, "string"], [null, "string"], [null, "string"], ["2026-01-01T01:00:00.000Z", "string"]]);
});

test("as JSON it is the same, for a program", async () => {
  const { code, stdout } = await diagnose({ "apps/a/.env": `A=${TOKENS.expired()}\n`, ".env": "B=\0" }, ["--json", "."]);
  assert.equal(code, 1);
  const { folder, files, skipped, items } = JSON.parse(stdout);
  assert.deepEqual({ folder, files, skipped }, { folder: ".", files: ["apps/a/.env"], skipped: [{ file: ".env", why: "it is no text" }] });
  assert.equal(items.length, 1);
  const [{ urgency, file, line, name, kind, expiresAt, findings }] = items;
  assert.deepEqual({ urgency, file, line, name, kind }, { urgency: "broken", file: "apps/a/.env", line: 1, name: "A", kind: "customerImpersonation" });
  assert.equal(expiresAt, "2026-01-01T01:00:00.000Z");
  assert.ok(findings.some(({ code: name, action }) => name === "expired" && action.length > 0));
});

test("the environment is looked at too", async () => {
  const { code, stdout } = await diagnose({}, [], { [NAME]: TOKENS.useless(), NODE_TLS_REJECT_UNAUTHORIZED: "0", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0opaque0access0token01" });
  assert.equal(code, 1);
  assert.deepEqual(rowsOf(stdout).map(([urgency, , where, variable]) => [urgency, where, variable]), [
    ["broken", "environment", NAME],
    ["broken", "environment", "NODE_TLS_REJECT_UNAUTHORIZED"],
    ["good", "environment", "BIGCOMMERCE_ACCESS_TOKEN"],
  ]);
});

test("a file's name cannot move the cursor", async () => {
  const { stdout } = await diagnose({ "a\u001b[2J/.env": `A=${TOKENS.expired()}\n` });
  assert.match(stdout, /a\ufffd\[2J\/\.env:1/);
});

test("wrong folders are told", async () => {
  assert.equal((await stage.run(["doctor", "none"])).code, 4);
  assert.equal((await stage.run(["doctor", ".", "."])).code, 2);
  assert.equal((await stage.run(["doctor", TOKENS.expired()])).code, 2);
});

test("on a terminal it is coloured, tells its progress on stderr alone, and shows no token", async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`a/b${index}/.env`, "A=1\n"]));
  const cwd = await stage.folder({ ...files, ".env": `A=${TOKENS.expired()}\n` });
  const { code, screen } = await onTerminal(stage, ["doctor"], { cwd, env: QUIET });
  assert.equal(code, 1, screen);
  assert.match(screen, /\r\u001b\[K\d+ folders read, \d+ files with variables/);
  assert.match(screen, /\u001b\[31mbroken/);
  assert.doesNotMatch(screen, TOKEN);
  const plain = await onTerminal(stage, ["doctor"], { cwd, env: { ...QUIET, NO_COLOR: "1", TERM: "dumb" } });
  assert.doesNotMatch(plain.screen, ESCAPE);
});

test("inspect takes a token from a file, from standard input, and from a prompt", async () => {
  const cwd = await stage.folder({ ".env.local": `A=1\n${NAME}='${TOKENS.useless()}'\n`, ".env.none": `${NAME}=\n` });
  const rows = [
    [["inspect", "-e", ".env.local", "--name", NAME], {}, 0, /^kind +storefront\nchannels +1\nissued +2026-07-08T[^]*error storefront_token_useless: [^]*to do create a private token/],
    [["inspect"], { input: `${TOKENS.b2b()}\n` }, 0, /^kind +b2b\n[^]*b2b_auth_token/],
    [["inspect"], { input: "synthetic" }, 0, /^kind +unknown\n[^]*error not_a_jwt/],
    [["inspect", "--browser"], { input: TOKENS.impersonation() }, 0, /secret_in_browser/],
    [["inspect", "-e", ".env.local", "--name", "NONE"], {}, 4, null],
    [["inspect", "-e", ".env.none", "--name", NAME], {}, 4, null],
    [["inspect", "-e", "none", "--name", NAME], {}, 4, null],
    [["inspect", "-e", ".env.local"], {}, 2, null],
    [["inspect"], { input: "" }, 2, null],
    [["inspect", "synthetic"], {}, 2, null],
  ];
  for (const [args, how, exit, text] of rows) {
    const { code, stdout, stderr } = await stage.run(args, { ...how, cwd });
    assert.equal(code, exit, stderr);
    if (text) assert.match(stdout, text);
    assert.ok(!stderr.includes("synthetic"));
  }
  const json = await stage.run(["inspect", "--json"], { input: TOKENS.expired() });
  const { kind, channelIds, expiresAt } = JSON.parse(json.stdout);
  assert.deepEqual({ kind, channelIds, expiresAt }, { kind: "customerImpersonation", channelIds: [1], expiresAt: "2026-01-01T01:00:00.000Z" });
  const { code, screen, echo } = await onTerminal(stage, ["inspect"], { types: [{ when: /token \(not shown\): $/, keys: `${TOKENS.expired()}\r` }] });
  assert.equal(code, 0, screen);
  assert.match(screen, /expired/);
  assert.doesNotMatch(screen, TOKEN);
  assert.ok(echo);
});
