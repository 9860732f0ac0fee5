// What the benchmarks import: a copy of pkg/ as it is now, and the peers as tests/js pins them, in a node_modules of their own.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** What people use for the same work today. */
export const PEERS = ["zod", "openapi-fetch", "ky", "openai"];

const modules = at("../node_modules/");
const tools = at("../../../tests/js/node_modules/");

/** The Node versions to measure: the one that runs this, and a newer one. */
export const NODES = { [`Node ${process.versions.node.split(".")[0]}`]: process.execPath, "Node 24": `${tools}node24/bin/node` };

/** The package is copied, so that a build under way cannot change it during a measurement. */
export function setUp() {
  const built = at("../../../pkg/");
  if (!existsSync(built)) throw new Error("there is no pkg: run `cargo xtask build`");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules);
  cpSync(built, `${modules}bigcommerce-tokens`, { recursive: true });
  for (const name of [...PEERS, "esbuild"]) {
    if (!existsSync(tools + name)) throw new Error(`there is no ${name} in tests/js: run \`npm ci\` there`);
    symlinkSync(tools + name, modules + name, "dir");
  }
}

/** @param {string} name @returns {string} where a package of the benchmarks is */
export function folderOf(name) {
  return modules + name;
}

/** @param {string} name @returns {string} */
export function versionOf(name) {
  return JSON.parse(readFileSync(`${folderOf(name)}/package.json`, "utf8")).version;
}
