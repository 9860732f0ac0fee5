// Bundlers with the settings of client builds. None may produce a client that holds this package.
import path from "node:path";
import { fileURLToPath } from "node:url";
import nodeResolve from "@rollup/plugin-node-resolve";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { BUN, withEsbuild, withVite, withWebpack } from "./bundlers.mjs";
import { runWell } from "./run.mjs";

async function withRollupForBrowsers({ dir, entry, out }) {
  const bundle = await rollup({ input: path.join(dir, entry), plugins: [nodeResolve({ browser: true })], logLevel: "silent" });
  await bundle.write({ dir: path.dirname(out), entryFileNames: path.basename(out), format: "es" });
  await bundle.close();
}

async function withRolldownForBrowsers({ dir, entry, out }) {
  const bundle = await rolldown({ cwd: dir, input: entry, platform: "browser", logLevel: "silent" });
  await bundle.write({ dir: path.dirname(out), entryFileNames: path.basename(out), format: "esm" });
  await bundle.close();
}

const VITE = fileURLToPath(new URL("vite-development.mjs", import.meta.url));
const withViteForDevelopment = ({ dir, entry, out }) => runWell(process.execPath, [VITE, dir, entry, out], { cwd: dir, env: { NODE_ENV: "development" } });

const withBunForBrowsers = ({ dir, entry, out }) => runWell(BUN, ["build", "--target=browser", `--outfile=${out}`, entry], { cwd: dir });

/** `fails`: the build itself; where it does not, what it made throws when loaded. */
export const CLIENT_BUILDS = [
  { name: "esbuild", fails: true, bundle: withEsbuild({ platform: "browser", format: "esm" }) },
  { name: "esbuild, of a program that requires", entry: "client.cjs", fails: true, bundle: withEsbuild({ platform: "browser", format: "esm" }) },
  { name: "esbuild, while developing", fails: false, bundle: withEsbuild({ platform: "browser", format: "esm", conditions: ["development"] }) },
  { name: "esbuild, react-native condition", fails: true, bundle: withEsbuild({ platform: "neutral", format: "esm", conditions: ["react-native"] }) },
  { name: "webpack, web", fails: true, bundle: withWebpack({ target: "web" }) },
  { name: "webpack, web, while developing", fails: true, bundle: withWebpack({ target: "web", mode: "development" }) },
  { name: "webpack, web, of a program that requires", entry: "client.cjs", fails: true, bundle: withWebpack({ target: "web" }) },
  { name: "webpack, webworker", fails: true, bundle: withWebpack({ target: "webworker" }) },
  { name: "Vite", fails: true, bundle: withVite({}) },
  { name: "rollup, browser", fails: false, bundle: withRollupForBrowsers },
  { name: "rolldown, browser", fails: true, bundle: withRolldownForBrowsers },
  { name: "Vite, while developing", fails: false, bundle: withViteForDevelopment },
  { name: "Bun, browser", fails: true, bundle: withBunForBrowsers },
];
