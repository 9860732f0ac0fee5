// The suite in Vercel's edge runtime, bundled by the edge-light condition.
import path from "node:path";
import { bundleForEdgeLight } from "./support/bundle.mjs";
import { runChild } from "./support/child.mjs";
import { SUITE_ROOT } from "./support/install.mjs";
import { NAMESPACES, PACKAGE_IMPORTS, urlOf, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";

const ENTRY = `${PACKAGE_IMPORTS}import { runSuite } from ${JSON.stringify(urlOf("run/inside/edge-light.mjs"))};
globalThis.runSuite = (host) => runSuite({ ${NAMESPACES} }, host);
`;

await runRuntime("edge-light", async ({ report, dir, control, filter }) => {
  const entry = await writeEntry(dir, "edge-entry.mjs", ENTRY);
  const { file, wasm } = await bundleForEdgeLight(entry, dir);
  const args = ["--unhandled-rejections=strict", path.join(SUITE_ROOT, "run/inside/edge-host.mjs"), file, control, filter, ...wasm];
  await runChild(report, { pass: "edge-runtime", command: process.execPath, args, cwd: dir, filtered: filter !== "", env: { NODE_OPTIONS: "", NO_COLOR: "1" } });
});
