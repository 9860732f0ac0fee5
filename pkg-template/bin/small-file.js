// Reads a file that is expected to be a small text, and says why it is not read if it is something else.
import { open, stat } from "node:fs/promises";
import { fileFault } from "./failure.js";

const LARGEST = 1024 * 1024;

/** @param {string} file @returns {Promise<{ text: string } | { why: string }>} the text as Latin-1, which keeps every byte */
export async function readSmallFile(file) {
  try {
    // Before it is opened: a pipe would wait for its other end.
    const stats = await stat(file);
    if (!stats.isFile()) return { why: "it is no file" };
    if (stats.size > LARGEST) return { why: "it is larger than 1 MiB" };
    const handle = await open(file);
    try {
      const text = await handle.readFile("latin1");
      return text.includes("\0") ? { why: "it is no text" } : { text };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { why: fileFault(error) };
  }
}
