// Measuring on a machine that others use too: short turns of every subject in a new order each round, the CPU time of this
// process instead of the clock, and ratios within a round, where both sides saw the same machine.

/** @typedef {{ min: number, median: number, max: number }} Spread */

/** @param {number[]} values @returns {Spread} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { min: round(sorted[0]), median: round(median), max: round(sorted[sorted.length - 1]) };
}

/**
 * Makes `calls` calls, at most `concurrency` at a time.
 *
 * @param {() => Promise<unknown>} call
 * @param {number} calls
 * @param {number} [concurrency]
 */
export async function repeat(call, calls, concurrency = 1) {
  let left = calls;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

/**
 * Interleaves turns of the subjects. A turn does its work and says how many calls that was, or how many microseconds each took
 * where it measured by itself.
 *
 * @param {Record<string, () => Promise<number | { each: number }>>} turns
 * @param {{ rounds: number, warmUp: number, baseline: string }} plan
 * @returns {Promise<Record<string, { microseconds: Spread, ratio: Spread }>>}
 */
export async function interleave(turns, { rounds, warmUp, baseline }) {
  const names = Object.keys(turns);
  const samples = Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let at = -warmUp; at < rounds; at += 1) {
    for (const name of shuffled(names)) {
      // No gc() in between: it throws compiled code away, and every subject would be measured cold.
      const before = process.cpuUsage();
      const done = await turns[name]();
      const { user, system } = process.cpuUsage(before);
      if (at >= 0) samples[name].push(typeof done === "number" ? (user + system) / done : done.each);
    }
  }
  const compared = (name) => samples[name].map((value, at) => value / samples[baseline][at]);
  return Object.fromEntries(names.map((name) => [name, { microseconds: spread(samples[name]), ratio: spread(compared(name)) }]));
}

/** @param {number} value  rounded to what such measurements can tell */
export function round(value) {
  return Number(value.toPrecision(4));
}

/** @template T @param {T[]} items */
function shuffled(items) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
