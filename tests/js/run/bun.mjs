// The suite in Bun.
import { runChild } from "./support/child.mjs";
import { binaryOf } from "./support/install.mjs";
import { suiteEntry, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";

const BINARIES = ["@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun", "@oven/bun-darwin-x64/bin/bun"];

await runRuntime("bun", async ({ report, dir, control, filter }) => {
  const environment = { BIGCOMMERCE_STORE_HASH: "fromenv1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" };
  const entry = await writeEntry(dir, "bun.mjs", suiteEntry("bun", { environment, tellsRefusedConnections: true }));
  await runChild(report, { pass: "ESM", command: binaryOf(BINARIES), args: ["run", "--no-install", entry, control, filter], cwd: dir, filtered: filter !== "", env: { ...environment, NO_COLOR: "1" } });
});
