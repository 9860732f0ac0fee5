// One machine of a fleet: a process with its own provider, all of them behind one Redis. Told what to do by messages.
import process from "node:process";

/**
 * @param {any} packages the package's namespaces, and a Redis client
 */
export async function serve({ lib, providerEntry, stores, Redis }) {
  const [, , api, redis, name] = process.argv;
  let ahead = 0;
  /** What the provider warned of. @type {string[]} */
  const warnings = [];
  const client = new lib.BigCommerceTokens({
    storeHash: "sandbox1",
    accessToken: "synthetic0access0token",
    endpoints: { api: `${api}/fleet` },
    appInfo: { name },
    clock: { now: () => Date.now() + ahead, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    logLevel: "off",
    onEvent: (/** @type {any} */ event) => event.type === "warning" && warnings.push(event.message),
  });
  const connection = new Redis(redis, { maxRetriesPerRequest: 1 });
  const provider = providerEntry.createTokenProvider(client, { request: { channelId: 1, scopes: ["Unauthenticated"] }, refreshAhead: { from: 0.5, spread: 0.2 }, store: stores.redisStore(connection) });
  process.on("message", async (/** @type {any} */ { id, advance }) => {
    if (advance !== undefined) ahead += advance;
    const answer = await provider.token().then((token) => ({ token }), (error) => ({ failed: `${error.code}: ${error.message}` }));
    process.send?.({ id, ...answer, warnings });
  });
  await connection.ping();
  process.send?.({ ready: true });
}
