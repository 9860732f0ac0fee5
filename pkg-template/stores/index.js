/**
 * Places to keep tokens, for many machines to share one. Each is made from a client of the backend that the program already
 * has; `types/stores.d.ts` says what each promises.
 */
export { denoKvStore } from "./deno-kv.js";
export { durableObjectStore } from "./durable-object.js";
export { memoryStore } from "./memory.js";
export { redisStore } from "./redis.js";
export { sealedStore } from "./sealed.js";
export { TokenLeaseObject } from "./token-lease-object.js";
export { unstorageStore } from "./unstorage.js";
export { workersKvStore } from "./workers-kv.js";
