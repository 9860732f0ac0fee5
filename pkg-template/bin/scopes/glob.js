/**
 * The files that a pattern names: `*` and `?` within a name, `**` for any folders, `{a,b}` for either. Node 20 has no glob of its own.
 * A name that begins with a dot is met only by a pattern that does, too.
 */
import { statSync } from "node:fs";
import path from "node:path";
import { usage } from "../failure.js";
import { walkFiles } from "../walk.js";

const SOURCES = /\.(?:graphql|gql|[cm]?[jt]sx?)$/;
const MAX_ALTERNATIVES = 1_000;

/** @param {string} pattern @returns {string[]} the same without braces */
export function expandBraces(pattern) {
  const done = [];
  const waiting = [pattern];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // The innermost pair, so that pairs within pairs come apart from the inside.
    const pair = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (pair === null) done.push(next);
    else for (const choice of pair[1].split(",")) waiting.push(next.slice(0, pair.index) + choice + next.slice(pair.index + pair[0].length));
    if (done.length + waiting.length > MAX_ALTERNATIVES) throw usage(`a pattern has more than ${MAX_ALTERNATIVES} alternatives`);
  }
  return done;
}

/** @param {string} segment of a path, between slashes */
function segmentSource(segment) {
  const hidden = segment.startsWith(".") ? "" : "(?!\\.)";
  return hidden + segment.replace(/[.+^$()|[\]\\{}]/g, "\\$&").replace(/\*+/g, "[^/]*").replace(/\?/g, "[^/]");
}

/** @param {string} pattern without braces, with `/` @returns {RegExp} */
export function toRegExp(pattern) {
  const parts = pattern.split("/");
  const last = parts.pop() ?? "";
  const folders = parts.map((part) => (part === "**" ? "(?:(?!\\.)[^/]+/)*" : `${segmentSource(part)}/`)).join("");
  return new RegExp(`^${folders}${last === "**" ? "(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+" : segmentSource(last)}$`);
}

/** The folder above the first sign of a pattern, and the pattern below it. @param {string} pattern */
function split(pattern) {
  const parts = pattern.split("/");
  const first = parts.findIndex((part) => /[*?]/.test(part));
  const root = parts.slice(0, first).join("/");
  return { root: pattern.startsWith("/") && root === "" ? "/" : root, below: parts.slice(first).join("/") };
}

/** @param {string} root @param {string} file */
const below = (root, file) => (root === "" ? file : path.posix.join(root, file));

/**
 * @param {readonly string[]} patterns files, folders or patterns
 * @param {import("../walk.js").Walk} walk
 * @returns {Promise<string[]>} each file once, sorted
 */
export async function findFiles(patterns, walk) {
  const found = new Set();
  /** @param {string} root @param {RegExp} wanted */
  const collect = async (root, wanted) => {
    for await (const file of walkFiles(root === "" ? "." : root, walk)) if (wanted.test(file)) found.add(below(root, file));
  };
  for (const given of patterns) {
    const kind = statSync(given, { throwIfNoEntry: false });
    if (kind?.isFile()) found.add(given);
    else if (kind?.isDirectory()) await collect(given === "." ? "" : given.replace(/\/+$/, ""), SOURCES);
    else await collectPattern(given, collect);
  }
  return [...found].sort();
}

/** @param {string} given @param {(root: string, wanted: RegExp) => Promise<void>} collect */
async function collectPattern(given, collect) {
  /** @type {Map<string, string[]>} */
  const byRoot = new Map();
  const slashed = path.sep === "\\" ? given.replaceAll("\\", "/") : given;
  for (const pattern of expandBraces(slashed.replace(/^(?:\.\/)+/, ""))) {
    const { root, below: rest } = /[*?]/.test(pattern) ? split(pattern) : { root: path.posix.dirname(pattern), below: path.posix.basename(pattern) };
    const key = root === "." ? "" : root;
    byRoot.set(key, [...(byRoot.get(key) ?? []), toRegExp(rest).source]);
  }
  for (const [root, sources] of byRoot) {
    if (root !== "" && !statSync(root, { throwIfNoEntry: false })?.isDirectory()) continue;
    await collect(root, new RegExp(sources.join("|")));
  }
}
