// A clock for waits that tests must not sit through.

/**
 * Every sleep is written down, moves `now` and ends on the next turn of the event loop. `startMs` is a whole second.
 * @returns {{ now(): number, sleep(ms: number, signal?: AbortSignal): Promise<void>, slept: number[] }}
 */
export function instantClock(startMs = 1_900_000_000_000) {
  let now = startMs;
  const slept = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      slept.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal?.aborted) throw signal.reason;
      now += ms;
    },
  };
}
