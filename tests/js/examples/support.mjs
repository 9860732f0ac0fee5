// What the tests of the examples share: a copy of the examples beside the built package, and a way to run programs.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, "../../..");
const pkg = join(repository, "pkg");

/** The examples in a folder of their own, so that nothing is written into the checkout. @returns {Promise<{ root: string, remove(): Promise<void> }>} */
export async function stageExamples() {
  if (!existsSync(join(pkg, "package.json"))) throw new Error(`${pkg} is missing: run \`cargo xtask build\` first`);
  const root = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-examples-"));
  await cp(join(repository, "examples"), root, { recursive: true, filter: (source) => !source.split(/[/\\]/).includes("node_modules") });
  await mkdir(join(root, "node_modules"));
  await symlink(pkg, join(root, "node_modules/bigcommerce-tokens"));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** The environment without what would make an example reach a real store. */
export function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BIGCOMMERCE|B2B|NODE_TEST)_/.test(name)));
}

/** @param {string} command @param {string[]} args @param {{ cwd: string }} options @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} */
export function run(command, args, { cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
