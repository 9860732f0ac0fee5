// A benchmark tells its result twice: as JSON on standard output for programs, as a table on standard error for people.

/**
 * @param {string} part
 * @param {Record<string, unknown>} result
 * @param {{ title: string, rows: (string | number)[][] }[]} tables  the first row of each holds the headings
 */
export function report(part, result, tables) {
  for (const { title, rows } of tables) console.error(`\n${title}\n${layOut(rows)}`);
  console.log(JSON.stringify({ part, ...result }));
}

/** @param {{ min: number, median: number, max: number }} spread @param {number} [digits] */
export function shown({ min, median, max }, digits = 2) {
  const text = (/** @type {number} */ value) => value.toFixed(digits);
  return `${text(median)} (${text(min)}-${text(max)})`;
}

/** @param {(string | number)[][]} rows */
function layOut(rows) {
  const texts = rows.map((row) => row.map(String));
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join("  ");
  return texts.map(line).join("\n");
}
