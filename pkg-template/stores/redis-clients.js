// The five commands that are needed, as each client of Redis spells them.
import { checkMethods } from "./check.js";

/** Compares and deletes in one step, so that nobody can take the lease in between. */
const DELETE_IF_EQUAL = 'if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0';

/**
 * @typedef {object} Commands
 * @property {(key: string) => Promise<unknown>} get
 * @property {(key: string, value: string, ms: number) => Promise<unknown>} set
 * @property {(key: string, value: string, ms: number) => Promise<unknown>} setIfAbsent "OK", or something else
 * @property {(key: string) => Promise<unknown>} delete
 * @property {(key: string, value: string) => Promise<unknown>} deleteIfEqual
 */

/** @type {Record<import("../types/stores.d.ts").RedisShape, (client: any) => Omit<Commands, "get" | "delete">>} */
const SHAPES = {
  ioredis: (client) => ({
    set: (key, value, ms) => client.set(key, value, "PX", ms),
    setIfAbsent: (key, value, ms) => client.set(key, value, "PX", ms, "NX"),
    deleteIfEqual: async (key, value) => client.eval(DELETE_IF_EQUAL, 1, key, value),
  }),
  redis: (client) => ({
    set: (key, value, ms) => client.set(key, value, { PX: ms }),
    setIfAbsent: (key, value, ms) => client.set(key, value, { PX: ms, NX: true }),
    deleteIfEqual: async (key, value) => client.eval(DELETE_IF_EQUAL, { keys: [key], arguments: [value] }),
  }),
  upstash: (client) => ({
    set: (key, value, ms) => client.set(key, value, { px: ms }),
    setIfAbsent: (key, value, ms) => client.set(key, value, { px: ms, nx: true }),
    deleteIfEqual: async (key, value) => client.eval(DELETE_IF_EQUAL, [key], [value]),
  }),
};

/**
 * ioredis alone has a text `status` and `call()`, and redis alone of the others has `sendCommand()`.
 *
 * @param {any} client
 * @returns {import("../types/stores.d.ts").RedisShape}
 */
function shapeOf(client) {
  if (typeof client.call === "function" && typeof client.status === "string") return "ioredis";
  return typeof client.sendCommand === "function" ? "redis" : "upstash";
}

/** @param {string} store @param {any} client @param {import("../types/stores.d.ts").RedisShape} [shape] @returns {Commands} */
export function commandsOf(store, client, shape) {
  checkMethods(store, "a client of ioredis, redis or @upstash/redis", client, ["get", "set", "del"]);
  const chosen = shape ?? shapeOf(client);
  if (!Object.hasOwn(SHAPES, chosen)) throw new TypeError(`${store}: shape: expected one of ${Object.keys(SHAPES).join(", ")}`);
  return { get: (key) => client.get(key), delete: (key) => client.del(key), ...SHAPES[chosen](client) };
}
