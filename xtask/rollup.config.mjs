// Puts the scripts of the package together: every entry, and what several of them share in one file for each part of the package.
import { readdirSync } from "node:fs";
import { join } from "node:path";

const { PACKAGE_FROM: from, PACKAGE_TO: to } = process.env;

/** Entries that stay as they are: two are for require(), the sandbox is loaded in tests alone and piece by piece. */
const AS_WRITTEN = ["commonjs.js", "offline.js", "sandbox.js"];

/** What a browser gets: it says why it is refused. */
const REFUSAL = /\/lib\/(errors|facts|links|refused)\.js$/;

/**
 * Two files for whoever starts a client: what other parts of the package need as well, and the rest. What only others use is shared
 * as it happens to be.
 *
 * @param {string} id
 * @param {{ getModuleInfo(id: string): { importedIds: readonly string[] } | null }} modules
 */
function chunkOf(id, { getModuleInfo }) {
  /** @param {string} entry */
  const reachedFrom = (entry) => {
    const reached = new Set([join(from, "entry", entry)]);
    for (const module of reached) getModuleInfo(module)?.importedIds.forEach((imported) => reached.add(imported));
    return reached;
  };
  if (id.includes("/entry/")) return undefined;
  if (REFUSAL.test(id)) return "base";
  if (!reachedFrom("index.js").has(id)) return undefined;
  return reachedFrom("inspect.js").has(id) ? "base" : "client";
}

export default {
  input: readdirSync(join(from, "entry"))
    .filter((name) => name.endsWith(".js") && !AS_WRITTEN.includes(name))
    .map((name) => join(from, "entry", name)),
  // The wasm and its text stay files of their own, and a browser build has to stumble over the sub-path that nobody exports.
  external: [/\/vendor\//, /-inline\.js$/, /\.wasm(\?module)?$/, /^bigcommerce-tokens\//, /^node:/, "graphql"],
  makeAbsoluteExternalsRelative: false,
  output: {
    dir: to,
    format: "es",
    entryFileNames: "entry/[name].js",
    chunkFileNames: "lib/[name].js",
    manualChunks: chunkOf,
    hoistTransitiveImports: false,
    minifyInternalExports: false,
  },
};
