// Where a token goes that was made, and that it goes nowhere else.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, chown, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { makeStage, TOKEN } from "./support/stage.mjs";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Unauthenticated,Customer"];
const NAME = "BIGCOMMERCE_STOREFRONT_TOKEN";
const modeOf = async (file) => (await stat(file)).mode & 0o777;

let stage;
before(async () => (stage = await makeStage({ sandbox: { channelIds: [1, 2] } })));

test("a pipe gets the token alone, and what is to be told beside it goes to stderr", async () => {
  const { code, stdout, stderr } = await stage.run(CREATE, { shows: true });
  assert.equal(code, 0, stderr);
  assert.match(stdout, new RegExp(`^${TOKEN.source}\n$`));
  assert.match(stderr, /^expires: \d{4}-\d\d-\d\dT[\d:.]+Z; channels: 1; scopes: Unauthenticated, Customer\n$/);
});

test("--json gives a pipe one document with everything", async () => {
  const { code, stdout, stderr } = await stage.run([...CREATE, "--token-name", "nightly", "--json"], { shows: true });
  assert.deepEqual([code, stderr], [0, ""]);
  const { token, expiresAt, channelIds, scopes, name } = JSON.parse(stdout);
  assert.match(token, TOKEN);
  assert.deepEqual({ channelIds, scopes, name }, { channelIds: [1], scopes: ["Unauthenticated", "Customer"], name: "nightly" });
  assert.ok(new Date(expiresAt) > new Date());
});

test("what is asked for is what is sent", async () => {
  const rows = [
    [["--channel", "2,1", "--expires-in", "90", "--scope", "B2B"], { channel_ids: [2, 1], scopes: ["B2B"] }],
    [["--channel", "2", "--channel", "1", "--expires-in", "90", "--scope", "B2B"], { channel_ids: [2, 1] }],
    [["--channel", "all", "--expires-at", "2099-01-31", "--scope", "Customer", "--scope", "B2B"], { channel_ids: [], expires_at: 4073500800, scopes: ["Customer", "B2B"] }],
    [["--expires-at", "2099-01-31T12:00", "--scope", "Customer"], { channel_id: 1, expires_at: 4073544000, scopes: ["Customer"] }],
    [["--channel", "1", "--expires-at", "2099-01-31T12:00:00+01:00", "--scope", "Customer"], { channel_id: 1, expires_at: 4073540400 }],
    [["--channel", "1", "--expires-at", "4073544000", "--scope", "Customer"], { expires_at: 4073544000 }],
    [["--channel", "1", "--expires-at=0", "--scope", "Customer", "--token-name", " x "], { expires_at: 0, name: "x" }],
  ];
  for (const [args, expected] of rows) {
    const { code, stderr } = await stage.run(["create-private", ...args], { shows: true, env: { BIGCOMMERCE_CHANNEL_ID: "1" } });
    assert.equal(code, 0, `${args.join(" ")}\n${stderr}`);
    const { body } = stage.sandbox.requests.at(-1);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, body[key]])), expected, args.join(" "));
  }
});

test("a file that a shell made for everybody is closed to others before the token is in it", async () => {
  const cwd = await stage.folder();
  const line = `umask 022; "$NODE" "$BIN" ${CREATE.join(" ")} > token.txt`;
  const { stderr } = await promisify(execFile)("sh", ["-c", line], { cwd, env: { ...stage.env, NODE: process.execPath, BIN: stage.bin } });
  assert.match(stderr, /made readable by you alone/);
  assert.equal(await modeOf(path.join(cwd, "token.txt")), 0o600);
  assert.match(await readFile(path.join(cwd, "token.txt"), "utf8"), TOKEN);
});

test("--output makes a file for the owner alone, and replaces none unless it is told to", async () => {
  const cwd = await stage.folder();
  const file = path.join(cwd, "token.txt");
  const first = await stage.run([...CREATE, "--output", "token.txt"], { cwd });
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^token +\[redacted, \d+ characters\], written to token\.txt\n/);
  assert.equal(await modeOf(file), 0o600);
  const before = await readFile(file, "utf8");
  assert.match(before, new RegExp(`^${TOKEN.source}\n$`));

  const issued = stage.sandbox.issued.length;
  const second = await stage.run([...CREATE, "--output", "token.txt"], { cwd });
  assert.equal(second.code, 2);
  assert.equal(stage.sandbox.issued.length, issued, "a token was made that nobody holds");
  assert.equal(await readFile(file, "utf8"), before);

  await chmod(file, 0o644);
  const third = await stage.run([...CREATE, "--output", "token.txt", "--force", "--json"], { cwd });
  assert.equal(third.code, 0, third.stdout);
  assert.deepEqual(JSON.parse(third.stdout).output, { path: "token.txt" });
  assert.equal(await modeOf(file), 0o600);
  assert.notEqual(await readFile(file, "utf8"), before);
  assert.deepEqual(await readdir(cwd), ["token.txt"], "something was left behind");
});

test("one line of a .env file changes, and nothing else of it", async () => {
  const text = `# the shop\r\nA=1\r\n  export ${NAME}="old" # keep me\r\nB='two words'\r\n\r\nC=3`;
  const cwd = await stage.folder({ ".env.local": text });
  const file = path.join(cwd, ".env.local");
  await chmod(file, 0o640);
  const { code, stdout, stderr } = await stage.run([...CREATE, "-e", ".env.local", "--name", NAME], { cwd });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^token +\[redacted, \d+ characters\], replaced in \.env\.local, line 3, as BIGCOMMERCE_STOREFRONT_TOKEN\n/);
  assert.match(stderr, /may be read by others/);
  const after = await readFile(file, "utf8");
  const [token] = TOKEN.exec(after);
  assert.equal(after, text.replace("old", token));
  assert.equal(await modeOf(file), 0o640);
  assert.deepEqual(await readdir(cwd), [".env.local"]);
});

test("a .env file that is missing is made for the owner alone; a new variable goes to its end", async () => {
  const cwd = await stage.folder();
  const made = await stage.run([...CREATE, "-e", ".env.local", "--name", NAME, "--json"], { cwd });
  assert.equal(made.code, 0, made.stdout);
  assert.deepEqual(JSON.parse(made.stdout).envFile, { path: ".env.local", name: NAME, line: 1, replaced: false });
  assert.equal(await modeOf(path.join(cwd, ".env.local")), 0o600);
  const more = await stage.run([...CREATE, "--env-file=.env.local", "--name", "SECOND"], { cwd });
  assert.equal(more.code, 0, more.stderr);
  assert.match(await readFile(path.join(cwd, ".env.local"), "utf8"), new RegExp(`^${NAME}=${TOKEN.source}\nSECOND=${TOKEN.source}\n$`));
});

test("a symbolic link stays one, and a name that stands twice is told", async () => {
  const cwd = await stage.folder({ "real/env": `${NAME}=a\n${NAME}=b\n` });
  await symlink("real/env", path.join(cwd, ".env"));
  const { code, stderr } = await stage.run([...CREATE, "-e", ".env", "--name", NAME], { cwd });
  assert.equal(code, 0, stderr);
  assert.match(stderr, /also stands on line 1 of \.env: the last one counts/);
  assert.ok((await lstat(path.join(cwd, ".env"))).isSymbolicLink());
  assert.match(await readFile(path.join(cwd, "real/env"), "utf8"), new RegExp(`^${NAME}=a\n${NAME}=${TOKEN.source}\n$`));
});

test("nothing is left behind, and no file is touched, where the API refuses", async () => {
  const text = `${NAME}=old\n`;
  const cwd = await stage.folder({ ".env.local": text });
  for (const place of [["-e", ".env.local", "--name", NAME], ["--output", "token.txt"]]) {
    const { code } = await stage.run(["create-private", "--channel", "7", "--expires-in", "6h", "--scope", "Customer", ...place], { cwd });
    assert.equal(code, 20);
    assert.deepEqual(await readdir(cwd), [".env.local"]);
    assert.equal(await readFile(path.join(cwd, ".env.local"), "utf8"), text);
  }
});

test("a B2B sign-in gets a unique name, and its token goes the same ways", async () => {
  const first = await stage.run(["b2b-token", "--json"], { shows: true });
  assert.equal(first.code, 0, first.stdout);
  const { token, name, expiresAt } = JSON.parse(first.stdout);
  assert.match(token, TOKEN);
  assert.match(name, /^bigcommerce-tokens-[0-9a-f-]{36}$/);
  assert.equal(expiresAt, null);
  assert.match(first.stderr, /deprecated/);
  assert.equal(stage.sandbox.requests.at(-1).headers["x-auth-token"], undefined, "the access token was sent where it is not needed");
  const cwd = await stage.folder();
  const second = await stage.run(["b2b-token", "--token-name", "invoices", "-e", ".env", "--name", "B2B_API_TOKEN"], { cwd });
  assert.equal(second.code, 0, second.stderr);
  assert.match(await readFile(path.join(cwd, ".env"), "utf8"), new RegExp(`^B2B_API_TOKEN=${TOKEN.source}\n$`));
});

test("a reader that ends early is no failure", async () => {
  const line = `"$NODE" "$BIN" --help | true`;
  const { stderr } = await promisify(execFile)("bash", ["-o", "pipefail", "-c", line], { cwd: await stage.folder(), env: { ...stage.env, NODE: process.execPath, BIN: stage.bin } });
  assert.equal(stderr, "");
});

test("a file that cannot be written is noticed before a token is made", async () => {
  const cwd = await stage.folder({ "file.txt": "" });
  const issued = stage.sandbox.issued.length;
  await writeFile(path.join(cwd, "utf16.env"), Buffer.from("A=1\n", "utf16le"));
  for (const place of [["--output", "file.txt/token.txt"], ["--output", "/dev/null", "--force"], ["--output", "."], ["-e", "utf16.env", "--name", "A"], ["-e", ".", "--name", "A"]]) {
    const { code, stderr } = await stage.run([...CREATE, ...place], { cwd });
    assert.equal(code, 4, stderr);
    assert.match(stderr, /^error \[file\] /);
  }
  assert.deepEqual((await readdir(cwd)).sort(), ["file.txt", "utf16.env"]);
  assert.equal(stage.sandbox.issued.length, issued);
});

test("a closed standard output, or /dev/null, is noticed before a token is made", async () => {
  const issued = stage.sandbox.issued.length;
  for (const end of [">&-", "> /dev/null"]) {
    const line = `"$NODE" "$BIN" ${CREATE.join(" ")} ${end}`;
    const { code, stderr } = await promisify(execFile)("sh", ["-c", line], { cwd: await stage.folder(), env: { ...stage.env, NODE: process.execPath, BIN: stage.bin } }).catch((error) => error);
    assert.deepEqual([code, /the token would be lost/.test(stderr)], [2, true], `${end} ${stderr}`);
  }
  assert.equal(stage.sandbox.issued.length, issued);
});

test("a file that appears at the place of --output meanwhile is not replaced", async () => {
  const cwd = await stage.folder();
  stage.sandbox.inject({ kind: "delay", ms: 600 });
  const seen = stage.sandbox.requests.length;
  const running = stage.run([...CREATE, "--output", "token.txt"], { cwd });
  while (stage.sandbox.requests.length === seen) await new Promise((resolve) => setTimeout(resolve, 20));
  await writeFile(path.join(cwd, "token.txt"), "precious");
  const { code, stderr } = await running;
  assert.equal(code, 4, stderr);
  assert.equal(await readFile(path.join(cwd, "token.txt"), "utf8"), "precious");
  const [kept] = (await readdir(cwd)).filter((name) => name.endsWith(".kept"));
  assert.match(await readFile(path.join(cwd, kept), "utf8"), TOKEN);
});

test("a link that leads to nothing yet stays one", async () => {
  for (const place of [["--output", "link"], ["-e", "link", "--name", NAME]]) {
    const cwd = await stage.folder({ "there/.keep": "" });
    await symlink("there/token", path.join(cwd, "link"));
    const { code, stderr } = await stage.run([...CREATE, ...place], { cwd });
    assert.equal(code, 0, stderr);
    assert.ok((await lstat(path.join(cwd, "link"))).isSymbolicLink());
    assert.match(await readFile(path.join(cwd, "there/token"), "utf8"), TOKEN);
  }
});

test("a file keeps its group", async () => {
  // Root may give a file to any group; anybody else to one of their own.
  const group = process.getuid() === 0 ? 33 : process.getgroups().find((id) => id !== process.getgid());
  assert.notEqual(group, undefined, "this test wants a user of two groups, or root");
  const cwd = await stage.folder({ ".env": "A=1\n" });
  const file = path.join(cwd, ".env");
  await chown(file, process.getuid(), group);
  await chmod(file, 0o640);
  assert.equal((await stage.run([...CREATE, "-e", ".env", "--name", NAME], { cwd })).code, 0);
  const { gid, mode } = await stat(file);
  assert.deepEqual([gid, mode & 0o777], [group, 0o640]);
});

test("a token that a .env line cannot hold lies beside the file, and the file stays as it was", async () => {
  const token = "synthetic'opaque\"token`of-a-server";
  const text = `${NAME}=old\n`;
  for (const json of [false, true]) {
    const cwd = await stage.folder({ ".env.local": text });
    stage.sandbox.inject({ kind: "status", status: 200, body: { data: { token }, meta: {} } });
    const { code, stdout, stderr } = await stage.run([...CREATE, "-e", ".env.local", "--name", NAME, ...(json ? ["--json"] : [])], { cwd });
    assert.equal(code, 4, stderr);
    assert.ok(!`${stdout}${stderr}`.includes(token), "the token is shown");
    const [kept, ...others] = (await readdir(cwd)).filter((name) => name !== ".env.local");
    assert.deepEqual(others, []);
    assert.equal(await readFile(path.join(cwd, kept), "utf8"), `${token}\n`);
    assert.equal(await modeOf(path.join(cwd, kept)), 0o600);
    assert.equal(await readFile(path.join(cwd, ".env.local"), "utf8"), text);
    if (json) assert.equal(JSON.parse(stdout).error.keptIn, kept);
    else assert.match(stderr, new RegExp(`^error \\[file\\] the token was made, and is not where it should be: .*quote.*\n {2}it lies in ${kept.replaceAll(".", "\\.")}, readable by you alone\n {2}expires: `, "m"));
  }
});

/** What happens to the place while the API works -> what is left of the token. @type {[string, (cwd: string) => Promise<unknown>, "beside" | "temporary" | "lost"][]} */
const SPOILT = [
  ["a folder takes the name", (cwd) => mkdir(path.join(cwd, "token.txt")), "beside"],
  ["the folder goes away", (cwd) => rm(cwd, { recursive: true }), "temporary"],
  ["nothing can be written anywhere", (cwd) => rm(cwd, { recursive: true }), "lost"],
];

for (const [what, spoil, left] of SPOILT) {
  test(`a token is not lost unsaid where ${what} after it was asked for`, async () => {
    const [cwd, temporary] = [await stage.folder(), await stage.folder()];
    stage.sandbox.inject({ kind: "delay", ms: 1_500 });
    const asked = stage.nextRequest();
    const ended = stage.run([...CREATE, "--output", "token.txt"], { cwd, env: { TMPDIR: left === "lost" ? path.join(temporary, "none") : temporary } });
    await asked;
    await spoil(cwd);
    const { code, stderr } = await ended;
    assert.equal(code, 4, stderr);
    const { jti } = stage.sandbox.issued.at(-1);
    assert.match(stderr, new RegExp(`\n {2}id: ${jti}\n {2}expires: `));
    if (left === "lost") {
      assert.match(stderr, /^error \[file\] the token was made, and is lost: /);
      assert.match(stderr, new RegExp(`\nhint bigcommerce-tokens revoke --kind private --jti ${jti} ends it\n`));
      return;
    }
    const folder = left === "beside" ? cwd : temporary;
    const kept = (await readdir(folder)).find((name) => name.endsWith(".kept"));
    assert.match(await readFile(path.join(folder, kept), "utf8"), new RegExp(`^${TOKEN.source}\n$`));
    assert.equal(await modeOf(path.join(folder, kept)), 0o600);
    assert.ok(stderr.includes(`it lies in ${left === "beside" ? kept : path.join(folder, kept)}, readable by you alone`), stderr);
  });
}

test("a reader that goes before it has the token is a failure, which says how to end it", async () => {
  for (const [args, json] of [[CREATE, false], [[...CREATE, "--json"], true], [["b2b-token"], false]]) {
    const line = `"$NODE" "$BIN" ${args.join(" ")} | exec 0<&-`;
    const { code, stderr } = await promisify(execFile)("bash", ["-o", "pipefail", "-c", line], { cwd: await stage.folder(), env: { ...stage.env, NODE: process.execPath, BIN: stage.bin } }).catch((error) => error);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /error \[file\] the token was made, and is lost: standard output did not take it: the reader has gone\n/);
    assert.match(stderr, args === CREATE || json ? /revoke --kind private --jti [\w-]+ ends it/ : /control panel/);
    assert.doesNotMatch(stderr, TOKEN);
  }
});

test("a closed stderr does not cost the token", async () => {
  const line = `("$NODE" "$BIN" ${CREATE.join(" ")} 2>&3) 3> >(exec 0<&-)`;
  const { stdout } = await promisify(execFile)("bash", ["-c", line], { cwd: await stage.folder(), env: { ...stage.env, NODE: process.execPath, BIN: stage.bin } });
  assert.match(stdout, TOKEN);
});
