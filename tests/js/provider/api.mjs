// An API on this machine that makes a token per request, slowly, and counts.
import { createServer } from "node:http";

/** What an entry in the project that has the package begins with. */
export const IMPORTS = `import * as lib from "bigcommerce-tokens";
import * as providerEntry from "bigcommerce-tokens/provider";
`;

/**
 * The path of a client's endpoint begins with the name of a scenario, for which requests are counted.
 *
 * @param {{ delayMs?: number }} [options]
 */
export async function startApi({ delayMs = 0 } = {}) {
  const counts = new Map();
  /** What a test changes. `onMint` is told who asks, by the User-Agent. */
  const state = { delayMs, status: 200, onMint: /** @type {((agent: string) => void) | undefined} */ (undefined) };
  const server = createServer((request, response) => {
    const [, name = ""] = (request.url ?? "").split("/");
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    request.resume();
    state.onMint?.(String(request.headers["user-agent"]));
    setTimeout(() => {
      response.writeHead(state.status, { "content-type": "application/json" });
      response.end(JSON.stringify(state.status === 200 ? { data: { token: `synthetic-token-${name}-${count}` }, meta: {} } : { status: state.status, title: "refused" }));
    }, state.delayMs);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    /** How many tokens were asked for. @param {string} name */
    mints: (name) => counts.get(name) ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
