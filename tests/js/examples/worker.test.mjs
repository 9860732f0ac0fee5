// The Worker examples: bundled with the conditions of wrangler, run in workerd, its requests answered by the sandbox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import * as library from "graphql";
import { Miniflare } from "miniflare";
import ts from "typescript";
import { eventually } from "../suite/support/check.mjs";
import { stageExamples } from "./support.mjs";

/** 32 bytes, which nobody else uses. */
const KEY = Buffer.from("synthetic0key0of0thirty0two0byte").toString("base64");
const SHARED = "cloudflare-worker-shared";
const ANSWER = { data: { site: { settings: { storeName: "Sandbox store" } } } };
const refuseAll = (request) => assert.fail(`a request left the Worker: ${request.url}`);

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

/** The wrangler configuration, which is JSON with comments as tsconfig files are. @param {string} example */
async function readConfig(example) {
  const path = join(stage.root, example, "wrangler.jsonc");
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

/** @param {{ name: string, class_name: string }[]} bindings @param {{ new_sqlite_classes?: string[] }[]} migrations */
function durableObjects(bindings, migrations) {
  const useSQLite = (name) => migrations.some(({ new_sqlite_classes: classes }) => classes?.includes(name));
  return Object.fromEntries(bindings.map(({ name, class_name: className }) => [name, { className, useSQLite: useSQLite(className) }]));
}

/** @param {{ example: string, main?: string, outboundService?: Function, folder?: string }} options `folder` keeps what is stored */
async function start({ example, main, outboundService, folder }) {
  const config = await readConfig(example);
  const modules = await bundle(join(config.folder, main ?? config.main), `${config.name}-${main ? "sandbox" : "main"}`);
  return new Miniflare({
    modules,
    modulesRoot: dirname(modules[0].path),
    compatibilityDate: config.compatibility_date,
    kvNamespaces: config.kv_namespaces.map(({ binding }) => binding),
    durableObjects: durableObjects(config.durable_objects?.bindings ?? [], config.migrations ?? []),
    ...(folder && { kvPersist: join(folder, "kv"), durableObjectsPersist: join(folder, "objects") }),
    bindings: { BIGCOMMERCE_STORE_HASH: "sandbox1", BIGCOMMERCE_ACCESS_TOKEN: "sandbox0access0token0not0secret", TOKEN_STORE_KEY: KEY },
    outboundService,
  });
}

async function makeSandbox() {
  const { createSandbox } = await import(pathToFileURL(join(stage.root, "node_modules/bigcommerce-tokens/entry/sandbox.js")).href);
  return createSandbox({ graphql: { library } });
}

test("the scheduled Worker stores a new private token", async () => {
  const sandbox = await makeSandbox();
  const miniflare = await start({ example: "cloudflare-worker", outboundService: (request) => sandbox.fetch(request.url, request) });
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
  const miniflare = await start({ example: "cloudflare-worker", main: "src/sandbox.js", outboundService: refuseAll });
  try {
    const worker = await miniflare.getWorker();
    assert.equal((await worker.scheduled({ cron: "0 */4 * * *" })).outcome, "ok");
    const response = await worker.fetch("http://worker.example/");
    assert.deepEqual(await response.json(), { stored: true, requests: 1 });
  } finally {
    await miniflare.dispose();
  }
});

const mintsOf = (sandbox) => sandbox.requests.filter(({ path }) => path.endsWith("/api-token-private")).length;
const ask = async (miniflare) => (await miniflare.dispatchFetch("http://worker.example/")).json();

test("isolates share one token through KV, made under the lease of an object, and sealed", async () => {
  const sandbox = await makeSandbox();
  const options = { example: SHARED, folder: join(stage.root, "stored"), outboundService: (request) => sandbox.fetch(request.url, request) };
  const first = await start(options);
  try {
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(() => ask(first))), Array(5).fill(ANSWER));
    assert.equal(mintsOf(sandbox), 1);
    const namespace = await first.getKVNamespace("TOKENS");
    const { keys } = await namespace.list();
    assert.equal(keys.length, 1);
    assert.match(await namespace.get(keys[0].name), /^t1\.\d+\.s1\.[0-9a-f]{8}\./);
  } finally {
    await first.dispose();
  }
  // Eventually, because a machine that is too busy to ask KV in time goes on alone.
  await eventually(async () => {
    const [before, second] = [mintsOf(sandbox), await start(options)];
    try {
      assert.deepEqual(await ask(second), ANSWER);
    } finally {
      await second.dispose();
    }
    return mintsOf(sandbox) === before;
  }, "an isolate that makes no token of its own", 60_000);
});

test("the sharing Worker against the sandbox needs no store", async () => {
  const miniflare = await start({ example: SHARED, main: "src/sandbox.js", outboundService: refuseAll });
  try {
    assert.deepEqual([await ask(miniflare), await ask(miniflare)], [ANSWER, ANSWER]);
  } finally {
    await miniflare.dispose();
  }
});
