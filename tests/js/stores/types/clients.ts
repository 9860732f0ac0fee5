// The types of the real clients are accepted without a cast. Compiled by types.test.mjs.
import type { DurableObjectNamespace, DurableObjectState, DurableObjectStub, KVNamespace } from "@cloudflare/workers-types";
import type { Redis as UpstashRedis } from "@upstash/redis";
import type { Cluster, Redis as IoRedis } from "ioredis";
import type { Cluster as Cluster6, Redis as IoRedis6 } from "ioredis-6";
import { createClient, createClientPool, createCluster } from "redis";
import { createClient as createClient5, createClientPool as createClientPool5, createCluster as createCluster5 } from "redis-5";
import type { Storage } from "unstorage";
import { denoKvStore, durableObjectStore, memoryStore, redisStore, sealedStore, TokenLeaseObject, unstorageStore, workersKvStore } from "../../../../pkg-template/types/stores.js";
import type { LeasingTokenStore, TokenStore } from "../../../../pkg-template/types/stores.js";

declare const io: IoRedis;
declare const ioCluster: Cluster;
declare const io6: IoRedis6;
declare const ioCluster6: Cluster6;
declare const upstash: UpstashRedis;
declare const storage: Storage;
declare const namespace: KVNamespace;
declare const objects: DurableObjectNamespace;
declare const stub: DurableObjectStub;
declare const state: DurableObjectState;
declare const cryptoKey: CryptoKey;

export const leasing: LeasingTokenStore[] = [
  memoryStore(),
  memoryStore({ max: 5, clock: { now: () => 0 } }),
  redisStore(io),
  redisStore(ioCluster, { prefix: "shop:" }),
  redisStore(createClient()),
  redisStore(createClient({ RESP: 3 })),
  redisStore(createClientPool()),
  redisStore(createCluster({ rootNodes: [] }), { shape: "redis" }),
  redisStore(io6),
  redisStore(ioCluster6),
  redisStore(createClient5()),
  redisStore(createClientPool5()),
  redisStore(createCluster5({ rootNodes: [] }), { shape: "redis" }),
  redisStore(upstash),
  durableObjectStore(objects),
  durableObjectStore(stub),
  sealedStore(memoryStore(), cryptoKey),
  sealedStore(memoryStore(), [new Uint8Array(32), "base64"]),
];

export const plain: TokenStore[] = [...leasing, workersKvStore(namespace), unstorageStore(storage), sealedStore(workersKvStore(namespace), "base64")];

new TokenLeaseObject(state, {});

// @ts-expect-error a store without leases does not become one with
export const none: LeasingTokenStore = sealedStore(workersKvStore(namespace), "base64");
// @ts-expect-error no such client
redisStore({ get: async () => null });
// @ts-expect-error no such shape
redisStore(io, { shape: "memcached" });
// @ts-expect-error a key is needed
sealedStore(memoryStore());
// @ts-expect-error at most two keys
sealedStore(memoryStore(), ["a", "b", "c"]);
// @ts-expect-error a namespace of another kind
durableObjectStore(namespace);
// @ts-expect-error what a life is must be said
memoryStore().set("key", "value");
export { denoKvStore };
