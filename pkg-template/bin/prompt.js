// Questions to a person. They go to stderr, so that stdout stays the result's.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CliError } from "./failure.js";

/** @typedef {import("./context.js").Context} Context */

/** @param {Pick<Context, "stdin" | "stderr">} context */
export const canAsk = ({ stdin, stderr }) => stdin.isTTY === true && stderr.isTTY === true;

/**
 * Node's line editor over an output that goes nowhere: it takes the terminal's echo away, understands Backspace and Ctrl-U, and
 * gives the echo back when it is closed, by Ctrl-C too.
 *
 * @param {Context} context
 * @param {string} question
 * @param {{ hidden: boolean }} how
 * @returns {Promise<string>}
 */
export function ask({ stdin, stderr, signal }, question, { hidden }) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input: stdin, output: hidden ? nowhere : stderr, terminal: true, historySize: 0 });
  // Only now is the echo gone: who types or pastes at the sight of the question is not seen.
  stderr.write(question);
  return new Promise((resolve, reject) => {
    const stop = () => {
      editor.close();
      reject(new CliError("aborted", "ended at the prompt; nothing was sent"));
    };
    const end = () => {
      signal.removeEventListener("abort", stop);
      stderr.write("\n");
      // Ctrl-D: there is no answer.
      stop();
    };
    signal.addEventListener("abort", stop, { once: true });
    editor.once("SIGINT", () => editor.close());
    editor.once("close", end);
    editor.once("line", (line) => {
      editor.off("close", end);
      signal.removeEventListener("abort", stop);
      editor.close();
      if (hidden) stderr.write("\n");
      resolve(line);
    });
  });
}
