import type { BigCommerceError, CallFacts, Outcome } from "./errors.js";
import type { AbortSignalLike, HostWasmModule } from "./host.js";
import type { ApiPromise, Scope } from "./index.js";
import type { ClientOptions, RequestOptions } from "./options.js";

export type { ApiPromise, ApiResponse, Scope } from "./index.js";
export type { CallFacts, Outcome } from "./errors.js";

/** What gives a token: a provider of this package, or anything of its shape, such as a credential of Azure's libraries. */
export interface TokenSource {
  /** Asked for each request, so it should answer from memory where it can. */
  getToken(options?: { signal?: AbortSignalLike }): PromiseLike<{ readonly token: string } | null> | { readonly token: string } | null;
  /** Told of a token that BigCommerce says is expired or revoked, before the next is asked for. */
  invalidate?(rejected: string): unknown;
}

/** Options of {@link createStorefrontClient}. Those that the main client has too mean the same. */
export interface StorefrontClientOptions
  extends Pick<
    ClientOptions,
    | "storeHash"
    | "fetch"
    | "fetchOptions"
    | "timeoutMs"
    | "totalTimeoutMs"
    | "maxRetries"
    | "maxRetryAfterMs"
    | "logger"
    | "logLevel"
    | "onEvent"
    | "appInfo"
    | "clock"
    | "runtime"
  > {
  /** The channel to ask, which must be one of the token's: an integer from 1; 1 is the default storefront. */
  channelId: number;
  /** A private token, or what gives one for each request. */
  token: string | TokenSource;
  /**
   * Where to send instead of `https://store-{storeHash}-{channelId}.mybigcommerce.com/graphql`: a domain of the channel, a proxy of
   * your own, the sandbox. A URL without a path is completed by `/graphql`. https, or http on this machine.
   */
  endpoint?: string | undefined;
}

/**
 * A parsed document with the types of its data and variables, as made by graphql-codegen, gql.tada, graphql-tag and others; `any`
 * where a tool says nothing. It needs no package: what has `kind: "Document"` fits.
 */
export interface TypedDocumentNode<T = any, V = any> {
  readonly kind: "Document" | (string & {});
  readonly definitions: readonly unknown[];
  readonly __apiType?: ((variables: V) => T) | undefined;
}

/** A document as a string with types, as graphql-codegen makes it in the mode "string". */
export interface TypedDocumentString<T = any, V = any> extends String {
  readonly __apiType?: ((variables: V) => T) | undefined;
}

/** An error as the API wrote it. One that repeats a secret of the request, or has no end, is left with its message alone. */
export interface GraphQLFormattedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a request gives. */
export interface GraphQLResult<T> {
  /** As the API sent it. */
  data: T;
  /** With `errorPolicy: "all"`, where fields failed. At most 100. */
  errors?: readonly GraphQLFormattedError[];
}

/** Options of one request. */
export interface GraphQLRequestOptions<V = Record<string, unknown>> extends RequestOptions {
  /** The variables; written with `JSON.stringify`, at most 1 MiB. */
  variables?: V | undefined;
  /** Which operation of the document runs. Needed where it has several. */
  operationName?: string | undefined;
  /** The shopper on whose behalf the request runs. One that is not good is an error; nothing falls back to anonymous data. */
  customerAccessToken?: string | undefined;
  /** A UUID that ties this request to others, such as `crypto.randomUUID()` gives. */
  correlationId?: string | undefined;
  /**
   * What becomes of an answer with errors. `"none"`, the default: it is an error. `"all"`: data and errors are the result, and `data`
   * may be `null`. An answer without data, and a token that was rejected, is an error either way.
   */
  errorPolicy?: "none" | "all" | undefined;
}

/** Options that have to be there where the document has variables that have to. */
type OptionsFor<V, More> = {} extends V
  ? [options?: GraphQLRequestOptions<V> & More]
  : [options: GraphQLRequestOptions<V> & { variables: V } & More];
type All = { errorPolicy: "all" };
type None = { errorPolicy?: "none" | undefined };

/** A client for one channel of one store. It holds no connection and needs no closing; `console.log` shows no secret. */
export interface StorefrontClient {
  /**
   * Sends a query or a mutation.
   *
   * A query is repeated after 408, 425, 429, 500, 502, 503, 504 and after connections that failed; a mutation only where nothing was
   * sent, since it may have run. Deadlines: 10 s for an attempt, 15 s in total. An answer may have 10 MiB.
   *
   * If `token` gives tokens and can `invalidate` one, a request whose token is expired or revoked is sent once more with the next.
   *
   * Rejects with {@link TokenRejectedError}, {@link InsufficientScopeError}, {@link CustomerAccessTokenError} or
   * {@link GraphQLRequestError} for what the API says in the words of GraphQL; with ValidationError before anything is sent, and
   * otherwise with the errors of the main client.
   *
   * @param document - A string, or a document of any tool; see {@link TypedDocumentNode}.
   * @param options - Variables, the shopper, and the options of every call.
   * @returns Data, and errors where asked for. `.withResponse()` adds headers such as `x-bc-graphql-complexity`.
   *
   * @example
   * ```js
   * const { data } = await storefront.request("query Shop { site { settings { storeName } } }");
   * ```
   */
  request<T = any, V = Record<string, unknown>>(document: string, options: GraphQLRequestOptions<V> & All): ApiPromise<GraphQLResult<T | null>>;
  request<T = any, V = Record<string, unknown>>(document: string, options?: GraphQLRequestOptions<V> & None): ApiPromise<GraphQLResult<T>>;
  request<T, V>(document: TypedDocumentNode<T, V> | TypedDocumentString<T, V>, ...options: OptionsFor<V, None>): ApiPromise<GraphQLResult<T>>;
  request<T, V>(document: TypedDocumentNode<T, V> | TypedDocumentString<T, V>, ...options: OptionsFor<V, All>): ApiPromise<GraphQLResult<T | null>>;
  /** For options that are handed on, of which nobody knows yet what becomes of errors. */
  request<T = any, V = Record<string, unknown>>(document: string, options?: GraphQLRequestOptions<V>): ApiPromise<GraphQLResult<T | null>>;
  request<T, V>(document: TypedDocumentNode<T, V> | TypedDocumentString<T, V>, ...options: OptionsFor<V, {}>): ApiPromise<GraphQLResult<T | null>>;
}

/**
 * A client for the GraphQL Storefront API of one channel.
 *
 * For servers alone, as the main client. Its WebAssembly is its own.
 *
 * @throws {@link ConfigError} if an option is missing, unknown or wrong.
 * @throws {@link BrowserRefusedError} in a browser, and in a host that does not prove to be a server.
 *
 * Source: BigCommerce docs, "GraphQL Storefront API", read 2026-11-22.
 *
 * @example
 * ```js
 * import { createStorefrontClient } from "bigcommerce-tokens/graphql";
 *
 * const storefront = createStorefrontClient({
 *   storeHash: process.env.BIGCOMMERCE_STORE_HASH,
 *   channelId: 1,
 *   token: process.env.BIGCOMMERCE_STOREFRONT_TOKEN,
 * });
 * ```
 */
export function createStorefrontClient(options: StorefrontClientOptions): StorefrontClient;

/**
 * Hands over this sub-path's WebAssembly, `bigcommerce-tokens/graphql.wasm`. Needed only where the package is bundled for a runtime that
 * compiles modules but runs in one that does not, as the client's own `init` is.
 */
export function init(module: HostWasmModule | ArrayBuffer | ArrayBufferView): void;

/** The API answered with errors of GraphQL: a document that does not fit, is too complex, or whose fields failed. */
export class GraphQLRequestError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code: "graphql" | "token_rejected" | "insufficient_scope" | "customer_access_token";
  /** The HTTP status, which may well be 200. */
  readonly status: number;
  /** The errors as the API wrote them, at most 100. */
  readonly errors: readonly GraphQLFormattedError[];
  /** The API's id of the request, for BigCommerce's support. */
  readonly requestId: string | null;
  /** Whether the server may have acted: `"unknown"` after a mutation that began. */
  readonly outcome: Outcome;
}

/**
 * Why a token is not taken, by its stable name. `"unknown"` if the API did not say, as for a storefront token that is for browsers alone.
 *
 * Source: BigCommerce docs, "GraphQL Storefront API status codes", read 2026-11-22.
 */
export type TokenRejectionReason =
  | "expired"
  | "revoked"
  | "wrong_channel"
  | "wrong_store"
  | "not_a_jwt"
  | "bad_signature"
  | "malformed"
  | "missing"
  | "wrong_origin"
  | "unknown";

/** What is wrong with a customer access token. `"wrong_context"`: a login asked for one with a token that gives none. */
export type CustomerAccessTokenReason = "invalid" | "missing" | "wrong_context";

/** The token is not good for this store and channel. `hint` says what to do. */
export class TokenRejectedError extends GraphQLRequestError {
  readonly code: "token_rejected";
  /** Why. */
  readonly reason: TokenRejectionReason;
}

/** The token is good, and its scopes do not reach every field of the document. */
export class InsufficientScopeError extends GraphQLRequestError {
  readonly code: "insufficient_scope";
  /** Every scope that the API names as needed. Ask for them besides those the token has: no scope includes another. */
  readonly requiredScopes: readonly Scope[];
  /** The scopes that the token itself claims, unverified; `null` if they cannot be read from it. */
  readonly tokenScopes: readonly Scope[] | null;
}

/** The customer access token is not good, or missing where the document needs one. */
export class CustomerAccessTokenError extends GraphQLRequestError {
  readonly code: "customer_access_token";
  /** What is wrong with it. */
  readonly reason: CustomerAccessTokenReason;
}
