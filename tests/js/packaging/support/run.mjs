// Runs a program to its end and gives back all that it said.
import { spawn } from "node:child_process";

/** Long enough for the slowest tool on a busy machine; a program that hangs is ended. */
const WITHIN_MS = 120_000;

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export function run(command, args, { cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    // What this test runner tells its children would change how other test runners print.
    const { NODE_TEST_CONTEXT, NODE_OPTIONS, ...inherited } = process.env;
    const child = spawn(command, args, { cwd, env: { ...inherited, NO_COLOR: "1", ...env }, stdio: ["ignore", "pipe", "pipe"], timeout: WITHIN_MS, killSignal: "SIGKILL" });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a program that must succeed. @param {Parameters<typeof run>} given @returns {Promise<string>} what it printed */
export async function runWell(...given) {
  const { code, stdout, stderr } = await run(...given);
  if (code !== 0) throw new Error(`${given[0]} ${given[1].join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}
