// The suite in Bun.
import { runChild } from "./support/child.mjs";
import { suiteEntry, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";
import { programOf } from "../util/programs.mjs";

await runRuntime("bun", async ({ report, dir, control, filter }) => {
  const environment = { BIGCOMMERCE_STORE_HASH: "fromenv1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" };
  const entry = await writeEntry(dir, "bun.mjs", suiteEntry("bun", { environment, tellsRefusedConnections: true }));
  await runChild(report, { pass: "ESM", command: programOf("bun"), args: ["run", "--no-install", entry, control, filter], cwd: dir, filtered: filter !== "", env: { ...environment, NO_COLOR: "1" } });
});
