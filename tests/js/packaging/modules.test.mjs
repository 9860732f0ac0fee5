// init() with modules of every origin, and two copies of the package in one process.
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { before, test } from "node:test";
import { makeProject, NODES } from "./support/project.mjs";
import { runWell } from "./support/run.mjs";

/** Runs before each case: `bytes` of the wasm, the package freshly loaded, and a client made against a sandbox without network. */
const PRELUDE = `
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import vm from "node:vm";
import { BigCommerceError, BigCommerceTokens, ConfigError, init } from "bigcommerce-tokens";
import { createSandbox } from "bigcommerce-tokens/sandbox";
const require = createRequire(import.meta.url);
const bytes = await readFile(require.resolve("bigcommerce-tokens/bigcommerce_tokens.wasm"));
const request = { channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"] };
const { fetch, credentials: { storeHash, accessToken } } = createSandbox();
const make = (Client = BigCommerceTokens) => new Client({ storeHash, accessToken, fetch });
const works = async (Client) => assert.equal((await make(Client).privateTokens.create(request)).token.split(".").length, 3);
const thrown = (call) => { try { call(); } catch (error) { return error; } assert.fail("nothing was thrown"); };
const failure = (promise) => promise.then(() => assert.fail("it succeeded"), (error) => error);
`;

const CASES = {
  "init takes a module": "init(new WebAssembly.Module(bytes)); await works();",
  "init takes bytes": "init(bytes); await works();",
  "init takes an ArrayBuffer": "init(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)); await works();",
  "init takes a module of another realm": `
    const module = vm.runInNewContext("new WebAssembly.Module(bytes)", { bytes });
    assert.ok(!(module instanceof WebAssembly.Module));
    init(module); await works();`,
  "init takes bytes of another realm": 'init(vm.runInNewContext("Uint8Array.from(bytes)", { bytes: [...bytes] })); await works();',
  "init after the first client changes nothing for it": "const client = make(); init(bytes); assert.equal((await client.privateTokens.create(request)).token.split('.').length, 3);",
  "init refuses another module, other bytes and other values, and the package works on": `
    const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
    for (const wrong of [new WebAssembly.Module(empty), empty, Uint8Array.of(1, 2, 3), new ArrayBuffer(0), undefined, null, {}, "wasm", Promise.resolve(bytes)]) {
      const error = thrown(() => init(wrong));
      assert.ok(error instanceof ConfigError, String(error));
      assert.deepEqual([error.code, error.option], ["config", "module"]);
    }
    await works();`,
  "a wrong module leaves the right one before it in use": `
    init(new WebAssembly.Module(bytes));
    thrown(() => init(Uint8Array.of(1, 2, 3)));
    WebAssembly.Module = function () { throw new WebAssembly.CompileError("not allowed here"); };
    await works();`,
  "where nothing may be compiled, the error says what to do, and init helps": `
    const { Module } = WebAssembly;
    const module = new Module(bytes);
    WebAssembly.Module = Object.assign(function () { throw new WebAssembly.CompileError("not allowed here"); }, { imports: Module.imports });
    const error = thrown(() => make());
    assert.ok(error instanceof BigCommerceError);
    assert.equal(error.code, "wasm_unavailable");
    assert.match(error.hint, /init\\(\\)/);
    init(module); await works();`,
  "the ES module and the CommonJS copy know each other's errors, and both work": `
    const copy = require("bigcommerce-tokens");
    assert.notEqual(copy.BigCommerceTokens, BigCommerceTokens);
    const errors = [thrown(() => new copy.BigCommerceTokens({})), await failure(make(copy.BigCommerceTokens).privateTokens.create({}))];
    for (const error of errors) {
      assert.ok(error instanceof copy.BigCommerceError && !(error instanceof BigCommerceError));
      assert.ok(BigCommerceError.is(error) && copy.BigCommerceError.is(error));
    }
    assert.ok(copy.BigCommerceError.is(thrown(() => new BigCommerceTokens({}))));
    await Promise.all([works(), works(copy.BigCommerceTokens), works(), works(copy.BigCommerceTokens)]);`,
  "the sub-paths of the CommonJS copy share one wasm": `
    const { init: initCopy } = require("bigcommerce-tokens");
    initCopy(bytes);
    WebAssembly.Module = WebAssembly.Instance = function () { assert.fail("a second instance was made"); };
    assert.equal(require("bigcommerce-tokens/runtime").detectRuntime().name, "node");`,
  "the sub-paths of the ES module share one wasm": `
    const { detectRuntime } = await import("bigcommerce-tokens/runtime");
    init(bytes);
    WebAssembly.Module = WebAssembly.Instance = function () { assert.fail("a second instance was made"); };
    assert.equal(detectRuntime().name, "node");`,
  "two installed copies of the package work side by side": `
    const other = await import("./other/node_modules/bigcommerce-tokens/entry/index.js");
    assert.notEqual(other.BigCommerceTokens, BigCommerceTokens);
    assert.ok(BigCommerceError.is(thrown(() => new other.BigCommerceTokens({}))));
    await Promise.all([works(), works(other.BigCommerceTokens)]);`,
};

let project;
before(async () => {
  project = await makeProject();
  await cp(project.home, project.file("other/node_modules/bigcommerce-tokens"), { recursive: true });
  await project.write(Object.fromEntries(Object.values(CASES).map((text, index) => [`case-${index}.mjs`, `${PRELUDE}${text}\nconsole.log("done");\n`])));
});

for (const [node, command] of Object.entries(NODES)) {
  for (const [index, name] of Object.keys(CASES).entries()) {
    test(`${name} (${node})`, async () => {
      assert.equal(await runWell(command, [`case-${index}.mjs`], { cwd: project.dir }), "done\n");
    });
  }
}
