import type { ErrorCode, Outcome } from "./errors.js";
import type { AbortSignalLike, FetchLike } from "./host.js";

/** How much is told to the logger: nothing, or what is at least as grave. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** Where messages go. `console`, pino and winston fit. It never receives a secret. */
export interface Logger {
  /** Not used today. */
  error(message: string, ...details: unknown[]): void;
  /** Deprecations, what a provider meets on its way, and an `onEvent` that failed. */
  warn(message: string, ...details: unknown[]): void;
  /** Retries and failures. */
  info(message: string, ...details: unknown[]): void;
  /** Requests and responses. */
  debug(message: string, ...details: unknown[]): void;
}

/**
 * What time it is, and how to wait between attempts; the sandbox's `clock` is one. Deadlines keep real time: they guard against a
 * server that does not answer, and no test clock knows that.
 */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`, which is asked instead where this throws or gives no such number. */
  now(): number;
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignalLike): Promise<void>;
}

/**
 * What a client tells `onEvent`, in the order in which it happens. No event holds a secret.
 *
 * One call gives "request" before each attempt, then "response" if a status came, "retry" before each wait, and "failure" once if
 * the call fails. A GraphQL request whose token was rejected gives "failure" for that, and all of it anew for the one with another
 * token. "warning" belongs to no call.
 */
export type ClientEvent =
  | {
      readonly type: "request";
      /** The method that was called, such as `privateTokens.create`. */
      readonly operation: string;
      /** 1 for the first. */
      readonly attempt: number;
      /** In capitals, such as "POST". */
      readonly method: string;
      /** Origin and path. Never the query. */
      readonly url: string;
    }
  | {
      readonly type: "response";
      readonly operation: string;
      readonly attempt: number;
      /** The HTTP status. */
      readonly status: number;
      /** From the call to this answer, in milliseconds. */
      readonly elapsedMs: number;
      /** The API's id of the request, where it gives one. */
      readonly requestId: string | null;
    }
  | {
      readonly type: "retry";
      readonly operation: string;
      /** The attempt that failed. */
      readonly attempt: number;
      /** The wait before the next one, in milliseconds. */
      readonly afterMs: number;
      /** The code of the error that this attempt ended with, such as `server`. */
      readonly reason: ErrorCode;
    }
  | {
      readonly type: "failure";
      readonly operation: string;
      /** 0 if nothing was sent. */
      readonly attempts: number;
      /** Of the whole call, in milliseconds. */
      readonly elapsedMs: number;
      /** The code of the error that the call rejects with. */
      readonly code: ErrorCode;
      /** Whether the server may have acted; absent where nothing was about to be sent. */
      readonly outcome?: Outcome;
    }
  | {
      readonly type: "warning";
      /**
       * A stable name: `b2b_server_to_server_deprecated`; of a provider `token_store_failed`, `clock_skew`, `token_refresh_failed`,
       * `token_refused_again`, `token_record_ignored`.
       */
      readonly code: string;
      /** For people. */
      readonly message: string;
    };

/** Options of a client. Only `storeHash` is always needed. An option that is `undefined` counts as not given. */
export interface ClientOptions {
  /** The store, as it stands in its API path `stores/{store_hash}/v3`: 1 to 64 lower-case letters and digits, such as `g5cd38`. */
  storeHash: string;
  /**
   * The access token of a store-level or app-level API account, sent as X-Auth-Token. Its OAuth scope must allow the operation:
   * "Storefront API Tokens" (modify) for private tokens.
   *
   * A function is asked at each call: for vaults, for rotation, for secrets that a Worker has only per request.
   * Not needed for `b2b.serverToServerTokens` (whose `create` sends it if there is one) and for
   * `b2b.storefrontTokens.fromCurrentCustomerJwt`; every other operation rejects with ConfigError without it.
   */
  accessToken?: string | (() => string | Promise<string>) | undefined;
  /** Sends the requests. Default: `globalThis.fetch`, looked up at each call, so that a tracer which replaces it later is used. */
  fetch?: FetchLike | undefined;
  /**
   * Handed to `fetch` beside what the client sets: `dispatcher` (undici), `proxy` (Bun), `client` (Deno), `cf` (Workers). The five
   * keys the client sets itself are refused with ConfigError.
   */
  fetchOptions?:
    | (Readonly<Record<string, unknown>> & { redirect?: undefined; headers?: undefined; method?: undefined; body?: undefined; signal?: undefined })
    | undefined;
  /** Deadline of one attempt, headers and body, in milliseconds from 1. Default 5 000; 10 000 for B2B Edition and GraphQL. */
  timeoutMs?: number | undefined;
  /** Deadline of all attempts and the waits between them, in milliseconds from 1. Default 15 000, or `timeoutMs` if that is more. */
  totalTimeoutMs?: number | undefined;
  /**
   * Attempts after the first, where a repetition is safe enough: 0 to 10. Default 2.
   *
   * An answer of 408, 425, 429, 500, 502, 503 or 504 is repeated so often, creates too: BigCommerce asks for that, although the `outcome`
   * of such an error may be `"unknown"`. After a timeout or a broken connection, a create is tried once more at most. A sign-in with a
   * password is repeated only if nothing was sent; a refusal such as 401 or 422 never.
   *
   * Retries are paid for from a budget that clients of one store share if they were made by `withOptions()`: 20 credits, 5 for each
   * retry; one comes back with each success and every 10 seconds.
   */
  maxRetries?: number | undefined;
  /**
   * The longest wait that the API may ask for, in milliseconds. Default 60 000. A longer one, or one beyond `totalTimeoutMs`, is
   * thrown at once with `retryAfterMs`: as RateLimitError, or as ServerError where a 5xx asks for it.
   */
  maxRetryAfterMs?: number | undefined;
  /** Where messages go. Default `console`. */
  logger?: Logger | undefined;
  /** Default: the environment's BIGCOMMERCE_LOG where that can be read, else "warn". "error" and "off" silence the deprecation warning. */
  logLevel?: LogLevel | undefined;
  /** Told of every request, answer, retry and failure, for metrics and traces. What it throws is ignored. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Your program, added to the User-Agent where the runtime lets that header be set, as `name/version (+url)`. */
  appInfo?: { name: string; version?: string | undefined; url?: string | undefined } | undefined;
  /**
   * Other addresses of the API: the sandbox, or a proxy of your own. https only; http for loopback hosts alone. `api` is an origin
   * (default `https://api.bigcommerce.com`); `b2b` has a base path too (default `https://api-b2b.bigcommerce.com/api/io`). `storefront` is where a provider's `fetch` sends its token, beside BigCommerce's own storefronts.
   */
  endpoints?: { api?: string | undefined; b2b?: string | undefined; storefront?: string | undefined } | undefined;
  /** For tests: time and waits that need not be real. */
  clock?: Clock | undefined;
  /** Admits a server runtime that is not known yet. Without effect where any mark of a browser is found. */
  runtime?: "server" | undefined;
}

/** Options of one call. They win over the client's. */
export interface RequestOptions {
  /** Ends the call with AbortedError, also during a wait. */
  signal?: AbortSignalLike | undefined;
  /** As {@link ClientOptions.timeoutMs}. */
  timeoutMs?: number | undefined;
  /** As {@link ClientOptions.totalTimeoutMs}. */
  totalTimeoutMs?: number | undefined;
  /** As {@link ClientOptions.maxRetries}. */
  maxRetries?: number | undefined;
  /**
   * More request headers, such as a correlation id; at most 32, in ASCII. Those that the client or the runtime sets, that carry a
   * credential, or that only browsers send are refused.
   */
  headers?: Readonly<Record<string, string>> | undefined;
}
