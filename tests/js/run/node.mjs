// The suite in Node: as ES module, by require(), with other fetch implementations, with test DOMs, and in a worker thread.
// `--node24` does the same under Node 24.
import { runChild } from "./support/child.mjs";
import { NAMESPACES, PREAMBLE, suiteEntry, urlOf, writeEntry } from "./support/project.mjs";
import { runRuntime } from "./support/runner.mjs";
import { programOf } from "../util/programs.mjs";

const newer = process.argv.includes("--node24");
const command = programOf(newer ? "node24" : "node");
const environment = { BIGCOMMERCE_STORE_HASH: "fromenv1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic0env0token" };
const context = { runtime: "node", environment, tellsRefusedConnections: true };

/** undici 8 needs a newer Node than the oldest one we support. */
const fetchTools = ["undici", "node-fetch", ...(newer ? ["undici8"] : [])];

const extras = (name, argument) => `${PREAMBLE}import { ${name} } from ${JSON.stringify(urlOf("run/inside/node-extras.mjs"))};
await runAll(await ${name}(${argument}), contextOf({ ${NAMESPACES}, ...${JSON.stringify(context)} }));
`;

/** A DOM put over Node's globals, as test set-ups do, before the library is loaded. */
const dom = (tool) => `import { installDom } from ${JSON.stringify(urlOf("run/inside/test-dom.mjs"))};
installDom(${JSON.stringify(tool)}, await import(${JSON.stringify(tool)}));
await import("./dom-suite.mjs");
`;

const passes = [
  { pass: "ESM", files: { "esm.mjs": suiteEntry("node", context) } },
  {
    pass: "require",
    files: {
      "cjs.cjs": `(async () => {
  await import(${JSON.stringify(urlOf("suite/support/capture.mjs"))});
  const [lib, runtimeEntry, sandboxModule, providerEntry, inspectEntry, scopesEntry, graphqlEntry] = ["", "/runtime", "/sandbox", "/provider", "/inspect", "/scopes", "/graphql"].map((subPath) => require("bigcommerce-tokens" + subPath));
  const graphqlLibrary = await import("./graphql-library.mjs");
  const otherCopy = await import("bigcommerce-tokens");
  const { contextOf, runAll } = await import(${JSON.stringify(urlOf("run/inside/process.mjs"))});
  const { requireTests } = await import(${JSON.stringify(urlOf("run/inside/node-extras.mjs"))});
  await runAll(requireTests(), contextOf({ ${NAMESPACES}, otherCopy, ...${JSON.stringify(context)} }));
})();
`,
    },
  },
  { pass: "fetch of others", files: { "fetches.mjs": extras("fetchTests", `{ ${fetchTools.map((tool) => `${JSON.stringify(tool)}: await import(${JSON.stringify(tool)})`).join(", ")} }`) } },
  { pass: "worker_threads", files: { "thread.mjs": extras("threadTests", ""), "worker.mjs": extras("shortTests", "") } },
  ...["jsdom", "happy-dom"].map((tool) => ({ pass: tool, files: { [`${tool}.mjs`]: dom(tool), "dom-suite.mjs": extras("domTests", "") } })),
];

await runRuntime(newer ? "node24" : "node", async ({ report, dir, control, filter }) => {
  for (const { pass, files } of passes) {
    const [entry] = await Promise.all(Object.entries(files).map(([name, text]) => writeEntry(dir, name, text)));
    await runChild(report, { pass, command, args: ["--unhandled-rejections=strict", entry, control, filter], cwd: dir, filtered: filter !== "", env: { ...environment, NODE_OPTIONS: "", NO_COLOR: "1" } });
  }
}, [...fetchTools, "jsdom", "happy-dom"]);
