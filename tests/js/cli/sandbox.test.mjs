// `sandbox`: serves until it is told to end, and what it prints is enough to talk to it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { makeStage, TOKEN } from "./support/stage.mjs";
import { onTerminal } from "./support/terminal.mjs";

let stage;
before(async () => (stage = await makeStage()));

for (const signal of ["SIGINT", "SIGTERM"]) {
  test(`it serves until ${signal}, and ends well`, async () => {
    const { child, ended, until, said } = await stage.start(["sandbox", "--json"]);
    await until(/\n}\n$/);
    const { url, options, user } = JSON.parse(said.stdout);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(options.endpoints.api, url);
    const env = { BIGCOMMERCE_STORE_HASH: options.storeHash, BIGCOMMERCE_ACCESS_TOKEN: options.accessToken, BIGCOMMERCE_API_ENDPOINT: url, B2B_EMAIL: user.email, B2B_PASSWORD: user.password };
    for (const args of [["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "B2B"], ["b2b-token"]]) {
      const { code, stderr } = await stage.run(args, { env, shows: true });
      assert.equal(code, 0, stderr);
    }
    child.kill(signal);
    const { code, stderr } = await ended;
    assert.deepEqual([code, stderr], [0, ""]);
  });
}

test("the options it prints are a client's, and the variables are the command line's", async () => {
  const { ended, until, said, child } = await stage.start(["sandbox", "--port", "0"]);
  await until(/B2B_PASSWORD=\S+\n$/);
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.stdout);
  assert.match(await (await fetch(url)).text(), /<html/i);
  const [client] = /const client = new BigCommerceTokens\(\{[^]*?\}\);/.exec(said.stdout);
  const cwd = await stage.folder();
  await writeFile(path.join(cwd, "program.mjs"), `import { BigCommerceTokens } from "bigcommerce-tokens";\n${client}\nconst { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["B2B"] });\nconsole.log(token.length);\n`);
  const program = await promisify(execFile)(process.execPath, ["program.mjs"], { cwd, env: stage.env });
  assert.match(program.stdout, /^\d{3}\n$/);
  const exports = said.stdout.split("\n").filter((line) => /^ +export /.test(line)).join("\n");
  const shell = await promisify(execFile)("sh", ["-c", `${exports}\n"$NODE" "$BIN" create-private --channel 1 --expires-in 6h --scope B2B`], { cwd, env: { PATH: stage.env.PATH, NODE: process.execPath, BIN: stage.bin } });
  assert.match(shell.stdout, TOKEN);
  child.kill("SIGINT");
  assert.equal((await ended).code, 0);
});

test("a port that is taken is a failure that says so", async () => {
  const port = new URL(stage.url).port;
  const { code, stderr } = await stage.run(["sandbox", "--port", port]);
  assert.equal(code, 3);
  assert.match(stderr, /another program listens there/);
});

test("Ctrl-C on a terminal ends it well", async () => {
  const { code, screen } = await onTerminal(stage, ["sandbox"], { types: [{ when: /B2B_PASSWORD=\S+\s*$/, keys: "\u0003" }] });
  assert.equal(code, 0, screen);
});
