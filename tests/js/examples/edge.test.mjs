// The Vercel Edge examples: bundled with the conditions of Next.js, run in edge-runtime's virtual machine.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";
import * as library from "graphql";
import { Redis } from "ioredis";
import { eventually } from "../suite/support/check.mjs";
import { startRedis } from "../util/redis-server.mjs";
import { startUpstashBridge } from "../util/upstash-bridge.mjs";
import { stageExamples } from "./support.mjs";

const ENVIRONMENT = {
  BIGCOMMERCE_STORE_HASH: "sandbox1",
  BIGCOMMERCE_ACCESS_TOKEN: "sandbox0access0token0not0secret",
  CRON_SECRET: "synthetic-cron-secret",
  KV_REST_API_URL: "https://kv.example",
  KV_REST_API_TOKEN: "synthetic-kv-token",
};

const ROUTE = 'import { GET } from "./vercel-edge/route.js"; globalThis.GET = GET;';
const STOREFRONT = 'import handler from "./vercel-edge/storefront.js"; globalThis.handler = handler;';

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

/** The host compiles what is imported with `?module`, and hands it over from outside. */
const compiledModules = {
  name: "compiled modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "compiled" }));
    onLoad({ filter: /.*/, namespace: "compiled" }, ({ path }) => ({ contents: `export default globalThis.compiledModules[${JSON.stringify(basename(path, "?module"))}];` }));
  },
};

/** @param {string} contents */
async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: stage.root },
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

async function makeSandbox() {
  const { createSandbox } = await import(pathToFileURL(join(pkg(), "entry/sandbox.js")).href);
  return createSandbox({ graphql: { library } });
}

const pkg = () => join(stage.root, "node_modules/bigcommerce-tokens");

/** A virtual machine as the host makes it. @param {string} contents @param {typeof globalThis.fetch} fetch */
async function startVm(contents, fetch) {
  const folder = join(pkg(), "wasm");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));
  const compiledModules = Object.fromEntries(await Promise.all(names.map(async (name) => [name, new WebAssembly.Module(await readFile(join(folder, name)))])));
  return new EdgeVM({ extend: (context) => Object.assign(context, { fetch, compiledModules }), initialCode: await bundle(contents) });
}

async function start() {
  const sandbox = await makeSandbox();
  const stored = [];
  const fetch = async (url, init) => {
    if (!String(url).startsWith(ENVIRONMENT.KV_REST_API_URL)) return sandbox.fetch(url, init);
    stored.push({ url, ...init });
    return new Response("OK");
  };
  const vm = await startVm(ROUTE, fetch);
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

test("functions share one token through Upstash's Redis", async () => {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  const bridge = await startUpstashBridge(client, ENVIRONMENT.KV_REST_API_TOKEN);
  try {
    const sandbox = await makeSandbox();
    const fetch = (url, init) => (String(url).startsWith(ENVIRONMENT.KV_REST_API_URL) ? globalThis.fetch(String(url).replace(ENVIRONMENT.KV_REST_API_URL, bridge.url), init) : sandbox.fetch(url, init));
    /** A new function, which is asked twice. */
    const ask = async () => {
      const vm = await startVm(STOREFRONT, fetch);
      const handler = vm.evaluate("(waitUntil) => handler(new Request('https://shop.example/'), { waitUntil })");
      const waiting = [];
      for (let times = 0; times < 2; times += 1) {
        const response = await handler((promise) => waiting.push(promise));
        assert.deepEqual(await response.json(), { data: { site: { settings: { storeName: "Sandbox store" } } } });
      }
      await Promise.all(waiting);
      return sandbox.issued.length;
    };
    // Eventually, because a machine that is too busy to ask Redis in time goes on alone.
    await eventually(async () => (await ask()) === (await ask()), "a function that makes no token of its own", 60_000);
  } finally {
    await bridge.close();
    client.disconnect();
    await redis.stop();
  }
});
