// Runs the suite inside Node, Deno or Bun. The library comes from the project folder that the runner made.
import util from "node:util";
import { callsMade, disarm, memories, trapAtCall } from "../../suite/support/capture.mjs";
import { runTest } from "../../suite/index.mjs";
import { equal, eventually } from "../../suite/support/check.mjs";
import { inspectors } from "./inspectors.mjs";

/** Command line after the script: the control server's URL, then part of the names of the tests to run. */
export const argumentsOf = () => {
  const [control, filter = ""] = /** @type {any} */ (globalThis).Deno ? /** @type {any} */ (globalThis).Deno.args : process.argv.slice(2);
  return { control, filter };
};

/** @param {any} given what the pass adds to the context, the library's namespaces first of all */
export function contextOf(given) {
  const { control } = argumentsOf();
  return { servers: { control }, inspect: inspectors(util, globalThis), memories, callsMade, trapAtCall, disarm, ...given };
}

/** Node alone tells; elsewhere a process that lives on after its last test is what shows. */
const timersLeft = () => (typeof process.getActiveResourcesInfo === "function" ? process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length : 0);

/** @param {{ name: string, run(ctx: any): Promise<void> }[]} tests @param {any} ctx */
export async function runAll(tests, ctx) {
  const { filter } = argumentsOf();
  const warned = [];
  process.on("warning", ({ name, message }) => warned.push(`${name}: ${message}`));
  const last = [
    { name: "the runtime warned of nothing", run: async () => equal(warned, [], "warnings") },
    { name: "no timer is left that keeps the process alive", run: () => eventually(() => timersLeft() <= 1, "timers but that of this test end", 1_500) },
  ];
  const chosen = [...tests, ...last].filter((test) => test.name.includes(filter));
  for (const test of chosen) console.log(`@result ${JSON.stringify(await runTest(test, ctx))}`);
  console.log(`@end ${chosen.length}`);
}
