// The one list of tests for every runtime. Whoever runs it passes the library and a loopback control server.
//
// A context has: `lib`, `runtimeEntry`, `sandboxModule`, `providerEntry`, `inspectEntry`, `scopesEntry`, `graphqlEntry` (the package's
// namespaces), `graphqlLibrary` (the `graphql` package, for the sandbox), `runtime` (the expected name), `servers.control` (a URL),
// `inspect` (named functions that print a value), `memories`, `callsMade`, `trapAtCall` and `disarm` (of support/capture.mjs),
// `environment` (what fromEnv can read), `tellsRefusedConnections` (whether the runtime says why a connection did not come about).
import { tests as abort } from "./abort.mjs";
import { tests as concurrency } from "./concurrency.mjs";
import { tests as config } from "./config.mjs";
import { tests as deprecation } from "./deprecation.mjs";
import { tests as families } from "./families.mjs";
import { tests as fetchOption } from "./fetch-option.mjs";
import { tests as graphqlClients } from "./graphql-clients.mjs";
import { tests as graphqlRefusals } from "./graphql-refusals.mjs";
import { tests as graphqlRequests } from "./graphql-requests.mjs";
import { tests as graphqlTokens } from "./graphql-tokens.mjs";
import { tests as inspect } from "./inspect.mjs";
import { tests as memory } from "./memory.mjs";
import { tests as operations } from "./operations.mjs";
import { tests as pages } from "./pages.mjs";
import { tests as provider } from "./provider.mjs";
import { tests as providerFetch } from "./provider-fetch.mjs";
import { tests as providerOptions } from "./provider-options.mjs";
import { tests as providerRequests } from "./provider-requests.mjs";
import { tests as providerStores } from "./provider-stores.mjs";
import { tests as providerTraps } from "./provider-traps.mjs";
import { tests as requests } from "./requests.mjs";
import { tests as scopes } from "./scopes.mjs";
import { tests as secrets } from "./secrets.mjs";
import { tests as serverBodies } from "./server-bodies.mjs";
import { tests as serverCuts } from "./server-cuts.mjs";
import { tests as serverRedirects } from "./server-redirects.mjs";
import { tests as serverStatuses } from "./server-statuses.mjs";
import { tests as serverWaits } from "./server-waits.mjs";
import { tests as strangers } from "./strangers.mjs";
import { tests as surface } from "./surface.mjs";
import { tests as trap } from "./trap.mjs";
import { tests as validation } from "./validation.mjs";
import { tests as validationOperations } from "./validation-operations.mjs";

/**
 * Deprecation comes first: it is about the first B2B call of a process. Then memory: a linear memory that has grown by use
 * would hide small leaks in its free space.
 */
const groups = { deprecation, memory, surface, requests, operations, pages, families, validation, validationOperations, config, serverRedirects, serverStatuses, serverWaits, serverBodies, serverCuts, abort, fetchOption, strangers, secrets, concurrency, provider, providerStores, providerFetch, providerRequests, providerOptions, inspect, scopes, graphqlRequests, graphqlRefusals, graphqlTokens, graphqlClients, providerTraps, trap };

/**
 * The tests of some groups, in the order of the list above, each named after its group.
 * @param {(keyof typeof groups)[]} names
 * @returns {{ name: string, run(ctx: any): Promise<void> }[]}
 */
export const testsOf = (...names) => names.flatMap((group) => groups[group].map((test) => ({ name: `${group}: ${test.name}`, run: (ctx) => test.run(ctx) })));

export const tests = testsOf(.../** @type {(keyof typeof groups)[]} */ (Object.keys(groups)));

/**
 * Runs one test against a generous bound, so that a hang has a name.
 * @returns {Promise<{ name: string, ok: boolean, ms: number, message?: string }>}
 */
export async function runTest(test, ctx, withinMs = 120_000) {
  let timer;
  const began = Date.now();
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${withinMs} ms`)), withinMs);
  });
  try {
    await Promise.race([test.run(ctx), late]);
    return { name: test.name, ok: true, ms: Date.now() - began };
  } catch (error) {
    return { name: test.name, ok: false, ms: Date.now() - began, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
