/**
 * The sandbox's time: the real clock plus an offset that a test may move, so that hours pass at once.
 *
 * @typedef {object} Sleeper
 * @property {number} deadline
 * @property {() => void} wake
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 */

/** Runtimes fire a timer longer than this at once, so a longer sleep is cut into pieces. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The unit of tokens and their claims. @param {number} ms */
export const toSeconds = (ms) => Math.floor(ms / 1000);

/** @returns {{ now(): number, sleep(ms: number, signal?: AbortSignal | null): Promise<void>, advance(ms: number): void }} */
export function createClock() {
  let offset = 0;
  /** @type {Set<Sleeper>} */
  const sleepers = new Set();
  const now = () => Date.now() + offset;

  /** Wakes the sleeper if its time has come, else sets its timer anew. @param {Sleeper} sleeper */
  function arm(sleeper) {
    clearTimeout(sleeper.timer);
    const remaining = sleeper.deadline - now();
    if (remaining <= 0) sleeper.wake();
    else sleeper.timer = setTimeout(() => arm(sleeper), Math.min(remaining, LONGEST_TIMER_MS));
  }

  return Object.freeze({
    now,

    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (typeof ms !== "number" || Number.isNaN(ms)) throw new TypeError("clock.sleep: expected a number of milliseconds");
        if (signal?.aborted) throw signal.reason;
        const leave = () => {
          clearTimeout(sleeper.timer);
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", onAbort);
        };
        const onAbort = () => {
          leave();
          reject(signal?.reason);
        };
        /** @type {Sleeper} */
        const sleeper = {
          deadline: now() + ms,
          timer: undefined,
          wake: () => {
            leave();
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", onAbort, { once: true });
        arm(sleeper);
      });
    },

    advance(ms) {
      if (!Number.isFinite(ms)) throw new TypeError("clock.advance: expected a finite number of milliseconds");
      offset += ms;
      for (const sleeper of [...sleepers]) arm(sleeper);
    },
  });
}
