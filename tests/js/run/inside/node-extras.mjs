// What only Node has: other implementations of fetch, require(), test DOMs, worker threads.
import { Worker } from "node:worker_threads";
import { testsOf } from "../../suite/index.mjs";
import { check, equal, thrown } from "../../suite/support/check.mjs";
import { argumentsOf } from "./process.mjs";

/** Tests that show a whole call working, for passes that differ from the main one in a single thing. */
export const shortTests = () => testsOf("surface", "requests", "abort", "serverRedirects");

/** The same tests, with every client given another fetch. The library is passed in, so a subclass is enough. */
const withFetch = (tests, name, fetch) => tests.map((test) => ({
  name: `${name}: ${test.name}`,
  run(ctx) {
    class BigCommerceTokens extends ctx.lib.BigCommerceTokens {
      constructor(options) {
        super(options && typeof options === "object" && !options.fetch ? { ...options, fetch } : options);
      }
    }
    return test.run({ ...ctx, lib: { ...ctx.lib, BigCommerceTokens } });
  },
}));

/** @param {Record<string, any>} tools modules by name */
export const fetchTests = (tools) => Object.entries(tools).flatMap(([name, module]) =>
  withFetch(testsOf("requests", "serverRedirects", "serverStatuses", "serverBodies", "serverCuts", "abort"), name, module.fetch ?? module.default));

export const requireTests = () => [
  ...shortTests(),
  {
    name: "errors of the ES module are known to the CommonJS copy, and the other way round",
    async run(ctx) {
      check(ctx.lib !== ctx.otherCopy, "two namespaces");
      for (const [made, asked] of [[ctx.otherCopy, ctx.lib], [ctx.lib, ctx.otherCopy]]) {
        const error = thrown(() => new made.BigCommerceTokens({ storeHash: "" }));
        check(asked.BigCommerceError.is(error), "known by BigCommerceError.is");
      }
    },
  },
  {
    name: "both copies export the same names",
    async run(ctx) {
      const names = (lib) => Object.keys(lib).filter((name) => !["default", "module.exports", "__esModule"].includes(name)).sort();
      equal(names(ctx.lib), names(ctx.otherCopy), "exports");
    },
  },
];

/** Starts worker.mjs, which runs the short tests, and reports what it printed as one test. */
export const threadTests = () => [{
  name: "the short tests pass in a worker thread",
  async run() {
    const { control } = argumentsOf();
    const lines = await new Promise((resolve, reject) => {
      const worker = new Worker(new URL("worker.mjs", `file://${process.cwd()}/`), { argv: [control], stdout: true, stderr: true });
      let text = "";
      worker.stdout.on("data", (chunk) => { text += chunk; });
      worker.on("error", reject);
      worker.on("exit", (code) => (code === 0 ? resolve(text.split("\n")) : reject(new Error(`the thread ended with code ${code}`))));
    });
    const results = lines.filter((line) => line.startsWith("@result ")).map((line) => JSON.parse(line.slice(8)));
    check(results.length > 50, `results: ${results.length}`);
    equal(results.filter((result) => !result.ok), [], "failed tests");
  },
}];
