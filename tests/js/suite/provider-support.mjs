// What the provider's tests need: a client on a sandbox whose API can be held up and made to fail, and stores of their own.
import { eventually, pause } from "./support/check.mjs";

export const HOUR = 3_600_000;
export const REQUEST = { channelId: 1, scopes: ["Unauthenticated"] };

/**
 * @param {any} ctx
 * @param {{ provider?: any, client?: any }} [options]
 */
export function setUp(ctx, { provider: providerOptions = {}, client: clientOptions = {} } = {}) {
  const sandbox = ctx.sandboxModule.createSandbox();
  const { storeHash, accessToken } = sandbox.credentials;
  const warnings = [];
  /** What a test changes: `answer` takes the place of the API, `graphql` answers everything else. */
  const api = { mints: 0, delayMs: 0, answer: undefined, graphql: () => new Response("{}", { status: 200 }), seen: /** @type {any[][]} */ ([]) };
  const fetch = async (url, init) => {
    if (!String(url).includes("/v3/storefront/")) {
      api.seen.push([url, init]);
      return api.graphql(url, init);
    }
    api.mints += 1;
    if (api.delayMs > 0) await pause(api.delayMs);
    return api.answer === undefined ? sandbox.fetch(url, init) : api.answer(url, init);
  };
  const onEvent = (event) => event.type === "warning" && warnings.push(event.code);
  const client = new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch, clock: sandbox.clock, logLevel: "off", maxRetries: 0, onEvent, ...clientOptions });
  const make = (more = {}) => ctx.providerEntry.createTokenProvider(client, { request: REQUEST, ...providerOptions, ...more });
  return { sandbox, storeHash, accessToken, client, api, warnings, make, provider: make(), clock: sandbox.clock };
}

/** Past the refresh window, and before the last minute. */
export const intoTheWindow = ({ clock }) => clock.advance(5.5 * HOUR);

/** Waits for another token than `token`. */
export async function replaced(provider, token) {
  await eventually(async () => (await provider.token()) !== token, "another token");
  return provider.token();
}

/** The status that the API answers with, as a response. */
export const status = (code) => () => new Response(JSON.stringify({ status: code, title: "refused" }), { status: code });

/** A store in a map, without a lease; each call is written down. */
export function mapStore(more = {}) {
  const records = new Map();
  const calls = [];
  return {
    records,
    calls,
    async get(key) {
      calls.push("get");
      return records.get(key) ?? null;
    },
    async set(key, value, { ttlMs }) {
      calls.push(`set ${ttlMs > 0}`);
      records.set(key, value);
    },
    async delete(key) {
      records.delete(key);
    },
    ...more,
  };
}

/** The same with a lease. */
export function leaseStore(more = {}) {
  let held = false;
  const store = mapStore({
    async lease() {
      store.calls.push("lease");
      if (held) return null;
      held = true;
      return { release: async () => void (held = false) };
    },
    ...more,
  });
  return store;
}
