// Deno KV, whose atomic operations check an entry's version: enough for a lease.
import { leasingStoreOver } from "./backend.js";
import { checkMethods } from "./check.js";
import { dated, undated } from "./dated.js";
import { nameOf, newHolder } from "./names.js";

const STORE = "denoKvStore";

/** A database in a file refuses what comes while another writes, and has then done nothing: it is asked again, for so long. */
const LOCKED = /database is locked/;
const PATIENCE_MS = 1_000;
const LONGEST_PAUSE_MS = 40;

/** @template T @param {() => Promise<T>} call @returns {Promise<T>} */
async function unlocked(call) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() >= end || !LOCKED.test(String(/** @type {any} */ (error)?.message))) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
    }
  }
}

/** @param {any} kv @param {import("../types/stores.d.ts").PrefixOptions} [options] @returns {import("../types/stores.d.ts").LeasingTokenStore} */
export function denoKvStore(kv, { prefix = "bigcommerce-tokens" } = {}) {
  checkMethods(STORE, "what Deno.openKv() gives", kv, ["get", "set", "delete", "atomic"]);
  /** @param {string} key */
  const recordOf = async (key) => [prefix, "record", await nameOf(key)];

  const backend = {
    /** @param {string} key */
    read: async (key) => undated((await kv.get(await recordOf(key))).value),
    /** @param {string} key @param {string} value @param {number} lifeMs */
    async write(key, value, lifeMs) {
      const [name, text] = [await recordOf(key), dated(value, lifeMs)];
      await unlocked(() => kv.set(name, text, { expireIn: lifeMs }));
    },
    /** @param {string} key */
    async remove(key) {
      const name = await recordOf(key);
      await unlocked(() => kv.delete(name));
    },
  };

  return leasingStoreOver(STORE, backend, async (key, lifeMs) => {
    const [name, holder] = [[prefix, "lease", await nameOf(key)], newHolder()];
    const taken = await unlocked(async () => {
      const before = await kv.get(name);
      if (undated(before.value) !== null) return false;
      // An expired lease may still be there, so the version counts and not whether there is an entry.
      const { ok } = await kv.atomic().check(before).set(name, dated(holder, lifeMs), { expireIn: lifeMs }).commit();
      return ok;
    });
    if (!taken) return null;
    return () =>
      unlocked(async () => {
        const now = await kv.get(name);
        if (undated(now.value) === holder) await kv.atomic().check(now).delete(name).commit();
      });
  });
}
