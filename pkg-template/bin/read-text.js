// Reads a file that may be a pipe, such as the shell's `<(command)`, and ends when it is told to.
import { readFile } from "node:fs/promises";
import { CliError } from "./failure.js";

/** The read goes on in one of Node's threads: a plain exit would wait for it. */
export class ReadAbandoned extends CliError {
  constructor() {
    super("aborted", "ended while a file was read; nothing was sent");
  }
}

/**
 * @param {string} file
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export function readText(file, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new ReadAbandoned());
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    // Not by the signal of readFile itself: it is looked at between two pieces, and here none comes.
    readFile(file, "utf8").then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
