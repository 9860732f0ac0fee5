/** What asks from outside that a command ends, and how the process ends then. */
import { constants } from "node:os";

/** @typedef {"SIGINT" | "SIGTERM" | "SIGHUP"} Interrupt */

const INTERRUPTS = /** @type {readonly Interrupt[]} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** What a shell tells of a process that a signal has ended. @param {Interrupt} by */
export const statusOf = (by) => 128 + constants.signals[by];

/**
 * The first Ctrl-C, or another's wish that it ends, lets a command end in order; the second ends the process.
 *
 * @returns {{ signal: AbortSignal, received(): Interrupt | undefined }}
 */
export function listenForInterrupt() {
  const controller = new AbortController();
  /** @type {Interrupt | undefined} */
  let first;
  for (const name of INTERRUPTS) {
    process.on(name, () => {
      if (first !== undefined) leave(statusOf(name), name);
      first = name;
      controller.abort();
    });
  }
  return { signal: controller.signal, received: () => first };
}

/**
 * Ends the process. Node waits at its end for what its threads are doing, and a pipe that nobody writes to is read for ever: so a signal
 * is no longer listened to from then on, and ends that too, and `by` is raised again, which waits for nothing.
 *
 * @param {number} exit
 * @param {Interrupt} [by]
 */
export function leave(exit, by) {
  // The last of those who listen to the end: they have files to take away.
  process.once("exit", () => {
    for (const name of INTERRUPTS) process.removeAllListeners(name);
    // Windows knows no signals; a process that sends itself one would lose its exit code there.
    if (by !== undefined && process.platform !== "win32") process.kill(process.pid, by);
  });
  process.exit(exit);
}
