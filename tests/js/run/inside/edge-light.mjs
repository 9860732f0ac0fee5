// Runs the suite inside an edge runtime's context. What the host lends is handed over, since the context has no modules.
import { runTest, tests } from "../../suite/index.mjs";
import { callsMade, disarm, memories, trapAtCall } from "../../suite/support/capture.mjs";

/**
 * @param {any} packages the library's namespaces
 * @param {{ control: string, filter: string, inspect: { name: string, show(value: unknown): string }[], print(line: string): void }} host
 */
export async function runSuite(packages, { control, filter, inspect, print }) {
  const ctx = { ...packages, runtime: "edge-light", servers: { control }, inspect, memories, callsMade, trapAtCall, disarm, environment: {}, tellsRefusedConnections: true };
  const chosen = tests.filter((test) => test.name.includes(filter));
  for (const test of chosen) print(`@result ${JSON.stringify(await runTest(test, ctx))}`);
  print(`@end ${chosen.length}`);
}
