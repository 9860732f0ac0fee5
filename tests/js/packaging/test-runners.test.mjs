// The package in other people's tests: Jest as CommonJS, which on Node 20 can load no ES module, Jest as ES modules, and Vitest.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { makeProject, SUITE_ROOT } from "./support/project.mjs";
import { run } from "./support/run.mjs";

const tools = createRequire(path.join(SUITE_ROOT, "package.json"));
const programOf = (tool, file) => path.join(path.dirname(tools.resolve(`${tool}/package.json`)), file);

const BODY = `
test("a token is created", async () => {
  const sandbox = createSandbox();
  const { storeHash, accessToken } = sandbox.credentials;
  const client = new BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch });
  const { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"] });
  expect(token.split(".")).toHaveLength(3);
  expect(sandbox.requests).toHaveLength(1);
  expect(detectRuntime()).toMatchObject({ name: RUNTIME, server: true });
});
test("an error is caught by its class", async () => {
  expect(() => new BigCommerceTokens({})).toThrow(ConfigError);
  const client = new BigCommerceTokens({ storeHash: "sandbox1", accessToken: "synthetic", fetch: async () => { throw new TypeError("fetch failed"); }, maxRetries: 0 });
  await expect(client.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"] })).rejects.toMatchObject({ name: "ConnectionError", code: "connection" });
});
`;
const NAMES = "{ BigCommerceTokens, ConfigError }";
const imports = `
import ${NAMES} from "bigcommerce-tokens";
import { detectRuntime } from "bigcommerce-tokens/runtime";
import { createSandbox } from "bigcommerce-tokens/sandbox";
`;
const requires = `
const ${NAMES} = require("bigcommerce-tokens");
const { detectRuntime } = require("bigcommerce-tokens/runtime");
const { createSandbox } = require("bigcommerce-tokens/sandbox");
`;
const testsIn = (runtime, names) => `${names}const RUNTIME = ${JSON.stringify(runtime)};${BODY}`;
const vitest = 'import { expect, test } from "vitest";';

const jest = (folder, ...options) => [
  ...options,
  programOf("jest", "bin/jest.js"),
  `--config=${JSON.stringify({ rootDir: folder, testEnvironment: tools.resolve("jest-environment-node"), testMatch: ["**/*.spec.?(c|m)js"], transform: {}, haste: { forceNodeFilesystemAPI: true } })}`,
  "--maxWorkers=1",
  "--no-cache",
  "--watchman=false",
];
const vitestIn = (environment) => () => [programOf("vitest", "vitest.mjs"), "run", `--environment=${environment}`, "--reporter=verbose", "--no-cache"];

const ROWS = [
  { name: "Jest, CommonJS", file: "tokens.spec.cjs", text: testsIn("node", requires), args: jest },
  { name: "Jest, ES modules", file: "tokens.spec.mjs", text: testsIn("node", imports), args: (folder) => jest(folder, "--experimental-vm-modules", "--no-warnings") },
  { name: "Vitest, node", file: "tokens.spec.mjs", text: testsIn("node", vitest + imports), args: vitestIn("node") },
  { name: "Vitest, jsdom", file: "tokens.spec.mjs", text: testsIn("node", vitest + imports), args: vitestIn("jsdom") },
  { name: "Vitest, edge-runtime", file: "tokens.spec.mjs", text: testsIn("node", vitest + imports), args: vitestIn("edge-runtime") },
];

let project;
before(async () => (project = await makeProject(["vitest", "jsdom", "@edge-runtime/vm"])));

for (const [index, { name, file, text, args }] of ROWS.entries()) {
  test(`users' tests pass: ${name}`, async () => {
    const folder = project.file(`users/${index}`);
    await project.write({ [`users/${index}/${file}`]: text, [`users/${index}/package.json`]: '{ "private": true }' });
    const { code, stdout, stderr } = await run(process.execPath, args(folder), { cwd: folder });
    const said = `${stdout}\n${stderr}`;
    assert.equal(code, 0, said);
    assert.match(said, /Tests:?\s+2 passed/, said);
  });
}
