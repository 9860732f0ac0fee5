// Where things are: the package, the template it is made of, and the programs the tests start.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const template = resolve(here, "../../../pkg-template");
export const packageFolder = resolve(here, process.env.PKG_DIR ?? "../../../pkg");
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const require = createRequire(import.meta.url);

const modules = resolve(here, "../node_modules");

/** The path of something that must be there, or an error that says how to get it. */
export function needed(path, advice) {
  if (!existsSync(path)) throw new Error(`${path} is missing: ${advice}`);
  return path;
}

/** A program that npm installs as a package per platform, under one scope. */
function program(scope, prefix, file) {
  const folder = needed(join(modules, scope), "run npm install in tests/js");
  const platform = readdirSync(folder).find((name) => name.startsWith(prefix) && existsSync(join(folder, name, file)));
  if (platform === undefined) throw new Error(`${scope}/${prefix}* is missing: run npm install in tests/js`);
  return join(folder, platform, file);
}

export const programs = {
  node20: () => process.execPath,
  node24: () => needed(join(modules, "node24/bin/node"), "run npm install in tests/js"),
  deno: () => program("@deno", "", "deno"),
  bun: () => program("@oven", "bun-", "bin/bun"),
  workerd: () => program("@cloudflare", "workerd-", "bin/workerd"),
};
