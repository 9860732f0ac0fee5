// From nothing to the first request built: in fresh processes, taking turns, each measuring its own import and first call.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { spread } from "./support/measure.mjs";
import { report, shown } from "./support/report.mjs";
import { NODES } from "./support/setup.mjs";

const ROUNDS = 21;
const BASELINE = "zod and a fetch wrapper";
const PROGRAMS = { "bigcommerce-tokens": "ours", [BASELINE]: "zod", "zod/mini and a fetch wrapper": "zod-mini" };

/** @param {string} node @param {string} program @returns {{ wallMs: number, cpuMs: number }} */
function once(node, program) {
  const file = fileURLToPath(new URL(`cold/${program}.mjs`, import.meta.url));
  return JSON.parse(execFileSync(node, [file], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }));
}

const results = {};
for (const [name, node] of Object.entries(NODES)) {
  const samples = Object.fromEntries(Object.keys(PROGRAMS).map((subject) => [subject, /** @type {{ wallMs: number, cpuMs: number }[]} */ ([])]));
  // The first round fills the caches of the disk.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [subject, program] of Object.entries(PROGRAMS)) {
      const sample = once(node, program);
      if (round >= 0) samples[subject].push(sample);
    }
  }
  results[name] = Object.fromEntries(
    Object.entries(samples).map(([subject, list]) => {
      const pick = (/** @type {"wallMs" | "cpuMs"} */ key) => ({
        ms: spread(list.map((sample) => sample[key])),
        ratio: spread(list.map((sample, at) => sample[key] / samples[BASELINE][at][key])),
      });
      return [subject, { cpu: pick("cpuMs"), wall: pick("wallMs") }];
    }),
  );
}

const tables = Object.entries(results).map(([node, subjects]) => ({
  title: `Import to first request built, ${node}: median (min-max) of ${ROUNDS} fresh processes each`,
  rows: [
    ["", "CPU ms", "ratio to zod", "wall ms", "ratio to zod"],
    ...Object.entries(subjects).map(([subject, { cpu, wall }]) => [subject, shown(cpu.ms, 1), shown(cpu.ratio), shown(wall.ms, 1), shown(wall.ratio)]),
  ],
}));
report("cold-start", { goal: { ratio: 0.25 }, rounds: ROUNDS, baseline: BASELINE, nodes: results }, tables);
