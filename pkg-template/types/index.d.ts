import type { B2B } from "./b2b.js";
import type { HostWasmModule } from "./host.js";
import type { ClientOptions } from "./options.js";
import type { CustomerImpersonationTokens, PrivateTokens, StorefrontTokens } from "./storefront.js";

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
export type {
  B2B,
  B2BStorefrontTokenParams,
  B2BStorefrontTokens,
  B2BToken,
  B2BTokenRecord,
  CurrentCustomerJwtParams,
  CustomerTokenParams,
  CustomerTokens,
  ServerToServerTokenDeleteParams,
  ServerToServerTokenListParams,
  ServerToServerTokenParams,
  ServerToServerTokens,
} from "./b2b.js";
export type { ApiPromise, ApiResponse, OffsetPagination, Page, PagePromise, Pagination } from "./calls.js";
export type { CallFacts, ErrorCode, IssueCode, Outcome, ValidationIssue } from "./errors.js";
export type { AbortSignalLike, FetchInit, FetchLike, HeadersLike, ResponseLike } from "./host.js";
export type { ClientEvent, ClientOptions, Clock, Logger, LogLevel, RequestOptions } from "./options.js";
export type {
  Channels,
  CustomerImpersonationTokenParams,
  CustomerImpersonationTokens,
  Duration,
  Expiry,
  IssuedToken,
  Named,
  PrivateTokenParams,
  PrivateTokens,
  Scope,
  StorefrontTokenParams,
  StorefrontTokens,
  TokenFamily,
  TokenListQuery,
  TokenRecord,
  WhichToken,
} from "./storefront.js";

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
  static fromEnv<T extends BigCommerceTokens = BigCommerceTokens>(
    this: (new (options: ClientOptions) => T) | void,
    env?: EnvVariables | Readonly<Record<string, string | undefined>>,
    options?: Partial<ClientOptions>,
  ): T;

  /**
   * A new client with some options replaced; this one stays as it is. Of a subclass it makes another of that subclass, whose
   * constructor has to take options alone; so does `fromEnv()`.
   *
   * @throws {@link ConfigError} and {@link BrowserRefusedError} as the constructor.
   *
   * @example
   * ```js
   * const patient = client.withOptions({ totalTimeoutMs: 60_000 });
   * ```
   */
  withOptions(options: Partial<ClientOptions>): this;

  /** Tokens with which a server calls the GraphQL Storefront API. */
  readonly privateTokens: PrivateTokens;
  /** Tokens with which pages in a browser call the GraphQL Storefront API. */
  readonly storefrontTokens: StorefrontTokens;
  /** Tokens with which a server calls the GraphQL Storefront API as any customer, named in each request. */
  readonly customerImpersonationTokens: CustomerImpersonationTokens;
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
