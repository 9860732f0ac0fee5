// As a user starts it: installed by npm from the archive, by its name, in the oldest and in a newer Node.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { programOf } from "../util/programs.mjs";
import { eachRow, makeStage, TOKEN } from "./support/stage.mjs";

const run = promisify(execFile);

let stage;
let project;
before(async () => {
  stage = await makeStage();
  project = await stage.folder({ "package.json": '{"private":true}' });
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], { cwd: stage.home });
  const [archive] = Object.values(JSON.parse(stdout));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${archive.filename}`], { cwd: project });
});

/** @param {string} line of a shell, with `npx bigcommerce-tokens` in it */
const shell = (line, cwd = project) => run("bash", ["-e", "-o", "pipefail", "-c", line], { cwd, env: { ...stage.env, npm_config_offline: "true", npm_config_update_notifier: "false" } });

/** What the examples name: a token in a file of its own and in a .env file, and GraphQL. */
async function filesOfAProject() {
  const { stdout: token } = await stage.run(["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"], { shows: true });
  return { "token.txt": token, ".env.local": `BIGCOMMERCE_STOREFRONT_TOKEN=${token}`, "src/query.graphql": "{ site { settings { storeName } } }" };
}

test("npx finds it in the project", async () => {
  const { version } = JSON.parse(await readFile(path.join(stage.home, "package.json"), "utf8"));
  assert.equal((await shell("npx bigcommerce-tokens --version")).stdout, `${version}\n`);
  assert.match((await shell("npx bigcommerce-tokens create-private --channel 1 --expires-in 6h --scope Customer")).stdout, TOKEN);
  await shell("npx bigcommerce-tokens create-private --channel 1 --expires-in 6h --scope Customer -e .env.new --name A_TOKEN");
  assert.match(await readFile(path.join(project, ".env.new"), "utf8"), /^A_TOKEN=eyJ/);
});

test("every example of the help runs as it stands", async () => {
  const { commands } = await stage.module("commands.js");
  const { B2B_PASSWORD: password } = stage.env;
  // The sandbox's would run for ever; it has tests of its own.
  const rows = commands.filter(({ name }) => name !== "sandbox").flatMap(({ examples }) => examples.map(({ line }) => line));
  assert.ok(rows.length >= 5);
  await eachRow(rows, async (line) => {
    const cwd = await stage.folder(await filesOfAProject());
    await writeFile(path.join(cwd, "password.txt"), `${password}\n`);
    const told = line.replaceAll("owner@sandbox.example", "owner@shop.example");
    const { stderr } = await shell(told.replaceAll("bigcommerce-tokens ", `"${path.join(project, "node_modules/.bin/bigcommerce-tokens")}" `), cwd);
    assert.doesNotMatch(stderr, /^error/m);
  });
});

test("every command line of the README runs as it stands", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const lines = readme.split("\n").filter((line) => line.startsWith("npx bigcommerce-tokens ") && !line.includes(" sandbox"));
  assert.ok(lines.length >= 3);
  const cwd = await stage.folder({ ...(await filesOfAProject()), "package.json": '{"private":true}' });
  await symlink(path.join(project, "node_modules"), path.join(cwd, "node_modules"));
  for (const line of lines) {
    const { stderr } = await shell(line.replaceAll("owner@sandbox.example", "owner@shop.example"), cwd);
    assert.doesNotMatch(stderr, /^error/m, line);
  }
});

test("it runs in the newer Node too", async () => {
  const node = programOf("node24");
  const { code, stdout, stderr } = await stage.run(["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer", "--json"], { node, shows: true });
  assert.equal(code, 0, stderr);
  assert.match(JSON.parse(stdout).token, TOKEN);
  assert.match((await stage.run(["zzz"], { node, env: { FORCE_COLOR: "1" } })).stderr, /\u001b\[31m/);
});

test("Node's own --env-file is why the short form exists", async () => {
  const args = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer", "--name", "A_TOKEN"];
  const long = await stage.run([...args, "--env-file", ".env.missing"]);
  const short = await stage.run([...args, "-e", ".env.missing"]);
  // If this changes, Node has learnt to leave it alone, and the note in the help can go.
  assert.deepEqual([long.code, short.code], [9, 0]);
});
