/**
 * Places to keep tokens, so that many machines share one. A token provider takes any of them as `store`; without one it keeps its
 * tokens in memory.
 *
 * | store | backend | lease |
 * |---|---|---|
 * | {@link memoryStore} | this process | yes |
 * | {@link redisStore} | Redis 2.6.12 and newer, Valkey, Upstash | yes |
 * | {@link durableObjectStore} | a Cloudflare Durable Object | yes |
 * | {@link denoKvStore} | Deno KV | yes |
 * | {@link workersKvStore} | Cloudflare Workers KV | no |
 * | {@link unstorageStore} | any driver of unstorage | no |
 * | {@link sealedStore} | one of the others, encrypted | as that one |
 *
 * With a lease one machine refreshes and the others wait for what it writes. Without one, refreshes are spread by chance.
 *
 * What all have in common: a record never outlives its `ttlMs`, whatever the backend does; lives and leases are cut at 30 days;
 * what was not written by the same store reads as `null`; a failure of the backend rejects with an `Error` that names the store, the
 * operation and the kind of failure, without its message or cause, since clients quote the commands, and so the tokens, in theirs.
 * Arguments of the wrong type reject with a `TypeError`. Nothing happens at import, and no store starts a timer.
 *
 * @module
 */

/** A right to refresh, held by one at a time until it is released or its time is over. */
export interface TokenLease {
  /** Gives it back. Does nothing if it has expired meanwhile, also if another holds it now. */
  release(): Promise<void>;
}

/** Where tokens are kept. Write your own against this interface, or take one of this module. */
export interface TokenStore {
  /** The value, or `null` where there is none, its life is over, or what is there is not this store's. */
  get(key: string): Promise<string | null>;
  /**
   * Keeps a value, in place of what was there.
   *
   * @param options.ttlMs Its life in milliseconds from now; 0 and less remove the record.
   */
  set(key: string, value: string, options: { ttlMs: number }): Promise<void>;
  /** Forgets a value, if there is one. */
  delete(key: string): Promise<void>;
  /**
   * Asks to be the one refresher of a key for `ttlMs` milliseconds: a lease, or `null` while another holds it. Leases and records
   * do not touch each other. Absent where the backend has no compare-and-set.
   */
  lease?(key: string, ttlMs: number): Promise<TokenLease | null>;
}

/** A store that says how long a write takes to be seen everywhere. Spread it together with another's `lease`, and it still does. */
export interface SlowTokenStore extends TokenStore {
  /** In milliseconds. */
  readonly propagationMs: number;
}

/** A store that has leases. */
export interface LeasingTokenStore extends TokenStore {
  lease(key: string, ttlMs: number): Promise<TokenLease | null>;
}

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** How many records are kept; beyond that the one that was used longest ago is dropped. Default 1000. */
  max?: number | undefined;
  /** What time it is, for tests; the sandbox's clock is one. Default `Date`. */
  clock?: { now(): number } | undefined;
}

/**
 * Keeps tokens in this process. Give one to several providers to let them share; other processes do not see it.
 *
 * @example
 * ```js
 * import { memoryStore } from "bigcommerce-tokens/stores";
 *
 * const store = memoryStore({ max: 50 });
 * ```
 */
export function memoryStore(options?: MemoryStoreOptions): LeasingTokenStore;

/** Options of stores that share a backend with others. */
export interface PrefixOptions {
  /** What every name in the backend begins with. Default `"bigcommerce-tokens:"`. */
  prefix?: string | undefined;
}

/** Which client's way of calling is used. */
export type RedisShape = "ioredis" | "redis" | "upstash";

/** Options of {@link redisStore}. */
export interface RedisStoreOptions extends PrefixOptions {
  /**
   * How the client is called. Default: found out. What has `call()` and a text `status` is ioredis's, what else has `sendCommand()` is
   * redis's (node-redis), and the rest is Upstash's. Say it for a wrapper that hides these.
   */
  shape?: RedisShape | undefined;
}

/** What is used of a Redis client: `Redis` and `Cluster` of ioredis 5 and 6, a client of redis 4 to 6, `Redis` of @upstash/redis, `kv` of @vercel/kv. */
export interface RedisClientLike {
  get(key: string): PromiseLike<unknown>;
  set(key: string, value: string, ...options: any[]): PromiseLike<unknown>;
  del(key: string): PromiseLike<unknown>;
  /** Releases a lease in one step. Where it is missing or forbidden, a lease is deleted in its first half only, and expires otherwise. */
  eval?(...parameters: any[]): unknown;
}

/**
 * Keeps tokens in Redis. The lease is `SET name value NX PX ms` with a random value, and is released by a script that compares it.
 * Works with Redis Cluster: no command touches two keys.
 *
 * The store hands every command to the client at once and waits for it, so the client decides how long an unreachable server is
 * waited for. Let it not queue without end: ioredis `maxRetriesPerRequest: 1`, redis `disableOfflineQueue: true`.
 *
 * @example
 * ```js
 * import { redisStore } from "bigcommerce-tokens/stores";
 *
 * // A client of ioredis, redis or @upstash/redis, connected as your program needs it.
 * export const storeOn = (client) => redisStore(client, { prefix: "shop:tokens:" });
 * ```
 */
export function redisStore(client: RedisClientLike, options?: RedisStoreOptions): LeasingTokenStore;

/** What is used of a Workers KV namespace. */
export interface KvNamespaceLike {
  get(key: string, type: "text"): PromiseLike<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): PromiseLike<unknown>;
  delete(key: string): PromiseLike<unknown>;
}

/**
 * Keeps tokens in Cloudflare Workers KV. A write is seen everywhere after about a minute, so there is no lease. Take that of a
 * Durable Object where one refresher at a time matters: `{ ...workersKvStore(env.TOKENS), lease: durableObjectStore(env.LEASES).lease }`.
 *
 * KV keeps a record for at least 60 seconds; a shorter life ends in time all the same, since each record carries its end.
 *
 * @example
 * ```js
 * import { workersKvStore } from "bigcommerce-tokens/stores";
 *
 * export default {
 *   async fetch(request, env) {
 *     const store = workersKvStore(env.TOKENS);
 *     return Response.json({ known: (await store.get("a-key")) !== null });
 *   },
 * };
 * ```
 */
export function workersKvStore(namespace: KvNamespaceLike, options?: PrefixOptions): SlowTokenStore;

/** What is used of a Durable Object's stub. */
export interface DurableObjectStubLike {
  fetch(url: string, init: { method: string; body: string }): PromiseLike<{ readonly ok: boolean; json(): Promise<any> }>;
}

/** What is used of a Durable Object namespace. */
export interface DurableObjectNamespaceLike {
  idFromName(name: string): any;
  get(id: any): DurableObjectStubLike;
}

/**
 * Keeps tokens in Durable Objects of the class {@link TokenLeaseObject}.
 *
 * Hand in the namespace: each key then has an object of its own, near the first who asked for it, and the store may be made once
 * per isolate. A stub puts all keys into one object, and is good for the request that made it alone.
 *
 * @example
 * ```js
 * import { durableObjectStore } from "bigcommerce-tokens/stores";
 *
 * export { TokenLeaseObject } from "bigcommerce-tokens/stores";
 *
 * export default {
 *   async fetch(request, env) {
 *     const store = durableObjectStore(env.TOKEN_LEASES);
 *     return Response.json({ known: (await store.get("a-key")) !== null });
 *   },
 * };
 * ```
 */
export function durableObjectStore(target: DurableObjectNamespaceLike | DurableObjectStubLike, options?: PrefixOptions): LeasingTokenStore;

/** What is used of a Durable Object's state. */
export interface DurableObjectStateLike {
  readonly storage: {
    get(key: string): Promise<any>;
    put(key: string, value: any): Promise<void>;
    delete(key: string): Promise<boolean>;
    delete(keys: string[]): Promise<number>;
    list(): Promise<Map<string, any>>;
    getAlarm(): Promise<number | null>;
    setAlarm(time: number): Promise<void>;
  };
}

/** A `Response` where the program knows that type. */
type HostResponse = typeof globalThis extends { fetch: (...parameters: any[]) => Promise<infer R> } ? R : object;

/**
 * The Durable Object of {@link durableObjectStore}. Export it from the Worker's main module and name it in the configuration of
 * wrangler, with SQLite or without. It keeps its records and leases in its storage, judges both by its own clock, and removes what
 * is over by an alarm.
 */
export class TokenLeaseObject {
  constructor(state: DurableObjectStateLike, env?: unknown);
  /** Answers {@link durableObjectStore}, and nobody else: it is not reachable from outside unless your Worker forwards to it. */
  fetch(request: { json(): Promise<any> }): Promise<HostResponse>;
  /** Called by the platform. */
  alarm(): Promise<void>;
}

/** What is used of Deno KV. */
export interface DenoKvLike {
  get(key: string[]): Promise<{ value: unknown; versionstamp: string | null }>;
  set(key: string[], value: unknown, options?: { expireIn?: number }): Promise<unknown>;
  delete(key: string[]): Promise<unknown>;
  atomic(): any;
}

/**
 * Keeps tokens in Deno KV, below the key `[prefix]`. The lease is an atomic check of the entry's version.
 *
 * @param kv What `await Deno.openKv()` gives; Deno wants `--unstable-kv`.
 * @param options `prefix`: the first part of every key. Default `"bigcommerce-tokens"`.
 *
 * @example
 * ```js
 * import { denoKvStore } from "bigcommerce-tokens/stores";
 *
 * // await Deno.openKv()
 * export const storeOn = (kv) => denoKvStore(kv);
 * ```
 */
export function denoKvStore(kv: DenoKvLike, options?: PrefixOptions): LeasingTokenStore;

/** What is used of unstorage. */
export interface UnstorageLike {
  getItem(key: string): PromiseLike<unknown>;
  setItem(key: string, value: string, options?: any): PromiseLike<unknown>;
  removeItem(key: string): PromiseLike<unknown>;
}

/**
 * Keeps tokens in any driver of unstorage 1. Drivers that can forget are told the life in seconds; in the others an expired
 * record reads as `null` and stays until it is replaced.
 *
 * @example
 * ```js
 * import { unstorageStore } from "bigcommerce-tokens/stores";
 *
 * // createStorage({ driver })
 * export const storeOn = (storage) => unstorageStore(storage);
 * ```
 */
export function unstorageStore(storage: UnstorageLike, options?: PrefixOptions): TokenStore;

/** `CryptoKey` where the program knows that type. */
type HostCryptoKey = typeof globalThis extends { CryptoKey: { prototype: infer K } } ? K : never;

/** A key of 256 bits: a `CryptoKey` for AES-GCM that may encrypt and decrypt, 32 bytes, or their base64 (either alphabet). */
export type SealingKey = HostCryptoKey | ArrayBufferView | ArrayBuffer | string;

/**
 * Encrypts what a store keeps, by AES-256-GCM. The key of a record is authenticated with it: a record that is moved to another key, or
 * changed, or sealed with a key that is not known reads as `null`.
 *
 * To change the key, give `[newKey, oldKey]` until every record has been written anew, which takes one life of a token: the first
 * seals, both open. Names of records and leases are not encrypted; they hold no secret.
 *
 * @throws TypeError for a key of another kind or length.
 *
 * @example
 * ```js
 * import process from "node:process";
 * import { memoryStore, sealedStore } from "bigcommerce-tokens/stores";
 *
 * // openssl rand -base64 32
 * const store = sealedStore(memoryStore(), process.env.TOKEN_STORE_KEY);
 * ```
 */
export function sealedStore<S extends TokenStore>(store: S, key: SealingKey | readonly [newKey: SealingKey, oldKey: SealingKey]): S;
