// A program as Vite's development server hands it to a browser, with the packages that it found in it at its start. A process of its
// own, since a build for production leaves NODE_ENV behind.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createServer } from "vite";

const [dir, entry, out] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  root: dir,
  cacheDir: path.join(path.dirname(out), ".vite"),
  logLevel: "silent",
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { entries: [entry] },
});
const packages = server.environments.client.depsOptimizer;
await packages.scanProcessing;
const { code } = await server.transformRequest(`/${entry}`);
await Promise.all(Object.values({ ...packages.metadata.discovered, ...packages.metadata.optimized }).map(({ processing }) => processing));
await server.close();
// A package is a file that the server would be asked for.
await writeFile(out, code.replace(/"\/@fs(\/[^"?]+)\?v=\w+"/g, '"$1"'));
