// What the tests of the examples share: a copy of the examples beside the built package, and a way to run programs.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
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
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const target = join(root, "node_modules", name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(name === "bigcommerce-tokens" ? pkg : join(here, "../node_modules", name), target);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** The environment without what would make an example reach a real store. */
export function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BIGCOMMERCE|B2B|NODE_TEST)_/.test(name)));
}

/** @param {string} command @param {string[]} args @param {{ cwd: string, env?: Record<string, string> }} options @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} */
export function run(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Starts a program that serves until it is ended.
 *
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, ready: RegExp }} options `ready` finds its address in what it prints
 * @returns {Promise<{ url: string, output(): string, stop(): Promise<number | null> }>}
 */
export async function serve(command, args, { cwd, env, ready }) {
  const child = spawn(command, args, { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const ended = new Promise((resolve) => child.once("close", resolve));
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      const found = ready.exec(output);
      if (found) resolve(found[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`it ended with exit code ${code}: ${output}`)));
    setTimeout(() => reject(new Error(`it was not ready within a minute: ${output}`)), 60_000).unref();
  }).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    url,
    output: () => output,
    stop: () => {
      child.kill("SIGTERM");
      // What does not end when it is asked would keep the test alive.
      setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
      return ended;
    },
  };
}
