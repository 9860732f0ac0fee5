// Bundlers with the settings of server builds. Each bundles `entry` of the folder `dir` into the file `out`.
import path from "node:path";
import nodeResolve from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { programOf } from "../../util/programs.mjs";
import { runWell } from "./run.mjs";

export const BUN = programOf("bun");

/** @typedef {{ dir: string, entry: string, out: string }} Job */

/** @param {import("esbuild").BuildOptions} options */
export const withEsbuild = (options) => ({ dir, entry, out }) =>
  esbuild({ absWorkingDir: dir, entryPoints: [entry], outfile: out, bundle: true, logLevel: "silent", ...options });

/** @param {import("rollup").OutputOptions["format"]} format @param {object} resolution */
export const withRollup = (format, resolution) => async ({ dir, entry, out }) => {
  const bundle = await rollup({ input: path.join(dir, entry), plugins: [nodeResolve(resolution)], external: /^node:/, onwarn: refuse });
  await bundle.write({ file: out, format });
  await bundle.close();
};

/** @param {"esm" | "cjs"} format */
export const withRolldown = (format) => async ({ dir, entry, out }) => {
  const bundle = await rolldown({ cwd: dir, input: entry, platform: "node", onwarn: refuse });
  await bundle.write({ file: out, format });
  await bundle.close();
};

/** @param {object} options */
export const withWebpack = (options) => ({ dir, entry, out }) =>
  new Promise((resolve, reject) => {
    const [folder, filename] = [path.dirname(out), path.basename(out)];
    const config = { mode: "production", context: dir, entry: `./${entry}`, devtool: false, ...options, output: { path: folder, filename, ...options.output } };
    webpack(config, (error, stats) => {
      if (error !== null) reject(error);
      else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString("errors-warnings")));
      else resolve();
    });
  });

/** @param {object} options */
export const withVite = (options) => ({ dir, entry, out }) =>
  vite({
    configFile: false,
    root: dir,
    logLevel: "silent",
    ...options,
    build: { outDir: path.dirname(out), emptyOutDir: false, rollupOptions: { input: path.join(dir, entry), output: { entryFileNames: path.basename(out) } }, ...options.build },
  });

/** @param {string} target */
const withBun = (target) => ({ dir, entry, out }) => runWell(BUN, ["build", `--target=${target}`, `--outfile=${out}`, entry], { cwd: dir });

/** A warning about the package is a fault of it. */
function refuse(warning) {
  throw new Error(`a warning of the bundler: ${warning.message}`);
}

const esmOutput = { output: { module: true, library: { type: "module" } }, experiments: { outputModule: true } };

/** `deno bundle` is not among them: it downloads a bundler at its first run. @type {{ name: string, entry?: string, out: string, bundle: (job: Job) => Promise<unknown>, in?: "bun" }[]} */
export const SERVER_BUILDS = [
  { name: "esbuild, node, ESM", out: "out.mjs", bundle: withEsbuild({ platform: "node", format: "esm" }) },
  { name: "esbuild, node, CommonJS", out: "out.cjs", bundle: withEsbuild({ platform: "node", format: "cjs" }) },
  { name: "esbuild, node, minified", out: "out.mjs", bundle: withEsbuild({ platform: "node", format: "esm", minify: true }) },
  { name: "esbuild, neutral", out: "out.mjs", bundle: withEsbuild({ platform: "neutral", format: "esm" }) },
  { name: "esbuild, node, of a program that requires", entry: "main.cjs", out: "out.cjs", bundle: withEsbuild({ platform: "node", format: "cjs" }) },
  { name: "esbuild, node, ESM, of a program that requires", entry: "main.cjs", out: "out.mjs", bundle: withEsbuild({ platform: "node", format: "esm" }) },
  { name: "rollup, ESM", out: "out.mjs", bundle: withRollup("es", {}) },
  { name: "rollup, node condition, CommonJS", out: "out.cjs", bundle: withRollup("cjs", { exportConditions: ["node"] }) },
  { name: "rolldown, ESM", out: "out.mjs", bundle: withRolldown("esm") },
  { name: "rolldown, CommonJS", out: "out.cjs", bundle: withRolldown("cjs") },
  { name: "webpack, node, ESM", out: "out.mjs", bundle: withWebpack({ target: "node20", ...esmOutput }) },
  { name: "webpack, node, CommonJS", out: "out.cjs", bundle: withWebpack({ target: "node20" }) },
  { name: "webpack, node, of a program that requires", entry: "main.cjs", out: "out.cjs", bundle: withWebpack({ target: "node20" }) },
  { name: "Vite, SSR with all inside", out: "out.mjs", bundle: withVite({ ssr: { noExternal: true }, build: { ssr: true } }) },
  { name: "Bun, for Node", out: "out.mjs", bundle: withBun("node") },
  { name: "Bun, for Bun", out: "out.mjs", bundle: withBun("bun"), in: "bun" },
];
