// CPU time of one call against a loopback server in another process, one at a time and 32 at a time.
import { TOKEN } from "./support/exchange.mjs";
import { interleave, repeat } from "./support/measure.mjs";
import { report, shown } from "./support/report.mjs";
import { startServer } from "./support/server.mjs";
import { SUBJECTS } from "./support/subjects.mjs";

const ROUNDS = 31;
const CALLS = 256;
const BASELINE = "fetch";

const { origin, stop } = await startServer();
const results = {};
try {
  const calls = Object.entries(SUBJECTS).map(([name, make]) => ({ name, call: make(origin) }));
  for (const { name, call } of calls) {
    if ((await call()) !== TOKEN) throw new Error(`${name} does not give the token of the answer`);
  }
  for (const concurrency of [1, 32]) {
    const turn = (call) => async () => {
      await repeat(call, CALLS, concurrency);
      return CALLS;
    };
    const turns = Object.fromEntries(calls.map(({ name, call }) => [name, turn(call)]));
    results[concurrency] = await interleave(turns, { rounds: ROUNDS, warmUp: 8, baseline: BASELINE });
  }
} finally {
  stop();
}

const tables = Object.entries(results).map(([concurrency, subjects]) => ({
  title: `CPU per call, ${concurrency} at a time: median (min-max) of ${ROUNDS} rounds of ${CALLS} calls`,
  rows: [
    ["", "microseconds", `ratio to ${BASELINE}`],
    ...Object.entries(subjects).map(([name, { microseconds, ratio }]) => [name, shown(microseconds, 0), shown(ratio)]),
  ],
}));
report("overhead", { node: process.version, goal: { ratio: 1.15 }, rounds: ROUNDS, calls: CALLS, atATime: results }, tables);
