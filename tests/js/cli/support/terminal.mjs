// A command on a real pseudo-terminal, made by `script` of util-linux, with a person who types when a text appears.
import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { merged } from "./stage.mjs";

const WITHIN_MS = 60_000;
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function checkScript() {
  try {
    execFileSync("script", ["--version"], { stdio: "ignore" });
  } catch {
    throw new Error("the tests of the terminal need `script` of util-linux: install it (Debian: bsdutils)");
  }
}

/**
 * @param {Awaited<ReturnType<typeof import("./stage.mjs").makeStage>>} stage
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, types?: readonly { when: RegExp | Promise<unknown>, keys: string }[] }} [how]
 *   `when`: what appears on the screen, or happens elsewhere, before the keys are pressed
 * @returns {Promise<{ code: number | null, screen: string, echo: boolean, cwd: string }>} `echo`: whether the terminal shows what is typed, afterwards
 */
export async function onTerminal(stage, args, { env = {}, cwd, types = [] } = {}) {
  checkScript();
  const folder = cwd ?? (await stage.folder());
  const program = path.join(await stage.folder(), "program.sh");
  const command = [process.execPath, stage.bin, ...args].map(quote).join(" ");
  // Ctrl-C is for the command and not for this shell, which tells the state of the terminal afterwards.
  writeFileSync(program, `trap : INT\nstty cols 100 rows 30\n${command}\ncode=$?\necho; stty -a | tr ' ' '\\n' | grep -x -e echo -e -echo | sed 's/^/STATE /'\nexit $code\n`);
  // `exec`, since `script` runs this in whatever $SHELL is: one that stayed above the program would die of the Ctrl-C itself.
  const child = spawn("script", ["-qefc", `exec sh ${quote(program)}`, "/dev/null"], { cwd: folder, env: merged(stage.env, { TERM: "xterm-256color", ...env }), timeout: WITHIN_MS, killSignal: "SIGKILL" });
  let screen = "";
  const waiting = types.filter(({ when }) => when instanceof RegExp);
  for (const { when, keys } of types) if (when instanceof Promise) when.then(() => child.stdin.write(keys));
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    screen += chunk;
    while (waiting.length > 0 && waiting[0].when.test(screen)) child.stdin.write(waiting.shift().keys);
  });
  child.stdin.on("error", () => {});
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const state = /STATE (-?echo)/.exec(screen)?.[1];
  if (state === undefined) throw new Error(`the terminal's state is missing:\n${screen}`);
  return { code, screen: screen.slice(0, screen.lastIndexOf("STATE")).replaceAll("\r\n", "\n"), echo: state === "echo", cwd: folder };
}
