// Any driver of unstorage. Its interface has no compare-and-set, so there is no lease, whatever the driver could do.
import { storeOver } from "./backend.js";
import { checkMethods } from "./check.js";
import { dated, undated } from "./dated.js";
import { nameOf } from "./names.js";

const STORE = "unstorageStore";

/** @param {any} storage @param {import("../types/stores.d.ts").PrefixOptions} [options] @returns {import("../types/stores.d.ts").TokenStore} */
export function unstorageStore(storage, { prefix = "bigcommerce-tokens:" } = {}) {
  checkMethods(STORE, "what createStorage() gives", storage, ["getItem", "setItem", "removeItem"]);
  /** @param {string} key */
  const recordOf = async (key) => `${prefix}record:${await nameOf(key)}`;

  return storeOver(STORE, {
    read: async (key) => undated(await storage.getItem(await recordOf(key))),
    // Drivers that forget by themselves take whole seconds; the others take no notice.
    write: async (key, value, lifeMs) => storage.setItem(await recordOf(key), dated(value, lifeMs), { ttl: Math.ceil(lifeMs / 1_000) }),
    remove: async (key) => storage.removeItem(await recordOf(key)),
  });
}
