// Every sub-path by import and by require(), in the oldest and in a newer Node; and what loading must not do.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { COMMONJS_PROGRAM, given, made, MODULE_PROGRAM } from "./support/programs.mjs";
import { makeProject, NODE_24, NODES, SUB_PATHS } from "./support/project.mjs";
import { run, runWell } from "./support/run.mjs";

/** Run before anything else: records whatever could be work, I/O or waiting. */
const SPY = `
const calls = [];
const spy = (holder, name) => {
  const original = holder[name];
  if (typeof original !== "function") return;
  const replacement = new Proxy(original, {
    apply: (target, self, args) => (calls.push(name), Reflect.apply(target, self, args)),
    construct: (target, args, self) => (calls.push("new " + name), Reflect.construct(target, args, self)),
  });
  Object.defineProperty(holder, name, { value: replacement, configurable: true, writable: true });
};
for (const name of ["Module", "Instance", "compile", "instantiate", "validate", "Memory", "Table"]) spy(WebAssembly, name);
for (const name of ["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "atob"]) spy(globalThis, name);
for (const name of ["getRandomValues", "randomUUID"]) spy(crypto, name);
spy(Math, "random");
spy(Date, "now");
for (const name of ["nextTick", "emitWarning", "getBuiltinModule", "on", "once"]) spy(process, name);
for (const name of ["log", "warn", "error", "info", "debug"]) spy(console, name);
spy(Buffer, "from");
const state = () => ({ globals: Reflect.ownKeys(globalThis).length, listeners: process.eventNames().length, waits: process.getActiveResourcesInfo() });
const before = state();
const tell = () => {
  const after = state();
  process.stdout.write(JSON.stringify({ calls, before, after }));
};
`;

const LOADS = {
  import: { file: "quiet.mjs", text: (subPath) => `${SPY} await import(${JSON.stringify(subPath)}); tell();` },
  require: { file: "quiet.cjs", text: (subPath) => `${SPY} require(${JSON.stringify(subPath)}); tell();` },
};

let project;
let server;
before(async () => {
  project = await makeProject();
  const namesOf = (loaded) => `console.log(JSON.stringify({ names: Object.keys(${loaded}).sort(), types: Object.values(${loaded}).map((value) => typeof value) }));`;
  const files = { "main.mjs": MODULE_PROGRAM, "main.cjs": COMMONJS_PROGRAM };
  for (const subPath of Object.keys(SUB_PATHS)) {
    const name = fileOf(subPath);
    files[`names/${name}.mjs`] = `import * as loaded from ${JSON.stringify(subPath)}; ${namesOf("loaded")}`;
    files[`names/${name}.cjs`] = `const loaded = require(${JSON.stringify(subPath)}); ${namesOf("loaded")}`;
    for (const { file, text } of Object.values(LOADS)) files[`${name}/${file}`] = text(subPath);
  }
  await project.write(files);
  server = await project.serve();
});

const fileOf = (subPath) => subPath.replaceAll("/", "-");

for (const [node, command] of Object.entries(NODES)) {
  for (const file of ["main.mjs", "main.cjs"]) {
    test(`a program creates a token in ${node}: ${file}`, async () => {
      const printed = await runWell(command, [file], { cwd: project.dir, env: given(server.url, server.sandbox) });
      assert.deepEqual(JSON.parse(printed), made("node"));
    });
  }

  for (const [subPath, names] of Object.entries(SUB_PATHS)) {
    test(`import and require() give the same, without a warning, in ${node}: ${subPath}`, async () => {
      const [byImport, byRequire] = await Promise.all(["mjs", "cjs"].map((kind) => run(command, [`names/${fileOf(subPath)}.${kind}`], { cwd: project.dir })));
      assert.deepEqual(byImport, byRequire);
      assert.equal(byImport.stderr, "");
      const loaded = JSON.parse(byImport.stdout);
      for (const name of names) assert.ok(loaded.names.includes(name), `${name} is missing`);
      assert.ok(loaded.types.every((type) => type === "function"), "a sub-path exports functions and classes alone");
    });

    for (const [way, { file }] of Object.entries(LOADS)) {
      test(`${way} does no work, no I/O and waits for nothing in ${node}: ${subPath}`, async () => {
        const told = JSON.parse(await runWell(command, [`${fileOf(subPath)}/${file}`], { cwd: project.dir }));
        assert.deepEqual(told.calls, []);
        assert.deepEqual(told.after, told.before, "globals, listeners of process and what keeps it alive stay as they are");
      });
    }
  }
}

test("the ES modules await nothing while they load: a newer Node can require() them", async () => {
  const entries = ["index", "runtime", "runtime.browser", "sandbox"].map((name) => `${project.home}/entry/${name}.js`);
  await project.write({ "esm.cjs": `for (const entry of ${JSON.stringify(entries)}) console.log(Object.keys(require(entry)).length > 0);` });
  assert.equal(await runWell(NODE_24, ["--no-warnings", "esm.cjs"], { cwd: project.dir }), "true\n".repeat(entries.length));
});

test("a sub-path that is not exported cannot be loaded", async () => {
  for (const inner of ["lib/client.js", "wasm/tokens-inline.js", "entry/commonjs.cjs", "server-only--do-not-import-this-package-from-browser-code"]) {
    await project.write({ "inner.mjs": `await import("bigcommerce-tokens/${inner}").then(() => "loaded", ({ code }) => code).then(console.log);` });
    assert.equal((await runWell(process.execPath, ["inner.mjs"], { cwd: project.dir })).trim(), "ERR_PACKAGE_PATH_NOT_EXPORTED", inner);
  }
});

test("the first client compiles the wasm, once", async () => {
  await project.write({
    "once.mjs": `${SPY}
const { BigCommerceTokens } = await import("bigcommerce-tokens");
const options = { storeHash: "sandbox1", accessToken: "synthetic" };
new BigCommerceTokens(options);
new BigCommerceTokens(options);
process.stdout.write(JSON.stringify(calls.filter((name) => /^new|^fetch|^set/.test(name))));`,
  });
  const calls = JSON.parse(await runWell(process.execPath, ["once.mjs"], { cwd: project.dir }));
  assert.deepEqual(calls, ["new Module", "new Instance"]);
});
