// What the process ends with, by what went wrong; and that the table of codes is whole and told everywhere.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { eachRow, makeStage, PLANTED } from "./support/stage.mjs";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"];
const REPOSITORY = new URL("../../../", import.meta.url);

let stage;
let EXIT_CODES;
before(async () => {
  stage = await makeStage();
  ({ EXIT_CODES } = await stage.module("exit-codes.js"));
});

/** fault or change of the environment -> exit code, code, outcome */
const FAILURES = [
  [{ kind: "status", status: 400 }, {}, 20, "bad_request", "refused"],
  [{ kind: "status", status: 409 }, {}, 20, "api", "refused"],
  [{ kind: "status", status: 422 }, {}, 20, "unprocessable", "refused"],
  [null, { BIGCOMMERCE_ACCESS_TOKEN: "synthetic0wrong0token" }, 21, "authentication", "refused"],
  [null, { BIGCOMMERCE_ACCESS_TOKEN: "synthetic0token0without0scopes0" }, 22, "permission", "refused"],
  [{ kind: "status", status: 404 }, {}, 23, "not_found", "refused"],
  [{ kind: "status", status: 429, headers: { "X-Retry-After": "100" } }, {}, 24, "rate_limit", "refused"],
  [{ kind: "status", status: 501 }, {}, 25, "server", undefined],
  [{ kind: "disconnect", times: 2 }, {}, 30, "connection", "unknown"],
  [null, { BIGCOMMERCE_API_ENDPOINT: "closed" }, 30, "connection", "not_sent"],
  [{ kind: "redirect" }, {}, 32, "redirect_refused", undefined],
  [{ kind: "html", status: 200 }, {}, 32, "protocol", "unknown"],
];

test("each failure ends with its code, and tells the same to a person and to a program", async () => {
  const closed = await stage.closedAddress();
  for (const [fault, changes, exit, code, outcome] of FAILURES) {
    const env = changes.BIGCOMMERCE_API_ENDPOINT === undefined ? changes : { BIGCOMMERCE_API_ENDPOINT: closed };
    for (const json of [false, true]) {
      if (fault) stage.sandbox.inject(fault);
      const { code: ended, stdout, stderr } = await stage.run(json ? [...CREATE, "--json"] : CREATE, { env });
      assert.equal(ended, exit, `${code}: ${stderr}${stdout}`);
      if (!json) {
        assert.match(stderr, new RegExp(`^error \\[${code}\\] `));
        if (outcome !== undefined) assert.equal(/a token may exist that nobody holds/.test(stderr), outcome === "unknown", stderr);
        assert.equal(stdout, "");
        continue;
      }
      const { error, exitCode } = JSON.parse(stdout);
      assert.deepEqual([error.code, exitCode], [code, exit]);
      if (outcome !== undefined) assert.equal(error.outcome, outcome);
    }
  }
});

test("what makes no token is not told to have made one", async () => {
  for (const args of [["list"], ["revoke", "--jti", "synthetic-id"], ["revoke", "--all", "--confirm", "revoke all"]]) {
    stage.sandbox.inject({ kind: "disconnect", times: 3 });
    const { code, stderr } = await stage.run(args);
    assert.equal(code, 30, stderr);
    assert.doesNotMatch(stderr, /a token may exist/);
  }
});

test("a wrong password is told apart from a role that may not sign in", async () => {
  const wrong = await stage.run(["b2b-token"], { env: { B2B_PASSWORD: "synthetic-wrong" } });
  assert.equal(wrong.code, 21, wrong.stderr);
  assert.ok(!wrong.stderr.includes("synthetic-wrong"));
});

test("every code of an error that the types know has an exit code of its own row", async () => {
  const types = await readFile(path.join(stage.home, "types/errors.d.ts"), "utf8");
  const union = /export type ErrorCode =([^;]+);/.exec(types)[1];
  const codes = [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code);
  assert.ok(codes.length >= 20);
  const listed = EXIT_CODES.flatMap((row) => row.codes);
  assert.deepEqual(codes.filter((code) => !listed.includes(code)), []);
  assert.equal(new Set(listed).size, listed.length, "a code stands twice");
  assert.equal(new Set(EXIT_CODES.map(({ exit }) => exit)).size, EXIT_CODES.length, "an exit code stands twice");
});

test("the help and the README list the exit codes", async () => {
  const { stdout } = await stage.run(["--help"]);
  const readme = await readFile(new URL("README.md", REPOSITORY), "utf8");
  for (const { exit, codes, what } of EXIT_CODES) {
    const helped = stdout.split("\n").find((line) => line.startsWith(`  ${exit} `)) ?? "";
    for (const text of [what, ...codes]) assert.ok(helped.includes(text), `help: ${exit} ${text}`);
    const row = readme.split("\n").find((line) => line.startsWith(`| ${exit} |`)) ?? "";
    for (const text of [what, ...codes]) assert.ok(row.includes(text), `README: ${exit} ${text}`);
  }
});

test("a text of the API cannot move the cursor", async () => {
  const title = "\u001b[2J\u009b31mgone\u0007";
  for (const args of [CREATE, [...CREATE, "--json"]]) {
    stage.sandbox.inject({ kind: "status", status: 422, body: { status: 422, title, errors: { "a\u001b[1m": "b\u202e" } } });
    const { stdout, stderr } = await stage.run(args);
    assert.doesNotMatch(`${stdout}${stderr}`, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
});

test("a fault of the command line itself tells its place and not its words", async () => {
  const { describeError } = await stage.module("describe-error.js");
  const { exitCodeOf } = await stage.module("exit-codes.js");
  for (const thrown of [new TypeError(PLANTED.accessToken), PLANTED.password, undefined, { code: "config", message: PLANTED.password }, Object.assign(new Error(PLANTED.password), { code: "ECONNRESET" })]) {
    const { data, lines } = describeError(thrown, (_, text) => text);
    assert.equal(exitCodeOf(data.code), 70);
    for (const secret of Object.values(PLANTED)) assert.ok(!JSON.stringify([data, lines]).includes(secret));
  }
});
