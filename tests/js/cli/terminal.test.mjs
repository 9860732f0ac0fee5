// On a real terminal: what is hidden, what is asked without an echo, and that the terminal is left as it was.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { assertDiscreet, makeStage, PLANTED, TOKEN } from "./support/stage.mjs";
import { onTerminal } from "./support/terminal.mjs";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"];
const KEPT = ["--output", "token.txt"];
const ESCAPE = /\u001b\[/;

let stage;
before(async () => (stage = await makeStage()));

test("a token that would go nowhere is not made, and it is told what to add", async () => {
  const sent = stage.sandbox.requests.length;
  for (const args of [CREATE, [...CREATE, "--json"], ["b2b-token"]]) {
    const { code, screen } = await onTerminal(stage, args, { env: { BIGCOMMERCE_ACCESS_TOKEN: undefined, B2B_PASSWORD: undefined } });
    assert.equal(code, 2, screen);
    assert.match(screen, /where is the token to go\?/);
    assert.match(screen, /add -e FILE and --name VARIABLE, --output FILE or --show, or pipe it on/);
  }
  assert.equal(stage.sandbox.requests.length, sent);
});

test("--show shows it", async () => {
  const { code, screen } = await onTerminal(stage, [...CREATE, "--show"]);
  assert.equal(code, 0, screen);
  assert.match(screen, TOKEN);
  assert.doesNotMatch(screen, /redacted/);
});

test("a secret is asked for without an echo, and sent", async () => {
  const rows = [
    [[...CREATE, ...KEPT], { BIGCOMMERCE_ACCESS_TOKEN: undefined }, /access token \(not shown\): $/, PLANTED.accessToken],
    [["b2b-token", ...KEPT], { B2B_PASSWORD: undefined }, /password \(not shown\): $/, PLANTED.password],
    // Standard input is the terminal: what is typed would be seen.
    [[...CREATE, ...KEPT, "--access-token-stdin"], {}, /access token \(not shown\): $/, PLANTED.accessToken],
    // Corrected by Backspace, and begun again by Ctrl-U.
    [[...CREATE, ...KEPT], { BIGCOMMERCE_ACCESS_TOKEN: undefined }, /access token \(not shown\): $/, `wrong\u0015${PLANTED.accessToken}x\u007f`],
  ];
  for (const [args, env, when, keys] of rows) {
    const { code, screen, echo } = await onTerminal(stage, args, { env, types: [{ when, keys: `${keys}\r` }] });
    assert.equal(code, 0, screen);
    assertDiscreet({ stdout: screen, stderr: screen }, false);
    assert.ok(echo, "the echo is off afterwards");
  }
});

test("Ctrl-C and Ctrl-D at a prompt end the command, send nothing, and bring the echo back", async () => {
  const sent = stage.sandbox.requests.length;
  for (const keys of ["synthetic-half\u0003", "\u0003", "\u0004"]) {
    const { code, screen, echo } = await onTerminal(stage, [...CREATE, ...KEPT], { env: { BIGCOMMERCE_ACCESS_TOKEN: undefined }, types: [{ when: /not shown\): $/, keys }] });
    assert.equal(code, 130, screen);
    assert.match(screen, /\[aborted\]/);
    assert.ok(!screen.includes("synthetic-half"), screen);
    assert.ok(echo, "the echo is off afterwards");
  }
  assert.equal(stage.sandbox.requests.length, sent);
});

test("Ctrl-C while the API is silent ends the command, and leaves every file as it was", async () => {
  const cwd = await stage.folder({ ".env": "A=1\n" });
  stage.sandbox.inject({ kind: "stall", path: "/api-token-private" });
  const { code, screen, echo } = await onTerminal(stage, [...CREATE, "-e", ".env", "--name", "A"], { cwd, types: [{ when: stage.nextRequest(), keys: "\u0003" }] });
  assert.equal(code, 130, screen);
  assert.match(screen, /a token may exist that nobody holds/);
  assert.ok(echo);
  assert.deepEqual(await readdir(cwd), [".env"]);
  assert.equal(await readFile(path.join(cwd, ".env"), "utf8"), "A=1\n");
});

test("colours are for a terminal that wants them", async () => {
  const rows = [
    [{}, true],
    [{ NO_COLOR: "1" }, false],
    [{ NO_COLOR: "" }, true],
    [{ TERM: "dumb" }, false],
    [{ FORCE_COLOR: "0" }, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true],
  ];
  for (const [env, coloured] of rows) {
    const { screen } = await onTerminal(stage, ["crate-private"], { env });
    assert.equal(ESCAPE.test(screen), coloured, JSON.stringify(env));
  }
  assert.doesNotMatch((await stage.run(["crate-private"])).stderr, ESCAPE);
  assert.match((await stage.run(["crate-private"], { env: { FORCE_COLOR: "1" } })).stderr, ESCAPE);
});
