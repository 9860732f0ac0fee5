// The suite in workerd, bundled by the workerd condition: with and without Node's modules, in handlers and in a Durable
// Object; and 200 requests at once through one isolate, some of whose clients go away.
import path from "node:path";
import { bundleForWorkerd } from "./support/bundle.mjs";
import { NAMESPACES, PACKAGE_IMPORTS, urlOf, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";
import { crowd } from "./support/crowd.mjs";
import { startWorkerd } from "./support/workerd-process.mjs";

/** Since 2026-08-04 a worker has Node's modules unless it says otherwise. */
const variants = [
  { variant: "nodejs_compat", date: "2026-11-01", flags: [], nodeModules: true },
  { variant: "no nodejs_compat", date: "2025-06-01", flags: [], nodeModules: false },
];

const entryText = (nodeModules) => `${PACKAGE_IMPORTS}${nodeModules ? 'import util from "node:util";\n' : "const util = undefined;\n"}import { createWorker } from ${JSON.stringify(urlOf("run/inside/workerd.mjs"))};
const { worker, SuiteObject } = createWorker({ ${NAMESPACES} }, util);
export { SuiteObject };
export default worker;
`;

async function ask(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
  return response.json();
}

await runRuntime("workerd", async ({ report, dir, control, filter }) => {
  for (const { variant, date, flags, nodeModules } of variants) {
    const outdir = path.join(dir, variant.replaceAll(" ", "-"));
    const entry = await writeEntry(dir, `${variant.replaceAll(" ", "-")}.mjs`, entryText(nodeModules));
    const { wasm } = await bundleForWorkerd(entry, outdir, { nodeModules });
    const workerd = await startWorkerd({ outdir, wasm, date, flags, control });
    try {
      if (!filter) await crowd(report, `${variant}, 200 requests at once`, workerd.url, control);
      const names = await ask(`${workerd.url}/names`);
      for (const where of ["handler", "object"]) {
        for (const [index, name] of names[where].entries()) {
          if (name.includes(filter)) report.add(`${variant}, ${where}`, await ask(`${workerd.url}/${where}?index=${index}`));
        }
      }
      const uncaught = workerd.log.filter((line) => /uncaught|unhandled|fatal/i.test(line));
      if (uncaught.length > 0) report.broken(variant, `uncaught in workerd: ${uncaught.slice(0, 3).join(" / ")}`);
    } catch (error) {
      report.broken(variant, `${error instanceof Error ? error.message : error}; workerd's last words: ${workerd.log.slice(-6).join(" / ")}`);
    } finally {
      await workerd.stop();
    }
  }
});
