import type { HostHeaders, HostWasmModule } from "./host.js";
import type { ClientOptions, RequestOptions } from "./options.js";

export {
  ApiError,
  AbortedError,
  AuthenticationError,
  BadRequestError,
  BigCommerceError,
  BrowserRefusedError,
  ConfigError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ProtocolError,
  RateLimitError,
  RedirectRefusedError,
  ServerError,
  TimeoutError,
  UnprocessableError,
  ValidationError,
} from "./errors.js";
export type { CallFacts, ErrorCode, IssueCode, Outcome, ValidationIssue } from "./errors.js";
export type { AbortSignalLike, FetchInit, FetchLike, HeadersLike, ResponseLike } from "./host.js";
export type { ClientEvent, ClientOptions, Clock, Logger, LogLevel, RequestOptions } from "./options.js";

/** The variables that `fromEnv` reads. A Worker's `env` and Node's `process.env` both have this shape. */
export interface EnvVariables {
  /** Becomes {@link ClientOptions.storeHash}. */
  readonly BIGCOMMERCE_STORE_HASH?: string | undefined;
  /** Becomes {@link ClientOptions.accessToken}. */
  readonly BIGCOMMERCE_ACCESS_TOKEN?: string | undefined;
}

/**
 * A client for one store. It holds no connection and needs no closing; make one and keep it.
 *
 * `console.log(client)` and JSON show no secret.
 *
 * @example
 * ```js
 * import { BigCommerceTokens } from "bigcommerce-tokens";
 *
 * const client = new BigCommerceTokens({
 *   storeHash: process.env.BIGCOMMERCE_STORE_HASH,
 *   accessToken: process.env.BIGCOMMERCE_ACCESS_TOKEN,
 * });
 * ```
 */
export class BigCommerceTokens {
  /**
   * Checks the options and the runtime. Sends nothing and never returns a half-made client.
   *
   * @throws {@link ConfigError} if an option is missing, unknown or wrong.
   * @throws {@link BrowserRefusedError} in a browser, and in a host that does not prove to be a server.
   */
  constructor(options: ClientOptions);

  /**
   * A client from BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_ACCESS_TOKEN.
   *
   * @param env - Where to read them. Default: the runtime's own environment. A Worker hands over the `env` of the request.
   * @param options - Win over the environment.
   * @throws {@link ConfigError} if one of the two is found nowhere, or an option is wrong.
   * @throws {@link BrowserRefusedError} as the constructor.
   *
   * @example
   * ```js
   * export default {
   *   async fetch(request, env) {
   *     const client = BigCommerceTokens.fromEnv(env);
   *     // ...
   *   },
   * };
   * ```
   */
  static fromEnv(env?: EnvVariables | Readonly<Record<string, string | undefined>>, options?: Partial<ClientOptions>): BigCommerceTokens;

  /**
   * A new client with some options replaced; this one stays as it is.
   *
   * @throws {@link ConfigError} and {@link BrowserRefusedError} as the constructor.
   *
   * @example
   * ```js
   * const patient = client.withOptions({ totalTimeoutMs: 60_000 });
   * ```
   */
  withOptions(options: Partial<ClientOptions>): BigCommerceTokens;

  /** Tokens with which a server calls the GraphQL Storefront API. */
  readonly privateTokens: PrivateTokens;
  /** The B2B Edition API, which is another host with other rules. */
  readonly b2b: B2B;
}

/**
 * Hands over the compiled WebAssembly for a host that compiles it itself, such as a bundle made for Node that runs in Workers. Call it
 * once, before the first client is made. No supported runtime needs it: each finds the module by itself.
 *
 * @param module - The module from `bigcommerce-tokens/bigcommerce_tokens.wasm`, or its bytes.
 * @throws {@link ConfigError} if it is neither.
 *
 * @example
 * ```js
 * import { init } from "bigcommerce-tokens";
 * import wasm from "bigcommerce-tokens/bigcommerce_tokens.wasm";
 *
 * init(wasm);
 * ```
 */
export function init(module: HostWasmModule | ArrayBuffer | ArrayBufferView): void;

/**
 * What a private token may do in the GraphQL Storefront API. A token needs every scope of every field it selects; no scope includes
 * another.
 *
 * - `Unauthenticated`: store, channel, catalog, content, cart, checkout.
 * - `Customer`: customer identity, orders, login and registration.
 * - `B2B`: companies.
 *
 * Source: BigCommerce docs, "GraphQL Storefront API authentication", read 2026-11-22.
 */
export type Scope = "Unauthenticated" | "Customer" | "B2B";

/**
 * The channels a token is good for: exactly one of the two fields. Ids are integers from 1; 1 is the default storefront.
 * `"all"` is sent as an empty list, which the API is seen to read as every channel of the store.
 */
export type Channels =
  | { channelId: number; channelIds?: undefined }
  | { channelIds: readonly number[] | "all"; channelId?: undefined };

/** Seconds, or a number with its unit: `"90s"`, `"15m"`, `"6h"`, `"30d"`. Whole numbers from 1. */
export type Duration = number | `${number}${"s" | "m" | "h" | "d"}`;

/**
 * When a token ends: exactly one of the two fields.
 *
 * `expiresAt` is a `Date`, or Unix time in SECONDS; milliseconds are refused, and so is a time that has passed. `0` asks for a token
 * without an end. `expiresIn` counts from now.
 *
 * Prefer hours to years: BigCommerce keeps a limited number of revoked tokens per store, so a short life is the cheap way to be rid
 * of a token.
 *
 * Source: BigCommerce, GraphQL Storefront API tokens (OpenAPI), read 2026-11-22.
 */
export type Expiry = { expiresAt: Date | number; expiresIn?: undefined } | { expiresIn: Duration; expiresAt?: undefined };

/** What to create. Unknown fields are refused, with the likely name. */
export type PrivateTokenParams = Channels &
  Expiry & {
    /** At least one. Duplicates count once. */
    scopes: readonly Scope[];
    /** Shown in the store's list of tokens; never in the token. At most 120 characters, without emoji. */
    name?: string | undefined;
  };

/**
 * A created token. The API shows it this once.
 *
 * `const { token } = await ...` works, and so does `issued.token`. `console.log`, `util.inspect`, `JSON.stringify`, spread and
 * `structuredClone` do not show the token.
 */
export interface IssuedToken {
  /** The token itself, a JWT: send it as `Authorization: Bearer`. It is a secret of the server. */
  readonly token: string;
  /** The end that was asked for, or an earlier one that the token itself states; `null` for none. */
  readonly expiresAt: Date | null;
  /** As asked for. */
  readonly channelIds: readonly number[] | "all";
  /** As asked for, without duplicates. */
  readonly scopes: readonly Scope[];
  /** As asked for, trimmed. */
  readonly name?: string;
  /** What the API put into the envelope's `meta`; usually empty. */
  readonly meta: Readonly<Record<string, unknown>>;
}

/** What came back, with the facts of its HTTP exchange. */
export interface ApiResponse<T> {
  /** What awaiting the call gives. */
  readonly data: T;
  /** The HTTP status: 200 for every create. */
  readonly status: number;
  /** The headers of the answer, rate limits among them. */
  readonly headers: HostHeaders;
  /** The API's id of the request, for BigCommerce's support. */
  readonly requestId: string | null;
  /** How often it was tried: 1 without a retry. */
  readonly attempts: number;
}

/**
 * A promise of the result. Every failure is a rejection, also of a wrong argument; nothing is thrown synchronously.
 */
export interface ApiPromise<T> extends Promise<T> {
  /**
   * The result together with status, headers, request id and number of attempts. It is the same call: nothing is sent twice.
   *
   * @example
   * ```js
   * const { data, requestId } = await client.privateTokens.create(params).withResponse();
   * ```
   */
  withResponse(): Promise<ApiResponse<T>>;
}

/** Private tokens. Source: BigCommerce, GraphQL Storefront API tokens (OpenAPI), read 2026-11-22. */
export interface PrivateTokens {
  /**
   * Creates a private token: `POST /stores/{store_hash}/v3/storefront/api-token-private`.
   *
   * @param params - Channels, end, scopes and an optional name.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token. There is no second way to see it.
   *
   * Rejects with {@link ValidationError} before anything is sent; {@link AuthenticationError} (401), {@link PermissionError} (403, the
   * OAuth scope is missing), {@link NotFoundError}, {@link UnprocessableError} (422, such as a channel of another store),
   * {@link RateLimitError}, {@link ServerError}, {@link ApiError}; {@link ConnectionError}, {@link TimeoutError}, {@link AbortedError},
   * {@link RedirectRefusedError}, {@link ProtocolError}; {@link ConfigError} without an access token.
   *
   * @example
   * ```js
   * const { token, expiresAt } = await client.privateTokens.create({
   *   channelId: 1,
   *   expiresIn: "6h",
   *   scopes: ["Unauthenticated", "Customer"],
   *   name: "checkout-server",
   * });
   * ```
   */
  create(params: PrivateTokenParams, options?: RequestOptions): ApiPromise<IssuedToken>;
}

/** The B2B Edition API. */
export interface B2B {
  /** Tokens for B2B Edition's REST API, by a user's sign-in. */
  readonly serverToServerTokens: ServerToServerTokens;
}

/** The sign-in of a store user. Not the access token: this is a person's password. */
export interface ServerToServerTokenParams {
  /** Of a user with the built-in role Administrator or Store Owner. At most 254 characters. */
  email: string;
  /** That user's password, sent as it is. */
  password: string;
  /** Names the token in the control panel, 1 to 256 characters. A unique one lets you find it again after an unclear failure. */
  name: string;
}

/** A B2B token. `console.log`, JSON, spread and `structuredClone` do not show it. */
export interface B2BToken {
  /** The token itself: send it as the header `authToken`. It is a secret of the server. */
  readonly token: string;
  /** As the API gave it back. */
  readonly name?: string;
  /** The end that the token itself states; `null` if it states none, which is what the API documents for this kind. */
  readonly expiresAt: Date | null;
  /** The API's own word, such as `SUCCESS`. */
  readonly message: string;
}

/** Server to server tokens of B2B Edition. Source: BigCommerce, B2B Edition authentication (OpenAPI), read 2026-11-22. */
export interface ServerToServerTokens {
  /**
   * Creates a server to server token from a user's e-mail and password: `POST /api/io/auth/backend`.
   *
   * The client's access token is sent too if it has one. It is tried again only if nothing was sent.
   *
   * @deprecated by BigCommerce since 2025-09-30: call the B2B API with an access token (X-Auth-Token and X-Store-Hash) instead. The
   * first call warns once per process, through the client's logger and `onEvent`; `logLevel: "error"` silences it.
   *
   * @param params - E-mail, password and a name for the token.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token.
   *
   * Rejects with {@link ValidationError} before anything is sent; {@link AuthenticationError} for a wrong e-mail or password,
   * {@link PermissionError} for a role that may not do this, and otherwise as {@link PrivateTokens.create}. It does not need an access
   * token.
   *
   * @example
   * ```js
   * const { token } = await client.b2b.serverToServerTokens.create({
   *   email: process.env.B2B_EMAIL,
   *   password: process.env.B2B_PASSWORD,
   *   name: `invoice-sync-${Date.now()}`,
   * });
   * ```
   */
  create(params: ServerToServerTokenParams, options?: RequestOptions): ApiPromise<B2BToken>;
}
