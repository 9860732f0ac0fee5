// Cloudflare Workers KV. It has no compare-and-set, and a lease built on it would be given to everyone for a minute: there is none.
import { storeOver } from "./backend.js";
import { checkMethods } from "./check.js";
import { dated, undated } from "./dated.js";
import { nameOf } from "./names.js";

const STORE = "workersKvStore";

/** How long Cloudflare says that a write takes to be seen everywhere; providers reckon with it, also beside another's lease. */
const PROPAGATION_MS = 60_000;
/** KV refuses less; the record's own date ends it in time. */
const SHORTEST_SECONDS = 60;

/** @param {any} namespace @param {import("../types/stores.d.ts").PrefixOptions} [options] @returns {import("../types/stores.d.ts").SlowTokenStore} */
export function workersKvStore(namespace, { prefix = "bigcommerce-tokens:" } = {}) {
  checkMethods(STORE, "a KV namespace", namespace, ["get", "put", "delete"]);
  /** @param {string} key */
  const recordOf = async (key) => `${prefix}record:${await nameOf(key)}`;

  const store = storeOver(STORE, {
    read: async (key) => undated(await namespace.get(await recordOf(key), "text")),
    async write(key, value, lifeMs) {
      // Relative, since an absolute `expiration` beyond 2038 is refused.
      const expirationTtl = Math.max(SHORTEST_SECONDS, Math.ceil(lifeMs / 1_000));
      await namespace.put(await recordOf(key), dated(value, lifeMs), { expirationTtl });
    },
    remove: async (key) => namespace.delete(await recordOf(key)),
  });
  return { ...store, propagationMs: PROPAGATION_MS };
}
