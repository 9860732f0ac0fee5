// What the benchmarks import, in a node_modules of their own: the package as npm would install it now, and its peers.
import { cp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackage } from "../../../tests/js/run/support/install.mjs";
import { programOf } from "../../../tests/js/util/programs.mjs";

/** What people use for the same work today. */
export const PEERS = ["zod", "openapi-fetch", "ky", "openai", "google-auth-library"];

/** The Node versions to measure: the one that runs this, and a newer one. */
export const NODES = { [`Node ${process.versions.node.split(".")[0]}`]: process.execPath, "Node 24": programOf("node24") };

const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));

/** Installs a copy, so that a build under way cannot change the package during a measurement. */
export async function setUp() {
  const { dir, remove } = await installPackage([...PEERS, "esbuild"]);
  try {
    await rm(modules, { recursive: true, force: true });
    await cp(join(dir, "node_modules"), modules, { recursive: true, verbatimSymlinks: true });
  } finally {
    await remove();
  }
}

/** @param {string} name @returns {string} where a package of the benchmarks is */
export function folderOf(name) {
  return modules + name;
}

/** @param {string} name @returns {string} */
export function versionOf(name) {
  return JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8")).version;
}
