// The package in workerd: bundled as for Workers, and bundled as for Node by a tool that knows no better.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { Miniflare } from "miniflare";
import { withEsbuild } from "./support/bundlers.mjs";
import { given, made, workerProgram } from "./support/programs.mjs";
import { makeFolder, makeProject } from "./support/project.mjs";

const DATE = "2026-04-01";

let project;
let server;
before(async () => {
  project = await makeProject();
  await project.write({
    "worker.mjs": workerProgram(),
    "with-module.mjs": workerProgram(`import { init } from "bigcommerce-tokens";
import module from "bigcommerce-tokens/bigcommerce_tokens.wasm";
import { init as initOffline } from "bigcommerce-tokens/inspect";
import offline from "bigcommerce-tokens/offline.wasm";
init(module);
initOffline(offline);
`),
  });
  server = await project.serve();
});

/** What `wrangler` makes of a wasm import: a file beside the code. */
const asWrangler = { format: "esm", loader: { ".wasm": "copy" } };
const forWorkers = withEsbuild({ ...asWrangler, conditions: ["workerd", "worker", "browser"] });
const forNode = withEsbuild({ ...asWrangler, platform: "node" });

/** Runs the bundle in workerd and gives back its answer. */
async function answerOf(entry, bundle, flags) {
  const folder = await makeFolder();
  await bundle({ dir: project.dir, entry, out: path.join(folder, "worker.mjs") });
  const wasm = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));
  const modules = [{ type: "ESModule", path: path.join(folder, "worker.mjs") }, ...wasm.map((name) => ({ type: "CompiledWasm", path: path.join(folder, name) }))];
  const miniflare = new Miniflare({ modules, modulesRoot: folder, compatibilityDate: DATE, compatibilityFlags: flags });
  try {
    const response = await miniflare.dispatchFetch("http://worker.example/", { method: "POST", body: given(server.url, server.sandbox).GIVEN });
    return { wasm: wasm.length, answer: await response.json() };
  } finally {
    await miniflare.dispose();
  }
}

for (const { name, flags } of [{ name: "with nodejs_compat", flags: ["nodejs_compat"] }, { name: "without", flags: [] }]) {
  test(`a Worker uses the package, with the wasm files beside it: ${name}`, async () => {
    assert.deepEqual(await answerOf("worker.mjs", forWorkers, flags), { wasm: 2, answer: made("workerd") });
  });

  test(`a bundle made for Node does the same in workerd after init(module): ${name}`, async () => {
    assert.deepEqual(await answerOf("with-module.mjs", forNode, flags), { wasm: 2, answer: made("workerd") });
  });

  test(`a bundle made for Node says in workerd what to do: ${name}`, async () => {
    const { answer } = await answerOf("worker.mjs", forNode, flags);
    assert.deepEqual([answer.name, answer.code], ["BigCommerceError", "wasm_unavailable"]);
    assert.match(`${answer.message}; ${answer.hint}`, /workerd.*bigcommerce-tokens\/bigcommerce_tokens\.wasm.*init\(\)/s);
  });
}
