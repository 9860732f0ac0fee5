export { denoKvStore, durableObjectStore, memoryStore, redisStore, sealedStore, TokenLeaseObject, unstorageStore, workersKvStore } from "../stores/index.js";
