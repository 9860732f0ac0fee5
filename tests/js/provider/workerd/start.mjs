import path from "node:path";
import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../../run/support/bundle.mjs";
import { writeEntry } from "../../run/support/project.mjs";
import { IMPORTS } from "../api.mjs";

/**
 * The Worker of worker.mjs in workerd, bundled as for Workers.
 *
 * @param {{ dir: string, api: string, date: string, flags: string[] }} options
 */
export async function startWorker({ dir, api, date, flags }) {
  const inside = JSON.stringify(new URL("worker.mjs", import.meta.url).href);
  const entry = await writeEntry(dir, "worker.mjs", `${IMPORTS}import { createWorker } from ${inside};\nexport default createWorker({ lib, providerEntry });\n`);
  const outdir = path.join(dir, `out-${flags.join("-")}`);
  const { file, wasm } = await bundleForWorkerd(entry, outdir, { nodeModules: false });
  const modules = [{ type: "ESModule", path: file }, ...wasm.map((name) => ({ type: "CompiledWasm", path: path.join(outdir, name) }))];
  const log = [];
  const miniflare = new Miniflare({
    modules,
    modulesRoot: outdir,
    compatibilityDate: date,
    compatibilityFlags: flags,
    bindings: { API: api },
    handleRuntimeStdio: (stdout, stderr) => {
      for (const stream of [stdout, stderr]) stream.on("data", (chunk) => log.push(String(chunk)));
    },
  });
  return { url: String(await miniflare.ready).replace(/\/$/, ""), log, stop: () => miniflare.dispose() };
}
