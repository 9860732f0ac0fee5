// What only Node has: other implementations of fetch, require(), test DOMs, worker threads.
import { Worker } from "node:worker_threads";
import { testsOf } from "../../suite/index.mjs";
import { clientFor, privateParams, withScenario } from "../../suite/support/api.mjs";
import { check, equal, eventually, rejection, thrown } from "../../suite/support/check.mjs";
import { argumentsOf } from "./process.mjs";
import { DOM_WINDOW } from "./test-dom.mjs";

/** Tests that show a whole call working, for passes that differ from the main one in a single thing. */
export const shortTests = () => testsOf("surface", "requests", "abort", "serverRedirects", "inspect", "scopes");

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

/** In a test DOM: that it is there, that its marks of a browser do not count, and that its signals work. */
export const domTests = () => [
  ...shortTests(),
  {
    name: "dom: the globals look like a browser's",
    async run() {
      check(globalThis.window === globalThis && typeof document === "object" && typeof HTMLElement === "function", "window, document and HTMLElement");
    },
  },
  ...[["before the call", true], ["during the call", false]].map(([when, before]) => ({
    name: `dom: a signal of the DOM's own AbortController aborts ${when}`,
    async run(ctx) {
      const controller = new globalThis[DOM_WINDOW].AbortController();
      const stop = () => controller.abort();
      if (before) stop();
      const { requests, result } = await withScenario(ctx, [{ steps: [{ hang: true }] }], async (scenario) => {
        const rejected = rejection(() => clientFor(ctx, scenario.url).privateTokens.create(privateParams(), { signal: controller.signal }));
        if (!before) {
          await eventually(async () => (await scenario.log()).requests.length === 1, "the request arrives");
          stop();
        }
        return rejected;
      });
      equal(requests.length, before ? 0 : 1, "requests");
      check(result instanceof ctx.lib.AbortedError, `expected an AbortedError, got ${result?.name}: ${result?.message}`);
      check(result.cause === controller.signal.reason, "the cause is the signal's reason");
    },
  })),
];

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
