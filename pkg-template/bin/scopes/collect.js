// From files to whole documents: every operation with the fragments it needs, wherever they stand.
import { CliError } from "../failure.js";
import { readSmallFile } from "../small-file.js";
import { definitionsOf } from "./definitions.js";
import { documentsIn } from "./templates.js";

/**
 * @typedef {import("./definitions.js").Definition & { file: string }} Placed
 * @typedef {{ file: string, line: number, name: string, document: string }} Operation
 * @typedef {{ operations: Operation[], fragments: number, notes: string[] }} Collected
 */

/** @param {string} file @param {string} text @param {string[]} notes @returns {Placed[]} */
function definitionsIn(file, text, notes) {
  const documents = /\.(?:graphql|gql)s?$/i.test(file) ? [{ text, line: 1, gaps: [] }] : documentsIn(text);
  return documents.flatMap((document) => {
    for (const line of document.gaps) notes.push(`${file}:${line}: what is put into a selection here is not read, and may ask for more`);
    return definitionsOf(document.text).map((found) => ({ ...found, file, line: document.line + found.line - 1 }));
  });
}

/** The fragment that is meant: of the same file, else the first of any. @param {ReadonlyMap<string, Placed[]>} fragments @param {string} name @param {string} file */
function meant(fragments, name, file) {
  const all = fragments.get(name) ?? [];
  return all.find((fragment) => fragment.file === file) ?? all[0];
}

/** @param {Placed} operation @param {ReadonlyMap<string, Placed[]>} fragments @param {Set<string>} unclear names that several files define */
function withFragments(operation, fragments, unclear) {
  const needed = new Map();
  const waiting = operation.spreads.map((name) => ({ name, file: operation.file }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const fragment = meant(fragments, next.name, next.file);
    if (fragment === undefined || needed.has(next.name)) continue;
    const { file } = fragment;
    if (file !== next.file && (fragments.get(next.name)?.length ?? 0) > 1) unclear.add(next.name);
    needed.set(next.name, fragment);
    waiting.push(...fragment.spreads.map((name) => ({ name, file })));
  }
  return [operation, ...needed.values()].map(({ text }) => text).join("\n");
}

/**
 * @param {readonly string[]} files
 * @param {import("../context.js").Context} context
 * @returns {Promise<Collected>}
 */
export async function collect(files, { progress, signal }) {
  /** @type {string[]} */
  const notes = [];
  /** @type {Placed[]} */
  const all = [];
  for (const [index, file] of files.entries()) {
    if (signal.aborted) throw new CliError("aborted", "ended while files were read");
    progress.show(`file ${index + 1} of ${files.length}`);
    const read = await readSmallFile(file);
    if ("why" in read) notes.push(`${file}: not read: ${read.why}`);
    else all.push(...definitionsIn(file, Buffer.from(read.text, "latin1").toString("utf8"), notes));
  }
  /** @type {Map<string, Placed[]>} */
  const fragments = new Map();
  for (const each of all) if (each.kind === "fragment") fragments.set(each.name, [...(fragments.get(each.name) ?? []), each]);
  /** @type {Set<string>} */
  const unclear = new Set();
  const operations = all
    .filter(({ kind }) => kind === "operation")
    .map((operation) => ({ file: operation.file, line: operation.line, name: operation.name, document: withFragments(operation, fragments, unclear) }));
  for (const name of unclear) notes.push(`fragment ${name} stands in several files (${fragments.get(name)?.map(({ file }) => file).join(", ")}): the first is read`);
  return { operations, fragments: fragments.size, notes };
}
