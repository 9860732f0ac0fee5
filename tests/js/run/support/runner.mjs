// What every runner does around its passes: servers, the installed package, the report, and cleaning up.
import { startScenarioServer } from "../../util/scenario-server.mjs";
import { bundleGraphql } from "./bundle.mjs";
import { installPackage } from "./install.mjs";
import { Report } from "./report.mjs";

/** `--filter text` runs the tests whose name has that text. */
export const filterOf = (args = process.argv) => (args.includes("--filter") ? (args[args.indexOf("--filter") + 1] ?? "") : "");

/**
 * @param {string} title
 * @param {(given: { report: Report, dir: string, control: string, filter: string }) => Promise<void>} passes
 * @param {string[]} [tools]
 */
export async function runRuntime(title, passes, tools) {
  const report = new Report(title);
  const servers = await startScenarioServer();
  let project;
  try {
    project = await installPackage(tools);
    await bundleGraphql(project.dir);
    await passes({ report, dir: project.dir, control: servers.url, filter: filterOf() });
  } catch (error) {
    report.broken("set-up", error instanceof Error ? error.message : String(error));
  } finally {
    await project?.remove();
    await servers.close();
    report.close();
  }
}
