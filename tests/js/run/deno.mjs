// The suite in Deno, with the network as its only permission: no environment, no files, no prompts.
import { runChild } from "./support/child.mjs";
import { suiteEntry, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";
import { programOf } from "../util/programs.mjs";

await runRuntime("deno", async ({ report, dir, control, filter }) => {
  const entry = await writeEntry(dir, "deno.mjs", suiteEntry("deno", { tellsRefusedConnections: true }));
  const args = ["run", "--quiet", "--no-prompt", "--cached-only", "--no-lock", "--node-modules-dir=manual", "--allow-net=127.0.0.1", entry, control, filter];
  await runChild(report, { pass: "--allow-net", command: programOf("deno"), args, cwd: dir, filtered: filter !== "", env: { DENO_DIR: `${dir}/deno-cache`, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" } });
});
