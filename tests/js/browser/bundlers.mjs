// A client build that reaches the package fails, and says why; where a bundler lets it pass, the bundle throws when it loads.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { table } from "./check.mjs";
import { needed, packageFolder } from "./paths.mjs";

const tellingName = "server-only--do-not-import-this-package-from-browser-code";

const sources = {
  // Names that a refusing module could forget; a bundler that misses one would stop there and say only that.
  "client.mjs": `
    import { BigCommerceTokens, ValidationError, init } from "bigcommerce-tokens";
    globalThis.made = [new BigCommerceTokens({ storeHash: "sandbox1", accessToken: "synthetic-access-token" }), ValidationError, init];`,
  "dynamic.mjs": `export const load = () => import("bigcommerce-tokens");`,
  "client.cjs": `const { BigCommerceTokens } = require("bigcommerce-tokens"); new BigCommerceTokens({});`,
  "runtime.mjs": `import { detectRuntime } from "bigcommerce-tokens/runtime"; globalThis.detected = detectRuntime();`,
};

const withEsbuild = (options) => (folder, file) =>
  esbuild({ absWorkingDir: folder, entryPoints: [file], bundle: true, outfile: "out/esbuild.mjs", format: "esm", logLevel: "silent", ...options }).then(() => "esbuild.mjs");

const withWebpack = (target) => (folder, file) =>
  new Promise((resolve, reject) => {
    const config = { mode: "production", target, context: folder, entry: `./${file}`, output: { path: join(folder, "out"), filename: "webpack.js" } };
    webpack(config, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString({ all: false, errors: true })));
      else resolve("webpack.js");
    });
  });

const withVite = async (folder, file) => {
  const input = join(folder, file);
  await vite({ root: folder, configFile: false, logLevel: "silent", build: { outDir: join(folder, "out/vite"), rollupOptions: { input } } });
};

const withRollup = async (folder, file) => {
  const plugins = [nodeResolve({ browser: true, rootDir: folder })];
  const bundle = await rollup({ input: join(folder, file), plugins, logLevel: "silent" });
  await bundle.write({ file: join(folder, "out/rollup.mjs"), inlineDynamicImports: true });
  return "rollup.mjs";
};

const refusing = [
  { name: "esbuild for browsers", build: withEsbuild(), file: "client.mjs" },
  { name: "esbuild for browsers, minified", build: withEsbuild({ minify: true }), file: "client.mjs" },
  { name: "esbuild, the package required", build: withEsbuild(), file: "client.cjs" },
  { name: "esbuild, the package loaded on demand", build: withEsbuild(), file: "dynamic.mjs" },
  { name: "esbuild for React Native", build: withEsbuild({ platform: "neutral", conditions: ["react-native"] }), file: "client.mjs" },
  { name: "webpack for pages", build: withWebpack("web"), file: "client.mjs" },
  { name: "webpack for pages, the package required", build: withWebpack("web"), file: "client.cjs" },
  { name: "webpack for workers", build: withWebpack("webworker"), file: "client.mjs" },
  { name: "Vite", build: withVite, file: "client.mjs" },
  { name: "Vite, the package loaded on demand", build: withVite, file: "dynamic.mjs" },
];

/** Copies the package to where a user's bundler finds it. */
export async function project(prefix, files) {
  needed(join(packageFolder, "package.json"), "run cargo xtask build, or name a built package in PKG_DIR");
  const folder = await mkdtemp(join(tmpdir(), `bigcommerce-tokens-${prefix}-`));
  await mkdir(join(folder, "node_modules"));
  await cp(packageFolder, join(folder, "node_modules/bigcommerce-tokens"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "name": "client", "private": true }');
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

export async function bundlers() {
  const folder = await project("bundlers", sources);
  try {
    await table("client builds", refusing, async ({ build, file }) => {
      const text = await build(folder, file).then(() => "the build succeeded", (error) => String(error?.message ?? error));
      assert.ok(text.includes(tellingName), text.slice(0, 2000));
    });
    await table("a client build that passes", [{ name: "rollup with browser: true" }], async () => {
      const file = await withRollup(folder, "client.mjs");
      const load = import(pathToFileURL(join(folder, "out", file)));
      await assert.rejects(load, ({ name, code, message }) => name === "BrowserRefusedError" && code === "browser_refused" && message.includes("on the server"));
    });
    await table("asking for the runtime", [{ name: "esbuild for browsers" }], async () => {
      const { outputFiles } = await esbuild({ absWorkingDir: folder, entryPoints: ["runtime.mjs"], bundle: true, write: false, format: "esm", logLevel: "silent" });
      const [{ text }] = outputFiles;
      assert.ok(!text.includes("WebAssembly.Module("), "the bundle for browsers holds code that loads WebAssembly");
      await import(`data:text/javascript,${encodeURIComponent(text)}`);
      assert.deepEqual({ ...globalThis.detected, reason: undefined }, { name: "browser", server: false, reason: undefined });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
