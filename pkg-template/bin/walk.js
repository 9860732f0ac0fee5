/** Every file below a folder, as far as a project's own files go. */
import { statSync } from "node:fs";
import { opendir } from "node:fs/promises";
import path from "node:path";
import { CliError, fileFault } from "./failure.js";

/** What others wrote or what tools made; nobody keeps a token there by hand. */
const FOREIGN = new Set(["node_modules", ".git", ".hg", ".svn", ".next", ".nuxt", ".turbo", ".yarn", ".pnpm-store"]);

/** @param {string} link */
function leadsToFolder(link) {
  try {
    return statSync(link).isDirectory();
  } catch {
    // It leads nowhere, which whoever reads it is told.
    return false;
  }
}

/**
 * @typedef {object} Walk
 * @property {AbortSignal} signal
 * @property {(count: number) => void} onFolder told how many folders were read
 * @property {(place: string, why: string) => void} onSkipped told what could not be read
 */

/**
 * Symbolic links to folders are not followed, so that no circle of links is endless; those to files are files.
 *
 * @param {string} root
 * @param {Walk} how
 * @returns {AsyncGenerator<string>} paths from `root`, with `/`, in no order
 */
export async function* walkFiles(root, { signal, onFolder, onSkipped }) {
  const waiting = [""];
  let count = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    try {
      for await (const entry of await opendir(path.join(root, folder))) {
        const place = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!FOREIGN.has(entry.name)) waiting.push(place);
        } else if (!(entry.isSymbolicLink() && leadsToFolder(path.join(root, place)))) {
          yield place;
        }
      }
    } catch (error) {
      if (folder === "") throw new CliError("file", `cannot read the folder: ${fileFault(error)}`);
      onSkipped(folder, fileFault(error));
    }
    if (signal.aborted) throw new CliError("aborted", "ended while files were read");
    count += 1;
    onFolder(count);
  }
}
