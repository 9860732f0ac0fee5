// Bundles the suite with the package for runtimes that take one file: as wrangler and Vercel do, by the runtime's own
// export condition, with the WebAssembly kept out as the module that the platform compiles.
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SUITE_ROOT } from "./install.mjs";

/** The entries import the suite by URL, which Node, Deno and Bun understand and esbuild does not. */
const fileUrls = {
  name: "file-urls",
  setup(plugin) {
    plugin.onResolve({ filter: /^file:/ }, ({ path: url }) => ({ path: fileURLToPath(url) }));
  },
};

/**
 * Keeps `import x from "….wasm"` in the bundle, as wrangler does, and puts the file beside it.
 * @param {string} outdir @param {string[]} seen names of the files, for whoever writes the platform's configuration
 */
const wasmBeside = (outdir, seen) => ({
  name: "wasm-beside",
  setup(plugin) {
    plugin.onResolve({ filter: /\.wasm$/ }, async ({ path: request, resolveDir }) => {
      const name = path.basename(request);
      await copyFile(path.resolve(resolveDir, request), path.join(outdir, name));
      if (!seen.includes(name)) seen.push(name);
      return { path: `./${name}`, external: true };
    });
  },
});

/**
 * Makes `import x from "….wasm?module"` a global variable that holds the compiled module, as Vercel's builder does.
 * @param {string[]} seen paths of the files; the n-th is the global `wasmModule<n>`
 */
const wasmGlobal = (seen) => ({
  name: "wasm-global",
  setup(plugin) {
    plugin.onResolve({ filter: /\.wasm\?module$/ }, ({ path: request, resolveDir }) => ({ path: path.resolve(resolveDir, request.replace("?module", "")), namespace: "wasm-global" }));
    plugin.onLoad({ filter: /.*/, namespace: "wasm-global" }, ({ path: file }) => ({ contents: `export default globalThis.wasmModule${seen.push(file) - 1};`, loader: "js" }));
  },
});

/** @returns {Promise<{ file: string, wasm: string[] }>} */
export async function bundleForWorkerd(entry, outdir, { nodeModules }) {
  await mkdir(outdir, { recursive: true });
  const wasm = [];
  const file = path.join(outdir, "worker.mjs");
  await build({ entryPoints: [entry], outfile: file, bundle: true, format: "esm", target: "es2022", conditions: ["workerd", "worker", "browser"], mainFields: ["browser", "module", "main"], external: nodeModules ? ["node:*", "cloudflare:*"] : ["cloudflare:*"], plugins: [fileUrls, wasmBeside(outdir, wasm)], logLevel: "silent" });
  return { file, wasm };
}

/** @returns {Promise<{ file: string, wasm: string[] }>} */
export async function bundleForEdgeLight(entry, outdir) {
  const wasm = [];
  const file = path.join(outdir, "edge.js");
  await build({ entryPoints: [entry], outfile: file, bundle: true, format: "iife", target: "es2022", conditions: ["edge-light", "worker", "browser"], mainFields: ["browser", "module", "main"], plugins: [fileUrls, wasmGlobal(wasm)], logLevel: "silent" });
  return { file, wasm };
}

/** The `graphql` package as one file beside the entries: it looks into the environment as it loads, which Deno does not permit here. */
export const bundleGraphql = (dir) =>
  build({ entryPoints: ["graphql"], absWorkingDir: SUITE_ROOT, outfile: path.join(dir, "graphql-library.mjs"), bundle: true, format: "esm", target: "es2022", mainFields: ["module", "main"], define: { "process.env.NODE_ENV": '"production"' }, logLevel: "silent" });
