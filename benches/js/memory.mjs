// What stays behind: memory of the wasm and of the process over many calls, without a network and over loopback.
import { ACCESS_TOKEN, PARAMS, STORE_HASH } from "./support/exchange.mjs";
import { fakeFetch } from "./support/fake-fetch.mjs";
import { repeat, round } from "./support/measure.mjs";
import { report } from "./support/report.mjs";
import { startServer } from "./support/server.mjs";

const MIB = 1_048_576;
const GOAL_MIB = 5;
const CONCURRENCY = 8;
const STEPS = 10;

if (globalThis.gc === undefined) throw new Error("run this with --expose-gc");

// The package keeps its instance to itself: whatever is instantiated is looked at as it is made.
/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = /** @type {any} */ (
  new Proxy(Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args);
      if ("begin" in instance.exports) memories.push(instance.exports.memory);
      return instance;
    },
  })
);
const { BigCommerceTokens } = await import("bigcommerce-tokens");

async function look() {
  // What waits for a finalizer is freed by the second collection, after a turn of the event loop.
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { wasm: memories.reduce((total, memory) => total + memory.buffer.byteLength, 0), rss, js: heapUsed + external };
}

/**
 * @param {() => Promise<unknown>} call
 * @param {number} calls
 */
async function growth(call, calls) {
  const step = calls / STEPS;
  await repeat(call, 2 * step, CONCURRENCY);
  const looks = [await look()];
  for (let at = 0; at < STEPS; at += 1) {
    await repeat(call, step, CONCURRENCY);
    looks.push(await look());
  }
  const mib = (/** @type {"wasm" | "rss" | "js"} */ kind) => looks.map((look) => round(look[kind] / MIB));
  const grown = (/** @type {number[]} */ values) => round(values[values.length - 1] - values[0]);
  const series = { wasm: mib("wasm"), rss: mib("rss"), js: mib("js") };
  return { calls, instances: memories.length, grownMiB: { wasm: grown(series.wasm), rss: grown(series.rss), js: grown(series.js) }, series };
}

const credentials = { storeHash: STORE_HASH, accessToken: ACCESS_TOKEN };
const { origin, stop } = await startServer();
const results = {};
try {
  const alone = new BigCommerceTokens({ ...credentials, fetch: fakeFetch });
  const served = new BigCommerceTokens({ ...credentials, endpoints: { api: origin } });
  results["without a network"] = await growth(() => alone.privateTokens.create(PARAMS), 100_000);
  results["over loopback"] = await growth(() => served.privateTokens.create(PARAMS), 20_000);
} finally {
  stop();
}

report("memory", { node: process.version, goal: { grownMiB: GOAL_MIB }, runs: results }, [
  {
    title: "Growth after warm-up, MiB",
    rows: [
      ["", "calls", "wasm", "resident", "JavaScript", "wasm in use", "instances"],
      ...Object.entries(results).map(([run, { calls, instances, grownMiB, series }]) => [
        run,
        calls,
        grownMiB.wasm.toFixed(2),
        grownMiB.rss.toFixed(2),
        grownMiB.js.toFixed(2),
        series.wasm[STEPS].toFixed(2),
        instances,
      ]),
    ],
  },
]);
