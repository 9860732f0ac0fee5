// Runs the suite inside Node, Deno or Bun. The library comes from the project folder that the runner made.
import util from "node:util";
import { callsMade, disarm, memories, trapAtCall } from "../../suite/support/capture.mjs";
import { runTest } from "../../suite/index.mjs";
import { equal } from "../../suite/support/check.mjs";
import { inspectors } from "./inspectors.mjs";

/** @param {string} line */
const say = (line) => console.log(line);

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

/** @param {{ name: string, run(ctx: any): Promise<void> }[]} tests @param {any} ctx */
export async function runAll(tests, ctx) {
  const { filter } = argumentsOf();
  const print = say.bind(null);
  const warned = [];
  process.on("warning", ({ name, message }) => warned.push(`${name}: ${message}`));
  const silence = { name: "the runtime warned of nothing", run: async () => equal(warned, [], "warnings") };
  const chosen = [...tests, silence].filter((test) => test.name.includes(filter));
  for (const test of chosen) print(`@result ${JSON.stringify(await runTest(test, ctx))}`);
  print(`@end ${chosen.length}`);
}
