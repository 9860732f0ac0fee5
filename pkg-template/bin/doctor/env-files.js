// The files of a project that hold variables: `.env` and its kin, wrangler's `.dev.vars`, and the scripts of package.json.
import path from "node:path";
import { scanEnv } from "../env-file.js";
import { readSmallFile } from "../small-file.js";
import { walkFiles } from "../walk.js";

/**
 * @typedef {{ file: string, line: number, name: string, value: string }} Variable `line` 0: it stands in no line of its own
 * @typedef {{ files: string[], variables: Variable[], skipped: { file: string, why: string }[] }} Found
 */

const ENV_FILE = /^\.(?:env|dev\.vars)/;

/** What a script sets for itself, such as `NODE_TLS_REJECT_UNAUTHORIZED=0 next dev`. @param {string} file @param {string} text @returns {Variable[]} */
function fromScripts(file, text) {
  try {
    const scripts = Object.entries(JSON.parse(text).scripts ?? {});
    return scripts.flatMap(([script, line]) =>
      [...String(line).matchAll(/(?:^|[\s;&])([A-Za-z_]\w*)=(\S*)/g)].map(([, name, value]) => ({ file: `${file} (${script})`, line: 0, name, value })),
    );
  } catch {
    // No package.json of npm.
    return [];
  }
}

/**
 * @param {string} folder
 * @param {{ signal: AbortSignal, progress: { show(text: string): void } }} context
 * @returns {Promise<Found>}
 */
export async function findVariables(folder, { signal, progress }) {
  /** @type {Found} */
  const found = { files: [], variables: [], skipped: [] };
  const walk = walkFiles(folder, {
    signal,
    onFolder: (count) => progress.show(`${count} folders read, ${found.files.length} files with variables`),
    onSkipped: (file, why) => found.skipped.push({ file: `${file}/`, why }),
  });
  for await (const file of walk) {
    const base = path.posix.basename(file);
    if (!ENV_FILE.test(base) && base !== "package.json") continue;
    const read = await readSmallFile(path.join(folder, file));
    if ("why" in read) {
      found.skipped.push({ file, why: read.why });
    } else if (base === "package.json") {
      found.variables.push(...fromScripts(file, read.text));
    } else {
      found.files.push(file);
      found.variables.push(...scanEnv(read.text).map(({ name, value, line }) => ({ file, line, name, value })));
    }
  }
  found.files.sort();
  return found;
}
