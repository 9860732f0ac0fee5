// Runs the benchmarks, or the named ones, each as a program of its own, and writes what they told: ../results.json, and the
// ratios that have a goal as a chart, ../results.svg. A part that is not run keeps its last result.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chart } from "./support/chart.mjs";
import { setUp } from "./support/setup.mjs";

const PARTS = ["weight", "cold-start", "overhead", "validation", "fresh-token", "memory"];

const named = process.argv.slice(2);
const unknown = named.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(", ")}; the parts are ${PARTS.join(", ")}`);
  process.exit(1);
}

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const resultsPath = at("../results.json");
const results = existsSync(resultsPath) ? JSON.parse(readFileSync(resultsPath, "utf8")) : { parts: {} };

await setUp();
for (const part of named.length > 0 ? named : PARTS) {
  const { status, stdout } = spawnSync(process.execPath, ["--expose-gc", at(`${part}.mjs`)], { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 26 });
  if (status !== 0) process.exit(status ?? 1);
  const told = stdout.toString().trim().split("\n").at(-1) ?? "";
  results.parts[part] = { date: new Date().toISOString().slice(0, 10), machine: `${cpus().length} cores`, ...JSON.parse(told) };
}
writeFileSync(resultsPath, `${JSON.stringify(results, null, 1)}\n`);
writeFileSync(at("../results.svg"), chart(results.parts));
