// Redis by any of three clients. All write the same text, so that a service with ioredis and a function with Upstash's client
// share one token.
import { leasingStoreOver } from "./backend.js";
import { dated, undated } from "./dated.js";
import { newHolder } from "./names.js";
import { commandsOf } from "./redis-clients.js";

const STORE = "redisStore";

/** @param {any} client @param {import("../types/stores.d.ts").RedisStoreOptions} [options] @returns {import("../types/stores.d.ts").LeasingTokenStore} */
export function redisStore(client, { prefix = "bigcommerce-tokens:", shape } = {}) {
  const redis = commandsOf(STORE, client, shape);
  /** @param {string} key */
  const recordOf = (key) => `${prefix}record:${key}`;

  const backend = {
    /** @param {string} key */
    read: async (key) => undated(await redis.get(recordOf(key))),
    /** @param {string} key @param {string} value @param {number} lifeMs */
    write: (key, value, lifeMs) => redis.set(recordOf(key), dated(value, lifeMs), lifeMs),
    /** @param {string} key */
    remove: (key) => redis.delete(recordOf(key)),
  };

  return leasingStoreOver(STORE, backend, async (key, lifeMs) => {
    const [name, holder, halfLife] = [`${prefix}lease:${key}`, newHolder(), Date.now() + lifeMs / 2];
    const reply = await redis.setIfAbsent(name, holder, lifeMs);
    return reply === "OK" ? () => release(redis, name, holder, halfLife) : null;
  });
}

/**
 * Gives a lease back if it is still this holder's. A server may forbid scripts; without one, reading and deleting are two
 * steps, so it is done only while the lease has half of its life before it, and nobody else can have come in between.
 *
 * @param {import("./redis-clients.js").Commands} redis
 * @param {string} name
 * @param {string} holder
 * @param {number} halfLife Unix milliseconds
 */
async function release(redis, name, holder, halfLife) {
  try {
    return await redis.deleteIfEqual(name, holder);
  } catch {
    const mine = (await redis.get(name)) === holder && Date.now() < halfLife;
    return mine && redis.delete(name);
  }
}
