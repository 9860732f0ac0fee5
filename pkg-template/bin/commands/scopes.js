import { exitCodeOf } from "../exit-codes.js";
import { CliError, usage } from "../failure.js";
import { collect } from "../scopes/collect.js";
import { findFiles } from "../scopes/glob.js";
import { columns, counted, printable } from "../terminal.js";

/**
 * @typedef {{ scope: string, path: string, certainty: string, where: string[] }} Reason
 * @typedef {{ scopes: string[], because: Reason[], unknownFields: { path: string, where: string[] }[] }} Needs
 */

const ORDER = ["Unauthenticated", "Customer", "B2B"];

/** Adds a place to the row of the same key, or makes one. @template {{ where: string[] }} T @param {Map<string, T>} rows @param {string} key @param {T} row */
function gather(rows, key, row) {
  const known = rows.get(key);
  if (known === undefined) rows.set(key, row);
  else known.where.push(...row.where.filter((place) => !known.where.includes(place)));
}

/**
 * @param {readonly import("../scopes/collect.js").Operation[]} operations
 * @param {string[]} notes
 * @returns {Promise<Needs & { unread: number }>}
 */
async function needsOf(operations, notes) {
  const { requiredScopes } = await import("../../entry/scopes.js");
  /** @type {Map<string, Reason>} */
  const because = new Map();
  /** @type {Map<string, { path: string, where: string[] }>} */
  const unknown = new Map();
  /** @type {Set<string>} */
  const scopes = new Set();
  let unread = 0;
  for (const { file, line, name, document } of operations) {
    const where = [`${file}:${line}${name === "" ? "" : ` ${name}`}`];
    try {
      const needed = requiredScopes(document);
      for (const scope of needed.scopes) scopes.add(scope);
      for (const { scope, path, certainty } of needed.because) gather(because, `${scope} ${path}`, { scope, path, certainty, where: [...where] });
      for (const path of needed.unknownFields) gather(unknown, path, { path, where: [...where] });
    } catch (error) {
      if (Object(error).code !== "validation") throw error;
      unread += 1;
      notes.push(`${where[0]}: not read: ${Object(error).issues[0].message}`);
    }
  }
  const reasons = [...because.values()].sort((a, b) => ORDER.indexOf(a.scope) - ORDER.indexOf(b.scope) || (a.path < b.path ? -1 : 1));
  return { scopes: ORDER.filter((scope) => scopes.has(scope)), because: reasons, unknownFields: [...unknown.values()], unread };
}

/** @param {readonly string[]} where */
const places = ([first, ...more]) => (more.length === 0 ? first : `${first} and ${more.length} more`);

/** @param {Needs} needs @param {(style: import("../terminal.js").Style, text: string) => string} paint */
function lines({ scopes, because, unknownFields }, paint) {
  const reasons = because.map(({ scope, path, certainty, where }) => [scope, path, certainty, places(where)].map(printable));
  const flags = scopes.map((scope) => `--scope ${scope}`).join(" ");
  return [
    scopes.length === 0 ? `no field ${unknownFields.length === 0 ? "here" : "that is known here"} asks for a scope` : `${paint("bold", "a private token needs")} ${paint("green", scopes.join(", "))}   (${flags})`,
    ...(reasons.length === 0 ? [] : ["", ...columns([["scope", "asked for by", "certainty", "where"], ...reasons], (text, _, row) => (row === 0 ? paint("bold", text) : text))]),
    ...(unknownFields.length === 0 ? [] : ["", paint("yellow", "not in the table, and counted only where named above:"), ...columns(unknownFields.map(({ path, where }) => ["", printable(path), printable(places(where))]))]),
  ];
}

/** @type {import("../command-line.js").Command} */
export const scopes = {
  name: "scopes",
  summary: "tell which scopes a private token needs for the GraphQL of a project, and which field needs each",
  about: [
    "Reads .graphql files, and in programs the templates tagged gql or graphql or marked by /* GraphQL */. A fragment is found in whatever",
    "file it stands. What is put into a template between definitions is passed by; what is put into a selection is named, since it may ask",
    "for more. Nothing is sent. The scopes are inferred: BigCommerce publishes no table, and one may be asked for too many.",
  ].join("\n"),
  operands: "FILES...",
  options: {},
  examples: [
    { what: "quoted, so that the shell leaves the pattern alone", line: 'bigcommerce-tokens scopes "src/**/*.{graphql,ts,tsx}"' },
    { what: "a folder and all below it, for a script", line: "bigcommerce-tokens scopes src --json" },
  ],
  async run(context) {
    if (context.operands.length === 0) throw usage("which files? a pattern in quotes, a folder, or names", 'bigcommerce-tokens scopes "src/**/*.{graphql,ts,tsx}"');
    /** @type {string[]} */
    const skipped = [];
    const files = await findFiles(context.operands, {
      signal: context.signal,
      onFolder: (count) => context.progress.show(`${count} folders read`),
      onSkipped: (place, why) => skipped.push(`${place}/: not read: ${why}`),
    });
    if (files.length === 0) throw new CliError("file", "no file fits what was given", "quote a pattern, or the shell reads it first");
    const { operations, fragments, notes } = await collect(files, context);
    const { unread, ...needs } = await needsOf(operations, notes);
    const told = [...skipped, ...notes];
    for (const note of told) context.note(note);
    const counts = `${counted(operations.length, "operation")} and ${counted(fragments, "fragment")} in ${counted(files.length, "file")}`;
    return {
      data: { ...needs, files: files.length, operations: operations.length, fragments, notes: told },
      lines: [...lines(needs, context.paint), "", counts],
      // A document that was not read may need a scope that is not told.
      exit: unread > 0 ? exitCodeOf("validation") : 0,
    };
  },
};
