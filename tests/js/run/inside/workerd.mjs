// Runs the suite inside workerd: one test for each request, in a handler or in a Durable Object; and single calls through
// one client that all requests of the isolate share.
import { runTest, tests, testsOf } from "../../suite/index.mjs";
import { callsMade, disarm, memories, trapAtCall } from "../../suite/support/capture.mjs";
import { inspectors } from "./inspectors.mjs";

/** The groups that show a whole call working, for the Durable Object. */
const OBJECT_TESTS = testsOf("surface", "requests", "serverRedirects", "abort", "concurrency", "memory");

const json = (value) => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });

/** @param {any} packages the library's namespaces @param {any} [util] node:util, where the worker has it */
export function createWorker(packages, util) {
  const { BigCommerceTokens } = packages.lib;
  // At global scope a worker may do no I/O, set no timer and take no randomness: making a client must need none.
  const atImport = new BigCommerceTokens({ storeHash: "atimport1", accessToken: "synthetic0import0token" });
  let shared;

  const contextOf = (env) => ({ ...packages, runtime: "workerd", servers: { control: env.CONTROL }, inspect: inspectors(util, {}), memories, callsMade, trapAtCall, disarm, environment: {}, tellsRefusedConnections: false });

  async function one(list, url, env) {
    return json(await runTest(list[Number(url.searchParams.get("index"))], contextOf(env)));
  }

  /** One call by the client that every request of this isolate uses; the fate is in the name. */
  async function call(url) {
    shared ??= atImport.withOptions({ endpoints: { api: url.searchParams.get("api") }, timeoutMs: 60_000, totalTimeoutMs: 120_000, maxRetries: 0 });
    const name = url.searchParams.get("name") ?? "";
    const options = name.startsWith("abort-") ? { signal: AbortSignal.timeout(50) } : name.startsWith("stall-") ? { timeoutMs: 1_500 } : {};
    try {
      const { token } = await shared.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"], name }, options);
      return json({ token });
    } catch (error) {
      return json({ code: error?.code, message: error?.message });
    }
  }

  const worker = {
    async fetch(request, env) {
      const url = new URL(request.url);
      if (url.pathname === "/names") return json({ handler: tests.map((test) => test.name), object: OBJECT_TESTS.map((test) => test.name) });
      if (url.pathname === "/handler") return one(tests, url, env);
      if (url.pathname === "/object") return env.OBJECT.get(env.OBJECT.idFromName("suite")).fetch(request);
      return call(url);
    },
  };

  class SuiteObject {
    constructor(_state, env) {
      this.env = env;
    }

    fetch(request) {
      return one(OBJECT_TESTS, new URL(request.url), this.env);
    }
  }

  return { worker, SuiteObject };
}
