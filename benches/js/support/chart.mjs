// The ratios that have a goal, as bars in an SVG that reads on light and dark pages alike.

const WIDTH = 760;
const LEFT = 300;
const BAR = 18;
const GAP = 8;

/**
 * @param {Record<string, any>} parts  results.json's parts
 * @returns {{ label: string, value: number, goal: number, unit: string }[]}
 */
export function figures(parts) {
  const rows = [];
  const { weight, validation, memory } = parts;
  if (weight) {
    rows.push({ label: "weight in a Worker, minified, gzip", value: weight.workerKiB, goal: weight.goal.workerKiB, unit: "KiB" });
  }
  for (const [node, subjects] of Object.entries(parts["cold-start"]?.nodes ?? {})) {
    rows.push({ label: `cold start beside zod and fetch, ${node}`, value: ratioOf(subjects), goal: 0.25, unit: "×" });
  }
  for (const [atATime, subjects] of Object.entries(parts.overhead?.atATime ?? {})) {
    rows.push({ label: `CPU per call beside bare fetch, ${atATime} at a time`, value: ratioOf(subjects), goal: 1.15, unit: "×" });
  }
  const [checked] = Object.values(validation?.stretches ?? {});
  if (checked) rows.push({ label: "checking and building, beside zod", value: ratioOf(checked), goal: 2, unit: "×" });
  const fresh = parts["fresh-token"];
  if (fresh) rows.push({ label: "a fresh token, beside google-auth-library", value: ratioOf(fresh.subjects), goal: fresh.goal.ratio, unit: "×" });
  for (const [run, { grownMiB }] of Object.entries(memory?.runs ?? {})) {
    rows.push({ label: `memory grown, ${run}`, value: Math.max(0, grownMiB.wasm + grownMiB.rss), goal: memory.goal.grownMiB, unit: "MiB" });
  }
  return rows.filter(({ value }) => Number.isFinite(value));
}

/** @param {any} subjects @returns {number} */
function ratioOf(subjects) {
  const ours = subjects?.["bigcommerce-tokens"];
  return (ours?.ratio ?? ours?.cpu?.ratio)?.median ?? Number.NaN;
}

/** @param {Record<string, any>} parts */
export function chart(parts) {
  const rows = figures(parts);
  const height = 40 + rows.length * (BAR + GAP);
  // Every bar is drawn in units of its goal, so that one line stands for all of them.
  const goalX = LEFT + (WIDTH - LEFT - 120) / 2;
  const bars = rows.map(({ label, value, goal, unit }, index) => {
    const y = 30 + index * (BAR + GAP);
    const share = Math.min(value / goal, 1.9);
    const width = Math.max(1, share * (goalX - LEFT));
    const fill = value <= goal ? "#2a7f62" : "#b4552d";
    return `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${label}</text>
<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2" fill="${fill}"/>
<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 13}">${Number(value.toPrecision(3))} ${unit} (goal ${goal})</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Measured figures beside their goals">
<style>text{font:12px system-ui,sans-serif;fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>
<line x1="${goalX}" y1="22" x2="${goalX}" y2="${height - 6}" stroke="#8b949e" stroke-dasharray="3 3"/>
<text x="${goalX}" y="16" text-anchor="middle">goal</text>
${bars.join("\n")}
</svg>
`;
}
