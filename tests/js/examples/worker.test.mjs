// The Worker example: bundled with the conditions of wrangler, run in workerd, its requests answered by the sandbox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import ts from "typescript";
import { stageExamples } from "./support.mjs";

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

/** The wrangler configuration, which is JSON with comments as tsconfig files are. */
async function readConfig() {
  const path = join(stage.root, "cloudflare-worker/wrangler.jsonc");
  const { config, error } = ts.parseConfigFileTextToJson(path, await readFile(path, "utf8"));
  assert.equal(error, undefined, error?.messageText);
  return { ...config, folder: dirname(path) };
}

/** @param {string} entry @param {string} name @returns the modules for Miniflare, the Worker's own first */
async function bundle(entry, name) {
  const outdir = join(stage.root, "bundles", name);
  const { metafile } = await build({
    entryPoints: [entry],
    outdir,
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    metafile: true,
    absWorkingDir: stage.root,
    logLevel: "error",
  });
  const files = Object.keys(metafile.outputs).map((file) => join(stage.root, file));
  const wasm = files.filter((file) => file.endsWith(".wasm"));
  const [script] = files.filter((file) => file.endsWith(".js"));
  return [{ type: "ESModule", path: script }, ...wasm.map((path) => ({ type: "CompiledWasm", path }))];
}

/** @param {{ main: string, outboundService?: Function }} options */
async function start({ main, outboundService }) {
  const config = await readConfig();
  const modules = await bundle(join(config.folder, main ?? config.main), config.name);
  return new Miniflare({
    modules,
    modulesRoot: dirname(modules[0].path),
    compatibilityDate: config.compatibility_date,
    kvNamespaces: config.kv_namespaces.map(({ binding }) => binding),
    bindings: { BIGCOMMERCE_STORE_HASH: "sandbox1", BIGCOMMERCE_ACCESS_TOKEN: "sandbox0access0token0not0secret" },
    outboundService,
  });
}

test("the scheduled Worker stores a new private token", async () => {
  const { createSandbox } = await import(pathToFileURL(join(stage.root, "node_modules/bigcommerce-tokens/entry/sandbox.js")).href);
  const sandbox = createSandbox();
  const miniflare = await start({ outboundService: (request) => sandbox.fetch(request.url, request) });
  try {
    const worker = await miniflare.getWorker();
    const { outcome } = await worker.scheduled({ cron: "0 */4 * * *" });
    assert.equal(outcome, "ok");
    const stored = await (await miniflare.getKVNamespace("TOKENS")).get("private-token");
    assert.match(stored, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.deepEqual(sandbox.requests.map(({ method, status }) => [method, status]), [["POST", 200]]);
  } finally {
    await miniflare.dispose();
  }
});

test("the Worker against the sandbox needs no store", async () => {
  const refuseAll = (request) => assert.fail(`a request left the Worker: ${request.url}`);
  const miniflare = await start({ main: "src/sandbox.js", outboundService: refuseAll });
  try {
    const worker = await miniflare.getWorker();
    assert.equal((await worker.scheduled({ cron: "0 */4 * * *" })).outcome, "ok");
    const response = await worker.fetch("http://worker.example/");
    assert.deepEqual(await response.json(), { stored: true, requests: 1 });
  } finally {
    await miniflare.dispose();
  }
});
