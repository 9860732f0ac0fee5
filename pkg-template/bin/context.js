/**
 * What a command is given, and what it gives back.
 *
 * @typedef {object} Report
 * @property {unknown} data for --json
 * @property {readonly string[]} lines for people and pipes
 * @property {number} [exit] 0 where it is not said
 * @property {(error: unknown) => Error} [ifNotTaken] what to say where standard output fails: for what exists nowhere else
 *
 * @typedef {object} Context
 * @property {Record<string, any>} values of the options
 * @property {string[]} operands
 * @property {Record<string, string | undefined>} env
 * @property {NodeJS.ReadStream} stdin
 * @property {import("./terminal.js").Stream} stdout
 * @property {import("./terminal.js").Stream} stderr
 * @property {AbortSignal} signal aborted by Ctrl-C
 * @property {(style: import("./terminal.js").Style, text: string) => string} paint for stdout
 * @property {{ show(text: string): void, clear(): void }} progress
 * @property {(line: string) => void} note tells something beside the result, on stderr
 * @property {(report: Report) => void} print for a command that goes on after its result
 */
import { createProgress, painter, printable, takesColour } from "./terminal.js";

/** @param {readonly string[]} lines */
export const joinLines = (lines) => lines.map((line) => `${line}\n`).join("");

/** One document. The control characters that JSON lets stand would reach the terminal. @param {unknown} data */
export function toJson(data) {
  return `${JSON.stringify(data, null, 2).replace(/[\u007f-\u009f]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)}\n`;
}

/**
 * @param {import("./command-line.js").CommandLine} line
 * @param {AbortSignal} signal
 * @returns {Context}
 */
export function createContext({ values, operands }, signal) {
  const { env, stdin, stdout, stderr } = process;
  const progress = createProgress(stderr, env);
  return {
    values,
    operands,
    env,
    stdin,
    stdout,
    stderr,
    signal,
    paint: painter(takesColour(stdout, env)),
    progress,
    note(text) {
      progress.clear();
      stderr.write(`${printable(text)}\n`);
    },
    print(report) {
      progress.clear();
      stdout.write(values.json ? toJson(report.data) : joinLines(report.lines));
    },
  };
}
