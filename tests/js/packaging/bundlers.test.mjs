// A user's program, bundled for a server by each bundler, run from a folder that has nothing but the bundle.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { BUN, SERVER_BUILDS } from "./support/bundlers.mjs";
import { COMMONJS_PROGRAM, given, made, MODULE_PROGRAM } from "./support/programs.mjs";
import { makeFolder, makeProject } from "./support/project.mjs";
import { runWell } from "./support/run.mjs";

/** How the bundle is started, and the name of the runtime it then is in. */
const STARTED = {
  node: { command: process.execPath, args: [], name: "node" },
  bun: { command: BUN, args: ["run"], name: "bun" },
};

let project;
let server;
before(async () => {
  project = await makeProject();
  await project.write({ "main.mjs": MODULE_PROGRAM, "main.cjs": COMMONJS_PROGRAM });
  server = await project.serve();
});

for (const { name, entry = "main.mjs", out, bundle, in: runtime = "node" } of SERVER_BUILDS) {
  test(`a program creates a token after bundling: ${name}`, async () => {
    const folder = await makeFolder();
    await bundle({ dir: project.dir, entry, out: path.join(folder, out) });
    assert.deepEqual(await readdir(folder), [out], "the bundle is one file");
    const before = server.sandbox.requests.length;
    const { command, args, name: runtimeName } = STARTED[runtime];
    const printed = await runWell(command, [...args, out], { cwd: folder, env: given(server.url, server.sandbox) });
    assert.deepEqual(JSON.parse(printed), made(runtimeName));
    const requests = server.sandbox.requests.slice(before);
    assert.deepEqual(requests.map(({ method, path: at, status }) => ({ method, path: at, status })), [
      { method: "POST", path: "/stores/sandbox1/v3/storefront/api-token-private", status: 200 },
    ]);
  });
}
