import type { AbortSignalLike, FetchLike, HostWasmModule } from "./host.js";
import type { BigCommerceTokens, Channels, Duration, Scope } from "./index.js";
import type { TokenStore } from "./stores.js";

export type { TokenLease, TokenStore } from "./stores.js";

/** The program's own `fetch`, where it knows that type. */
type HostFetch = typeof globalThis extends { fetch: infer F } ? F : FetchLike;

/** Keeps work alive beyond the request that began it: `ctx.waitUntil` of a Worker, `waitUntil` of Vercel. */
export type WaitUntil = (work: Promise<unknown>) => void;

/** Which kind of token, as the client's operations name them. */
export type TokenKind = "private" | "storefront" | "customerImpersonation";

/** What each token is made for. Providers that ask for the same share one token, by way of the store. */
export type ProviderRequest = Channels & {
  /** At least one for private tokens; the other kinds have none. */
  scopes?: readonly Scope[] | undefined;
  /**
   * How long each token lives. Default `"6h"`. At least 10 minutes; at least 1 hour with a store that has no lease, where machines see
   * each other's tokens after a while only.
   */
  lifetime?: Duration | undefined;
  /** As in `create`: shown in the store's list of tokens. */
  name?: string | undefined;
};

/** Options of {@link createTokenProvider}. Unknown fields are refused, with the likely name. */
export interface TokenProviderOptions {
  /** Default `"private"`. */
  kind?: TokenKind | undefined;
  /** What each token is made for. */
  request: ProviderRequest;
  /**
   * Where machines share one token: one of `bigcommerce-tokens/stores`, or your own. Without one each process makes its own.
   *
   * A store never fails a caller. One that is down, takes longer than 250 ms, or gives nonsense is reported to `onEvent` as a warning,
   * and the provider goes on alone. A store may say by a property `propagationMs` how long a write takes to be seen everywhere, in
   * milliseconds; without `lease` 60 000 is assumed, and the tokens have to live at least an hour and 60 times as long.
   */
  store?: (TokenStore & { readonly propagationMs?: number | undefined }) | undefined;
  /**
   * When a token is replaced while it is still handed out, in fractions of its life: at a random point between `from` and
   * `from + spread`. Default 0.75 and 0.15. `from` is 0.1 to 0.9, and both together at most 0.95.
   */
  refreshAhead?: { from?: number | undefined; spread?: number | undefined } | undefined;
  /**
   * Lets a refresh outlive the request that began it. Without it, in Workers and Vercel's Edge runtime, the request that begins a
   * refresh waits for it. Where it belongs to a request, as in Workers, hand it to {@link TokenProvider.getToken} instead.
   */
  waitUntil?: WaitUntil | undefined;
}

/**
 * A token that a provider hands out, in the shape of Azure's `AccessToken`. `console.log`, JSON, spread and `structuredClone` do not
 * show the token itself.
 */
export interface ProvidedToken {
  /** The token: send it as `Authorization: Bearer`. It is a secret of the server. */
  readonly token: string;
  /** When it ends, in milliseconds since 1970, by this machine's clock. */
  readonly expiresOnTimestamp: number;
  /** From when on it is replaced in the background, in milliseconds since 1970. */
  readonly refreshAfterTimestamp: number;
}

/** Options of {@link TokenProvider.getToken}. */
export interface GetTokenOptions {
  /** Ends this caller's wait with AbortedError. The token is made all the same, for the others. */
  signal?: AbortSignalLike | undefined;
  /** The same, by Azure's name. */
  abortSignal?: AbortSignalLike | undefined;
  /** Asks for another token than the one in hand. Has an effect once in 30 seconds at most; otherwise gives the one in hand. */
  forceRefresh?: boolean | undefined;
  /** As {@link TokenProviderOptions.waitUntil}, for this request. */
  waitUntil?: WaitUntil | undefined;
}

/**
 * Keeps one token fresh, and hands it out.
 *
 * A fresh token in memory is given at once. From three quarters of its life on it is replaced in the background, while it is still
 * handed out; only in its last minute do callers wait. If it cannot be replaced, it is handed out to its end, and `onEvent` hears a
 * warning. Without any token, callers get the error of the last attempt, for as long as another makes no sense: 2.5 to 5 seconds
 * after a passing fault and longer after each further one, until the quota is there again, a minute after a refusal.
 *
 * The shape is that of Azure's `TokenCredential`: where one is wanted, this will do.
 */
export interface TokenProvider {
  /**
   * The token and its times.
   *
   * Rejects with the errors of `create` if there is no token and none can be made, with ProtocolError if the token that was made has
   * expired already, with AbortedError, and with ValidationError for a `signal` that is none.
   */
  getToken(options?: GetTokenOptions): Promise<ProvidedToken>;
  /** The same, as Azure's callers write it; what the token is for is fixed already. */
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<ProvidedToken>;
  /** The token alone. */
  token(): Promise<string>;
  /** Ready to be spread into a request's headers. */
  headers(): Promise<{ Authorization: string }>;
  /**
   * Tells that a token was refused, or revoked: it is dropped here, and by way of the store on every machine that looks. A newer token
   * stays, and so does one that was made within 30 seconds in place of another refused one.
   *
   * Machines look into the store every five minutes at the longest. BigCommerce itself may take a minute to revoke.
   */
  invalidate(rejected: string): Promise<void>;
  /**
   * A `fetch` that adds the token to requests for the store's own GraphQL host, `https://store-{hash}[-{channel}].mybigcommerce.com/graphql`,
   * and for the client's `endpoints.storefront`. Every other request goes through as it is, also a `Request` that is not of the
   * platform's own class. It needs no `this`.
   *
   * What is to be sent is read once, before the token is waited for; the client's `fetch` gets the URL as a string, or a `Request`,
   * and the client's `fetchOptions` where `init` has none of that name.
   * A redirect of such a request is refused with RedirectRefusedError, also one that `fetch` has followed. After a 401 the token is
   * replaced and the request is sent once more, unless its body is a stream, or the address is that of a channel which the tokens are
   * not for. Rejects with the errors of {@link TokenProvider.getToken}, with ConnectionError of the code `fetch_misuse` if the client's
   * `fetch` answers with no response, and with BigCommerceError of the code `environment_polluted` where `Object.prototype` would
   * change the request; what `fetch` rejects with is passed on.
   */
  readonly fetch: HostFetch;
}

/**
 * Makes a provider for one kind of token. Nothing is sent until a token is asked for.
 *
 * Make one per kind of token and keep it: in a module, not in a request handler.
 *
 * @param client - Makes the tokens; its clock, `onEvent` and logger are the provider's too.
 * @param options - What each token is for, and where it is shared.
 *
 * Throws ConfigError with every fault listed.
 *
 * @example
 * ```js
 * import { BigCommerceTokens } from "bigcommerce-tokens";
 * import { createTokenProvider } from "bigcommerce-tokens/provider";
 *
 * const tokens = createTokenProvider(BigCommerceTokens.fromEnv(), {
 *   request: { channelId: 1, scopes: ["Unauthenticated"] },
 * });
 * const response = await tokens.fetch("https://store-g5cd38-1.mybigcommerce.com/graphql", {
 *   method: "POST",
 *   headers: { "content-type": "application/json" },
 *   body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
 * });
 * ```
 */
export function createTokenProvider(client: BigCommerceTokens, options: TokenProviderOptions): TokenProvider;

/**
 * Hands over this sub-path's WebAssembly, `bigcommerce-tokens/provider.wasm`. Needed only where the package is bundled for a runtime that
 * compiles modules but runs in one that does not, as the client's own `init` is.
 */
export function init(module: HostWasmModule | ArrayBuffer | ArrayBufferView): void;
