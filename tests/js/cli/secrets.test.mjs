// Where secrets may come from, and that they are seen nowhere: not by `ps`, not in a file, not in what is said.
import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { filesBelow } from "../packaging/support/project.mjs";
import { eachRow, makeStage, PLANTED, TOKEN } from "./support/stage.mjs";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"];
const NONE = { BIGCOMMERCE_ACCESS_TOKEN: undefined, BIGCOMMERCE_STORE_HASH: undefined, B2B_PASSWORD: undefined, B2B_EMAIL: undefined };

let stage;
before(async () => (stage = await makeStage()));

test("the access token comes from the environment, a .env file, or standard input", async () => {
  const file = `BIGCOMMERCE_STORE_HASH=sandbox1\nBIGCOMMERCE_ACCESS_TOKEN="${PLANTED.accessToken}"\n`;
  const rows = [
    [CREATE, { files: { ".env": file }, env: NONE }],
    [[...CREATE, "--credentials", "other.env"], { files: { "other.env": file, ".env": "BIGCOMMERCE_ACCESS_TOKEN=wrong" }, env: NONE }],
    [CREATE, { files: { ".env": "BIGCOMMERCE_ACCESS_TOKEN=wrong" }, env: {} }],
    [[...CREATE, "--access-token-stdin"], { input: PLANTED.accessToken, env: { BIGCOMMERCE_ACCESS_TOKEN: "wrong" } }],
    [[...CREATE, "--access-token-stdin"], { input: `${PLANTED.accessToken}\n`, env: NONE, files: { ".env": "BIGCOMMERCE_STORE_HASH=sandbox1" } }],
    [[...CREATE, "--access-token-stdin"], { input: `${PLANTED.accessToken}\r\n`, env: { BIGCOMMERCE_ACCESS_TOKEN: undefined } }],
    [["b2b-token", "--email", "owner@shop.example", "--password-stdin", "--store-hash", "sandbox1"], { input: `${PLANTED.password}\n`, env: NONE }],
    [["b2b-token"], { files: { ".env": `BIGCOMMERCE_STORE_HASH=sandbox1\nB2B_EMAIL=owner@shop.example\nB2B_PASSWORD='${PLANTED.password}'` }, env: NONE }],
  ];
  await eachRow(rows, async ([args, { files, ...how }]) => {
    const { code, stdout, stderr } = await stage.run(args, { ...how, cwd: await stage.folder(files), shows: true });
    assert.equal(code, 0, stderr);
    assert.match(stdout, TOKEN);
  });
});

test("standard input that is no secret is refused, and not repeated", async () => {
  const rows = [["", /got nothing/], ["\n", /got nothing/], ["synthetic-one\nsynthetic-two\n", /several lines/], ["x".repeat(70_000), /more than 65536 bytes/]];
  await eachRow(rows, async ([input, text]) => {
    const { code, stderr } = await stage.run([...CREATE, "--access-token-stdin"], { input });
    assert.equal(code, 2);
    assert.match(stderr, text);
    assert.ok(!stderr.includes("synthetic-"));
  });
});

test("no address is taken from a file: it decides who gets the access token", async () => {
  const cwd = await stage.folder({ ".env": "BIGCOMMERCE_API_ENDPOINT=http://127.0.0.1:1\nBIGCOMMERCE_B2B_ENDPOINT=http://127.0.0.1:1\nNODE_TLS_REJECT_UNAUTHORIZED=0\n" });
  for (const args of [CREATE, ["b2b-token"]]) {
    const { code, stderr } = await stage.run(args, { cwd, shows: true });
    assert.equal(code, 0, stderr);
  }
});

test("nothing secret stands in the list of processes", async () => {
  stage.sandbox.inject({ kind: "stall", path: "/auth/backend" });
  const received = stage.nextRequest();
  const { child, ended } = await stage.start(["b2b-token"]);
  await received;
  const line = await readFile(`/proc/${child.pid}/cmdline`, "utf8");
  assert.match(line, /b2b-token/);
  for (const secret of Object.values(PLANTED)) assert.ok(!line.includes(secret));
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  assert.equal(code, 130, stderr);
  assert.match(stderr, /^error \[aborted\] /m);
  assert.match(stderr, /a token may exist that nobody holds/);
});

test("a secret is in no file but those it was asked into, and these are closed to others", async () => {
  const cwd = await stage.folder();
  const rows = [[...CREATE, "--output", "token.txt"], [...CREATE, "-e", ".env.local", "--name", "A_TOKEN"], ["b2b-token", "--output", "b2b.txt"], CREATE.concat("--json"), ["b2b-token", "--json"]];
  for (const args of rows) assert.equal((await stage.run(args, { cwd, shows: true })).code, 0);
  assert.deepEqual((await readdir(cwd)).sort(), [".env.local", "b2b.txt", "token.txt"]);
  for (const name of await filesBelow(cwd)) {
    const text = await readFile(path.join(cwd, name), "utf8");
    for (const secret of Object.values(PLANTED)) assert.ok(!text.includes(secret), name);
    if (TOKEN.test(text)) assert.equal((await stat(path.join(cwd, name))).mode & 0o777, 0o600, name);
  }
});

test("the library's own lines stay off standard output, at any level", async () => {
  const { code, stdout, stderr } = await stage.run([...CREATE, "--json"], { env: { BIGCOMMERCE_LOG: "debug" }, shows: true });
  assert.equal(code, 0);
  assert.equal(typeof JSON.parse(stdout).token, "string");
  assert.match(stderr, /POST/);
});
