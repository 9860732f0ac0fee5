// Where npm put the program of a runtime: each platform's comes as a package of its own, whose files are taken as they are.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));

const PLACES = {
  deno: ["@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno", "@deno/darwin-x64/deno"],
  node24: ["node24/bin/node"],
  workerd: ["@cloudflare/workerd-linux-64/bin/workerd", "@cloudflare/workerd-linux-arm64/bin/workerd", "@cloudflare/workerd-darwin-arm64/bin/workerd", "@cloudflare/workerd-darwin-64/bin/workerd"],
  bun: ["@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun", "@oven/bun-darwin-x64/bin/bun"],
};

/** @param {"node" | "node24" | "deno" | "bun" | "workerd"} runtime @returns {string} the program; Node is the one that runs this */
export function programOf(runtime) {
  if (runtime === "node") return process.execPath;
  const found = PLACES[runtime].map((place) => join(modules, place)).find((path) => existsSync(path));
  if (!found) throw new Error(`there is no ${runtime} in ${modules}: run \`npm install\` in tests/js`);
  return found;
}
