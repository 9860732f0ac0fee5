// Jest's jsdom resolves packages as a browser does: what is loaded there says how to mend it, and mended it works.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import { table } from "./check.mjs";
import { needed, packageFolder, require } from "./paths.mjs";
import { factsScript } from "./subject.mjs";

const makesClient = `
  test("a client is made", () => {
    const { BigCommerceTokens } = require("bigcommerce-tokens");
    expect(new BigCommerceTokens({ storeHash: "sandbox1", accessToken: "synthetic-access-token", fetch: async () => {} })).toBeDefined();
  });`;

const files = {
  "jsdom.test.js": makesClient,
  "mended.test.js": `/** @jest-environment node */${makesClient}`,
  "typed.test.js": `
    test("the error has its name, its code and its class", () => {
      let error;
      try { require("bigcommerce-tokens"); } catch (thrown) { error = thrown; }
      expect([error.name, error.code, error.runtime]).toEqual(["BrowserRefusedError", "browser_refused", "browser"]);
      expect(error.message).toContain("@jest-environment node");
    });`,
  "runtime.test.js": `
    test("asking for the runtime throws nothing", () => {
      const { name, server } = require("bigcommerce-tokens/runtime").detectRuntime();
      expect([name, server]).toEqual(["browser", false]);
    });`,
  // Only the resolution is a browser's: the guard itself sees Node.js behind jsdom's window.
  "guard.test.js": `
    test("the guard sees the server under jsdom", () => {
      expect(typeof document.createElement).toBe("function");
      expect(require("./facts.js").runtimeFacts()).toBe(require("./facts.json"));
    });`,
  "module.test.mjs": `
    import { expect, test } from "@jest/globals";
    test("an ES module is refused too", async () => {
      const error = await import("bigcommerce-tokens").catch((thrown) => thrown);
      expect([error.name, error.code]).toEqual(["BrowserRefusedError", "browser_refused"]);
    });`,
};

/** Which files pass, and what the failing one must say. */
const rows = [
  { name: "jsdom.test.js", says: "begin the test file with /** @jest-environment node */" },
  { name: "mended.test.js" },
  { name: "typed.test.js" },
  { name: "runtime.test.js" },
  { name: "guard.test.js" },
  { name: "module.test.mjs" },
];

/** A user's project with the package where Jest finds it. */
async function project(texts) {
  needed(join(packageFolder, "package.json"), "run cargo xtask build, or name a built package in PKG_DIR");
  const folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-jest-"));
  await mkdir(join(folder, "node_modules"));
  await cp(packageFolder, join(folder, "node_modules/bigcommerce-tokens"), { recursive: true });
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  return folder;
}

export async function jest() {
  const facts = await factsScript();
  const onServer = runInThisContext(`(() => { ${facts}; return subject.runtimeFacts(); })()`);
  const folder = await project({ ...files, "package.json": '{ "private": true }', "facts.js": `${facts}; module.exports = subject;`, "facts.json": JSON.stringify(onServer) });
  try {
    const config = { rootDir: folder, testEnvironment: require.resolve("jest-environment-jsdom"), testMatch: ["**/*.test.?(m)js"], transform: {}, haste: { forceNodeFilesystemAPI: true } };
    const program = join(dirname(require.resolve("jest/package.json")), "bin/jest.js");
    const output = await new Promise((resolve) => {
      const parameters = ["--experimental-vm-modules", program, "--config", JSON.stringify(config), "--json", "--outputFile", join(folder, "results.json"), "--maxWorkers", "1", "--no-cache", "--watchman=false"];
      execFile(process.execPath, parameters, { cwd: folder, timeout: 120_000 }, (_, stdout, stderr) => resolve(`${stdout}\n${stderr}`));
    });
    const results = await readFile(join(folder, "results.json"), "utf8").then(JSON.parse, () => assert.fail(`Jest wrote no results:\n${output}`));
    await table("Jest with jsdom", rows, ({ name, says }) => {
      const result = results.testResults.find((file) => file.name.endsWith(`/${name}`));
      assert.ok(result, `Jest ran no ${name}:\n${output}`);
      if (says === undefined) assert.equal(result.status, "passed", result.message);
      else assert.ok(result.status === "failed" && result.message.includes(says), result.message);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
