// What a Worker has to load: the same tiny Worker by each way, bundled as wrangler resolves, JavaScript and wasm together.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { round } from "./support/measure.mjs";
import { report } from "./support/report.mjs";
import { PEERS, folderOf, versionOf } from "./support/setup.mjs";

const WORKERS = { "bigcommerce-tokens": "ours", "fetch + zod": "zod", "fetch + zod/mini": "zod-mini", "openapi-fetch": "openapi-fetch", "ky": "ky", "openai": "openai" };
/** 64 for the first two operations, and 12 for all that came after. */
const GOAL_KIB = 76;
const GOAL_PACKAGE_BYTES = 800_000;

/** @param {string} worker @param {boolean} minify */
async function weigh(worker, minify) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`weight/${worker}.js`, import.meta.url))],
    bundle: true,
    minify,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    // As wrangler does: a wasm stays a module of its own beside the script.
    loader: { ".wasm": "copy" },
    outdir: "out",
    write: false,
    logLevel: "error",
  });
  const isWasm = (/** @type {{ path: string }} */ { path }) => path.endsWith(".wasm");
  const sum = (/** @type {import("esbuild").OutputFile[]} */ files) => ({
    bytes: files.reduce((total, { contents }) => total + contents.length, 0),
    gzip: files.reduce((total, { contents }) => total + gzipSync(contents, { level: 9 }).length, 0),
  });
  return { script: sum(outputFiles.filter((file) => !isWasm(file))), wasm: sum(outputFiles.filter(isWasm)), total: sum(outputFiles) };
}

/** @param {string} folder @returns {number} the bytes of all files below */
function bytesOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((total, { parentPath, path, name }) => total + statSync(join(parentPath ?? path, name)).size, 0);
}

const workers = {};
for (const [subject, worker] of Object.entries(WORKERS)) {
  workers[subject] = { plain: await weigh(worker, false), minified: await weigh(worker, true) };
}
const packages = Object.fromEntries(
  ["bigcommerce-tokens", ...PEERS].map((name) => [name, { version: versionOf(name), unpackedBytes: bytesOf(folderOf(name)) }]),
);

const kib = (/** @type {{ gzip: number }} */ { gzip }) => (gzip / 1_024).toFixed(1);
const ours = workers["bigcommerce-tokens"];
report("weight", { goal: { workerKiB: GOAL_KIB, unpackedBytes: GOAL_PACKAGE_BYTES }, workerKiB: round(ours.minified.total.gzip / 1_024), workers, packages }, [
  {
    title: "A Worker that makes one call, gzip -9, KiB",
    rows: [
      ["", "minified", "of it wasm", "not minified"],
      ...Object.entries(workers).map(([subject, { plain, minified }]) => [subject, kib(minified.total), kib(minified.wasm), kib(plain.total)]),
    ],
  },
  {
    title: "The package as installed, without its dependencies",
    rows: [["", "version", "kB"], ...Object.entries(packages).map(([name, { version, unpackedBytes }]) => [name, version, (unpackedBytes / 1_000).toFixed(0)])],
  },
]);
