/** The command line: reads it, runs the command, tells the result, and ends with the code that belongs to it. */
import { readCommandLine } from "./command-line.js";
import { commands } from "./commands.js";
import { createContext, joinLines, toJson } from "./context.js";
import { describeError } from "./describe-error.js";
import { exitCodeOf } from "./exit-codes.js";
import { helpData, helpOf, overview } from "./help.js";
import { leave, listenForInterrupt, statusOf } from "./interrupt.js";
import { ReadAbandoned } from "./read-text.js";
import { painter, takesColour } from "./terminal.js";
import { packageVersion } from "./version.js";

/** A reader that ends early, such as `head`, is no failure; and what is told beside a result must not cost the result. */
function bearClosedPipes() {
  process.stdout.on("error", (error) => process.exit(Object(error).code === "EPIPE" ? 0 : exitCodeOf("file")));
  process.stderr.on("error", () => {});
}

/** @param {import("./command-line.js").CommandLine} line @param {AbortSignal} signal @returns {Promise<import("./context.js").Report | undefined>} */
async function answer(line, signal) {
  const { command, values } = line;
  if (values.version) return { data: { version: packageVersion() }, lines: [packageVersion()] };
  if (command === undefined || values.help) {
    return { data: helpData(commands, command), lines: command === undefined ? overview(commands) : helpOf(command), exit: command === undefined && !values.help ? exitCodeOf("usage") : 0 };
  }
  const context = createContext(line, signal);
  try {
    return await command.run(context);
  } finally {
    context.progress.clear();
  }
}

/** @param {NodeJS.WriteStream} stream @param {string} text @returns {Promise<void>} */
const write = (stream, text) => new Promise((resolve) => stream.write(text, () => resolve()));

/** Writes what must not get lost. @param {string} text @returns {Promise<unknown>} why it was not taken */
function hand(text) {
  process.stdout.removeAllListeners("error").on("error", () => {});
  return new Promise((resolve) => process.stdout.write(text, (error) => resolve(error ?? undefined)));
}

/** @param {readonly string[]} argv without Node and the program */
export async function main(argv) {
  bearClosedPipes();
  const interrupt = listenForInterrupt();
  const json = argv.includes("--json");
  let taken = true;
  let exit = 0;
  /** @type {import("./interrupt.js").Interrupt | undefined} */
  let by;
  try {
    const report = await answer(readCommandLine(argv, commands), interrupt.signal);
    if (report !== undefined) {
      exit = report.exit ?? 0;
      const text = json ? toJson(report.data) : joinLines(report.lines);
      if (report.ifNotTaken === undefined) await write(process.stdout, text);
      else {
        const error = await hand(text);
        taken = error === undefined;
        if (!taken) throw report.ifNotTaken(error);
      }
    }
  } catch (error) {
    const told = describeError(error, painter(takesColour(process.stderr, process.env)));
    by = error instanceof ReadAbandoned ? interrupt.received() : undefined;
    exit = by === undefined ? exitCodeOf(told.data.code) : statusOf(by);
    if (json && taken) await write(process.stdout, toJson({ error: told.data, exitCode: exit }));
    else await write(process.stderr, joinLines(told.lines));
  }
  // Not left to Node: a connection that is kept, or a terminal that is read, would hold the process.
  leave(exit, by);
}
