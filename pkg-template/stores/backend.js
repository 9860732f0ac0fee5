// What every store does around its backend: checks before, one kind of error after.
import { checkKey, checkValue, leaseLifeOf, lifeOf } from "./check.js";
import { attempt } from "./failure.js";

/**
 * The calls that differ from store to store. Keys and lives have been checked, and a life is at least 1 ms.
 *
 * @typedef {object} Backend
 * @property {(key: string) => Promise<unknown>} read whatever is no text counts as nothing
 * @property {(key: string, value: string, lifeMs: number) => Promise<unknown>} write
 * @property {(key: string) => Promise<unknown>} remove
 */

/**
 * The same for leases: how to give one back, or `null` where another holds it.
 *
 * @typedef {(key: string, lifeMs: number) => Promise<null | (() => Promise<unknown>)>} Acquire
 */

/** @param {string} name the function that makes the store, for messages @param {Backend} backend @returns {import("../types/stores.d.ts").TokenStore} */
export function storeOver(name, { read, write, remove }) {
  return {
    async get(key) {
      checkKey(name, key);
      const value = await attempt(name, "get", () => read(key));
      return typeof value === "string" ? value : null;
    },

    async set(key, value, { ttlMs }) {
      checkKey(name, key);
      checkValue(name, value);
      const lifeMs = lifeOf(name, ttlMs);
      await attempt(name, "set", () => (lifeMs === 0 ? remove(key) : write(key, value, lifeMs)));
    },

    async delete(key) {
      checkKey(name, key);
      await attempt(name, "delete", () => remove(key));
    },
  };
}

/** @param {string} name @param {Backend} backend @param {Acquire} acquire @returns {import("../types/stores.d.ts").LeasingTokenStore} */
export function leasingStoreOver(name, backend, acquire) {
  return {
    ...storeOver(name, backend),

    async lease(key, ttlMs) {
      checkKey(name, key);
      const lifeMs = leaseLifeOf(name, ttlMs);
      const giveBack = await attempt(name, "lease", () => acquire(key, lifeMs));
      return giveBack && { release: async () => void (await attempt(name, "release", giveBack)) };
    },
  };
}
