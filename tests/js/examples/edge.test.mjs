// The Vercel Edge example: bundled with the conditions of Next.js, run in edge-runtime's virtual machine.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";
import { stageExamples } from "./support.mjs";

const ENVIRONMENT = {
  BIGCOMMERCE_STORE_HASH: "sandbox1",
  BIGCOMMERCE_ACCESS_TOKEN: "sandbox0access0token0not0secret",
  CRON_SECRET: "synthetic-cron-secret",
  KV_REST_API_URL: "https://kv.example",
  KV_REST_API_TOKEN: "synthetic-kv-token",
};

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

/** The host compiles what is imported with `?module`, and hands it over from outside. */
const compiledModules = {
  name: "compiled modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "compiled" }));
    onLoad({ filter: /.*/, namespace: "compiled" }, () => ({ contents: "export default globalThis.compiledModule;" }));
  },
};

async function bundle() {
  const { outputFiles } = await build({
    stdin: { contents: 'import { GET } from "./vercel-edge/route.js"; globalThis.GET = GET;', resolveDir: stage.root },
    bundle: true,
    write: false,
    format: "iife",
    conditions: ["edge-light", "worker", "browser"],
    define: Object.fromEntries(Object.entries(ENVIRONMENT).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)])),
    plugins: [compiledModules],
    absWorkingDir: stage.root,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

async function start() {
  const pkg = join(stage.root, "node_modules/bigcommerce-tokens");
  const { createSandbox } = await import(pathToFileURL(join(pkg, "entry/sandbox.js")).href);
  const sandbox = createSandbox();
  const stored = [];
  const fetch = async (url, init) => {
    if (!String(url).startsWith(ENVIRONMENT.KV_REST_API_URL)) return sandbox.fetch(url, init);
    stored.push({ url, ...init });
    return new Response("OK");
  };
  const compiledModule = new WebAssembly.Module(await readFile(join(pkg, "wasm/bigcommerce_tokens.wasm")));
  const vm = new EdgeVM({ extend: (context) => Object.assign(context, { fetch, compiledModule }), initialCode: await bundle() });
  const get = (authorization) =>
    vm.evaluate(`GET(new Request("https://shop.example/api/rotate", { headers: { authorization: ${JSON.stringify(authorization)} } }))`);
  return { sandbox, stored, get };
}

test("the route stores a new private token and does not show it", async () => {
  const { sandbox, stored, get } = await start();
  const response = await get(`Bearer ${ENVIRONMENT.CRON_SECRET}`);
  assert.equal(response.status, 200);
  assert.deepEqual(Object.keys(await response.json()), ["expiresAt"]);
  assert.equal(sandbox.issued.length, 1);
  assert.equal(stored.length, 1);
  assert.match(stored[0].body, /^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test("a caller without the cron's secret makes no token", async () => {
  const { sandbox, get } = await start();
  assert.equal((await get("Bearer synthetic-wrong")).status, 401);
  assert.equal(sandbox.requests.length, 0);
});
