// Types taken from the program that imports this package. A server may be type-checked with lib.dom, with @types/node, with
// @cloudflare/workers-types, with Deno's or Bun's own types, or with none of them; naming `Headers` or `AbortSignal` outright
// would break some of these. So each type is looked up on `globalThis`, and a small shape of ours stands in where it is absent.

/** What this package reads of an abort signal. Every `AbortSignal` has it, of whichever library or realm. */
export interface AbortSignalLike {
  /** Whether it has happened. */
  readonly aborted: boolean;
  /** Why; becomes the `cause` of an AbortedError. */
  readonly reason?: unknown;
  /** Called once, with "abort". */
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  /** Called when the call is over, so that a long-lived signal keeps no listeners. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What this package reads of response headers. Every `Headers` has it. */
export interface HeadersLike {
  /** The value of a header, in any case. Values of a repeated one are joined by commas. */
  get(name: string): string | null;
  /** Whether there is such a header. */
  has(name: string): boolean;
  /** Every header, its name in lower case. */
  forEach(callback: (value: string, name: string) => void): void;
}

/**
 * What this package reads of a response, whoever made it. A body is read through `body.getReader()` where that exists, so that
 * it can be bounded, and through `arrayBuffer()` otherwise.
 */
export interface ResponseLike {
  /** The HTTP status, 0 to 999. */
  readonly status: number;
  /** The headers; a name comes in lower case. */
  readonly headers: { get(name: string): string | null };
  /** The whole body. */
  arrayBuffer(): PromiseLike<ArrayBuffer>;
}

type GlobalFetch = typeof globalThis extends { fetch: infer F } ? F : unknown;
type GlobalInit = GlobalFetch extends (input: any, init?: infer I) => unknown ? NonNullable<I> : unknown;
type GlobalReply = GlobalFetch extends (...args: any[]) => Promise<infer R> ? R : unknown;

/** `Headers` where the program knows that type, else {@link HeadersLike}. */
export type HostHeaders = GlobalReply extends { headers: infer H } ? H : HeadersLike;

/** `AbortSignal` where the program knows that type, else {@link AbortSignalLike}. */
export type HostAbortSignal = GlobalInit extends { signal?: infer S } ? (unknown extends S ? AbortSignalLike : NonNullable<S>) : AbortSignalLike;

/** `WebAssembly.Module` where the program knows that type, else any object. */
export type HostWasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M & object : object;

/** What a supplied `fetch` is called with: an absolute URL and a plain object with these keys, plus your `fetchOptions`. */
export interface FetchInit {
  /** In capitals, such as "POST". */
  method: string;
  /** Names and values, as a plain object without a prototype: no `Headers`, which has `get` and `set`. */
  headers: Record<string, string>;
  /** JSON. */
  body?: string;
  /** Always "manual": a redirect is seen and refused, never followed with a secret. */
  redirect: "manual";
  /** Aborts at the attempt's deadline, at the total deadline, and when the caller's signal does. */
  signal: HostAbortSignal;
}

/**
 * Any function that works like `fetch`: the global one, undici's, node-fetch's, a wrapper of your own, the sandbox's.
 *
 * Written as a method so that a `fetch` with wider parameter types than {@link FetchInit} is accepted without a cast.
 */
export type FetchLike = { fetch(url: string, init: FetchInit): PromiseLike<ResponseLike> }["fetch"];
