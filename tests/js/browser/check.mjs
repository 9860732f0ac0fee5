// Tables of checks, counted. One line per failure, one line at the end.
let passed = 0;
let failed = 0;

/** Runs `check` for every row that has a `name`; a check fails by throwing. */
export async function table(title, rows, check) {
  const started = performance.now();
  const failuresBefore = failed;
  for (const row of rows) {
    try {
      await check(row);
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`not ok: ${title}: ${row.name}\n  ${String(error?.message ?? error).replaceAll("\n", "\n  ")}`);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${title}: ${rows.length - (failed - failuresBefore)} of ${rows.length} in ${seconds} s`);
}

/** Prints the sum and says whether everything passed. */
export function summary() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/** Fails if the promise takes longer than anything here ever should. */
export function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
