// A project of a user with the packed package in its node_modules, removed when the test file ends.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { installPackage, SUITE_ROOT } from "../../run/support/install.mjs";
import { programOf } from "../../util/programs.mjs";

export { SUITE_ROOT };

/** What makes things here are called in hooks, where after() would mean the end of the hook. @type {(() => unknown)[]} */
const undo = [];
after(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

export const NODE_24 = programOf("node24");

/** The Node versions that CommonJS and ES modules are loaded in: the one that runs the tests, and a newer one. */
export const NODES = { [`Node ${process.versions.node.split(".")[0]}`]: process.execPath, "Node 24": NODE_24 };

/** @param {string[]} [tools] packages of tests/js that the project may import too */
export async function makeProject(tools) {
  const { dir, remove } = await installPackage(tools);
  undo.push(remove);
  const file = (name) => path.join(dir, name);
  return {
    dir,
    file,
    home: file("node_modules/bigcommerce-tokens"),
    /** @param {Record<string, string>} files */
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(file(name)), { recursive: true });
        await writeFile(file(name), text);
      }
    },
    /** The sandbox of the installed package, served on a loopback port. */
    async serve() {
      const { createSandbox } = createRequire(file("index.js"))("bigcommerce-tokens/sandbox");
      const sandbox = createSandbox();
      const { url, close } = await sandbox.listen();
      undo.push(close);
      return { sandbox, url };
    },
    readPackage: async () => JSON.parse(await readFile(file("node_modules/bigcommerce-tokens/package.json"), "utf8")),
  };
}

/** A folder that has no node_modules at or above it. */
export async function makeFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), "bigcommerce-tokens-elsewhere-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The sub-paths that code imports, with names each must give. */
export const SUB_PATHS = {
  "bigcommerce-tokens": ["BigCommerceTokens", "BigCommerceError", "init"],
  "bigcommerce-tokens/graphql": ["createStorefrontClient", "TokenRejectedError"],
  "bigcommerce-tokens/runtime": ["detectRuntime"],
  "bigcommerce-tokens/sandbox": ["createSandbox"],
  "bigcommerce-tokens/inspect": ["inspectToken"],
  "bigcommerce-tokens/scopes": ["requiredScopes"],
};

/** The files below a folder, by their paths with `/`. @param {string} folder */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"));
}
