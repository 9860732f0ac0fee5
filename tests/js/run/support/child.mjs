// Runs one pass in a process of its own and reads its results line by line.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const MARK = "@result ";
const END = "@end ";
/** Pooled connections may keep a process for a few seconds. A forgotten timer of the client is at most its total deadline. */
const LINGER_MS = 30_000;

/**
 * A filter may leave a pass without a test; nothing else may.
 * @param {import("./report.mjs").Report} report
 * @param {{ pass: string, command: string, args: string[], cwd: string, env?: Record<string, string | undefined>, filtered?: boolean, withinMs?: number }} options
 */
export async function runChild(report, { pass, command, args, cwd, env, filtered = false, withinMs = 900_000 }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let last = "none";
  let announced = -1;
  let results = 0;
  let doneAt = 0;
  let lingering = false;
  const noise = [];
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  const read = (line) => {
    if (line.startsWith(MARK)) {
      const result = JSON.parse(line.slice(MARK.length));
      last = result.name;
      results += 1;
      report.add(pass, result);
    } else if (line.startsWith(END)) {
      announced = Number(line.slice(END.length));
      doneAt = Date.now();
      setTimeout(linger, LINGER_MS).unref();
    } else if (line.trim()) noise.push(line);
  };
  const linger = () => {
    lingering = child.exitCode === null && child.kill("SIGKILL");
  };
  createInterface({ input: child.stdout }).on("line", read);
  createInterface({ input: child.stderr }).on("line", (line) => line.trim() && noise.push(line));
  const ended = await new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("close", (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`));
  });
  clearTimeout(timer);
  if (process.argv.includes("--slow")) console.log(`${String(Date.now() - doneAt).padStart(7)} ms [${pass}] from the last test to the end of the process`);
  if (lingering) report.broken(pass, `the process was still alive ${LINGER_MS} ms after its last test: something was left open`);
  else if (ended !== undefined) report.broken(pass, `the process ${ended}; last test that ended: ${last}; its last words: ${noise.slice(-12).join(" / ")}`);
  else if (announced !== results || (results === 0 && !filtered)) report.broken(pass, `${results} results came where ${announced} were announced`);
}
