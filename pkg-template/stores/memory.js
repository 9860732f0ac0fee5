// Records in this process: bounded, and forgotten on use rather than by timers, which would keep a process alive and which
// runtimes fire at once when they are long.
import { leasingStoreOver } from "./backend.js";
import { checkMethods } from "./check.js";

const STORE = "memoryStore";

/** @param {import("../types/stores.d.ts").MemoryStoreOptions} [options] @returns {import("../types/stores.d.ts").LeasingTokenStore} */
export function memoryStore({ max = 1_000, clock = Date } = {}) {
  if (!Number.isInteger(max) || max < 1) throw new TypeError(`${STORE}: max: expected a whole number of at least 1`);
  checkMethods(STORE, "a clock", clock, ["now"]);
  /** The least recently used first. @type {Map<string, { value: string, deadline: number }>} */
  const records = new Map();
  /** @type {Map<string, { deadline: number }>} */
  const leases = new Map();

  /** @template {{ deadline: number }} T @param {Map<string, T>} entries @param {string} key @returns {T | undefined} */
  function living(entries, key) {
    const entry = entries.get(key);
    if (entry === undefined || clock.now() < entry.deadline) return entry;
    entries.delete(key);
    return undefined;
  }

  /** Puts an entry last, where those that were used last are. @template T @param {Map<string, T>} entries @param {string} key @param {T} entry */
  function putLast(entries, key, entry) {
    entries.delete(key);
    entries.set(key, entry);
  }

  const backend = {
    /** @param {string} key */
    async read(key) {
      const record = living(records, key);
      if (record === undefined) return null;
      putLast(records, key, record);
      return record.value;
    },

    /** @param {string} key @param {string} value @param {number} lifeMs */
    async write(key, value, lifeMs) {
      putLast(records, key, { value, deadline: clock.now() + lifeMs });
      for (const oldest of records.keys()) {
        if (records.size <= max) break;
        records.delete(oldest);
      }
    },

    /** @param {string} key */
    remove: async (key) => records.delete(key),
  };

  return leasingStoreOver(STORE, backend, async (key, lifeMs) => {
    for (const held of leases.keys()) living(leases, held);
    if (leases.has(key)) return null;
    const lease = { deadline: clock.now() + lifeMs };
    leases.set(key, lease);
    return async () => leases.get(key) === lease && leases.delete(key);
  });
}
