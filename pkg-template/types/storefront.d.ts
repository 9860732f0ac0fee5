import type { ApiPromise, PagePromise } from "./calls.js";
import type { RequestOptions } from "./options.js";

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

/** A label for the API's lists. */
export interface Named {
  /** Shown by `list()`; never in the token. At most 120 characters, trimmed, without emoji. Older APIs do not know it. */
  name?: string | undefined;
}

/** What to create. Unknown fields are refused, with the likely name. */
export type PrivateTokenParams = Channels &
  Expiry &
  Named & {
    /** At least one. Duplicates count once. */
    scopes: readonly Scope[];
  };

/** What to create. Unknown fields are refused, with the likely name. */
export type StorefrontTokenParams = Channels &
  Expiry &
  Named & {
    /**
     * The sites whose pages may use the token: one or two origins as a browser states them, such as `https://www.example.com`, without
     * a slash at the end and without the scheme's own port. Leave it out for none. Duplicates count once.
     *
     * Source: BigCommerce, Storefront API tokens (OpenAPI): at most two, read 2026-11-22.
     */
    allowedCorsOrigins?: readonly string[] | undefined;
  };

/** What to create. Unknown fields are refused, with the likely name. */
export type CustomerImpersonationTokenParams = Channels & Expiry & Named;

/**
 * A created token. The API shows it this once.
 *
 * `const { token } = await ...` works, and so does `issued.token`. `console.log`, `util.inspect`, `JSON.stringify`, spread and
 * `structuredClone` do not show the token.
 */
export interface IssuedToken {
  /** The token itself, a JWT: send it as `Authorization: Bearer`. It is a secret of the server, unless it is a storefront token. */
  readonly token: string;
  /** The end that was asked for, or an earlier one that the token itself states; `null` for none. */
  readonly expiresAt: Date | null;
  /** As asked for. */
  readonly channelIds: readonly number[] | "all";
  /** As asked for, without duplicates; empty unless it is a private token. */
  readonly scopes: readonly Scope[];
  /** As asked for, trimmed. */
  readonly name?: string;
  /** What the API put into the envelope's `meta`; usually empty. */
  readonly meta: Readonly<Record<string, unknown>>;
}

/** Which page of a list, and in which order. Everything has a default. Unknown fields are refused, as the API refuses them. */
export interface TokenListQuery {
  /** The number of the page, from 1. Default 1. */
  page?: number | undefined;
  /** The most items of a page, 1 to 250. Default 50. */
  limit?: number | undefined;
  /** Default `"issued_at"`. */
  sort?: "issued_at" | "expires_at" | undefined;
  /** Default `"asc"`: the earliest first. */
  direction?: "asc" | "desc" | undefined;
}

/** What the API tells of a token it issued. The token itself is never told. */
export interface TokenRecord {
  /** The id, for {@link TokenFamily.revoke}. */
  readonly jti: string;
  /** The family; `"simple"` is a storefront token. A kind that is newer than this version stays as the API names it. */
  readonly type: "simple" | "private" | "customer_impersonation" | (string & {});
  /** The channels it is good for. */
  readonly channelIds: readonly number[];
  /** The sites whose pages may use it; empty unless it is a storefront token. */
  readonly allowedCorsOrigins: readonly string[];
  /** What it may reach; empty unless it is a private token. A scope that is newer than this version stays as the API names it. */
  readonly scopes: readonly (Scope | (string & {}))[];
  /** Whether it was revoked. For about a minute it may go on to work. */
  readonly isRevoked: boolean;
  /** Whether it has expired, by the API's clock. */
  readonly isExpired: boolean;
  /** The label it was given, if any. */
  readonly name?: string;
  /** Who issued it, if the API tells: for an API account, `id` is its client id. */
  readonly principal?: { readonly id: string; readonly type: string };
  /** When it was issued, if the API tells. */
  readonly issuedAt?: Date;
  /** When it expires; missing for never. */
  readonly expiresAt?: Date;
  /** When it was revoked. */
  readonly revokedAt?: Date;
}

/** Which token to revoke: exactly one of the two fields. */
export type WhichToken =
  | {
      /** The id, as `list()` of the same family gives it. */
      jti: string;
      token?: undefined;
    }
  | {
      /** The whole token. Not the access token. */
      token: string;
      jti?: undefined;
    };

/**
 * What the three families have in common: they differ by what a token may do and by the path on the wire.
 *
 * `list`, `revoke({ jti })` and `revokeAll` are newer than the rest of this API. Where a store's API does not have them yet, they reject
 * with {@link NotFoundError}, whose `hint` says so.
 *
 * A revocation is scheduled: for up to about 60 seconds a revoked token may go on to work. A revoked token that has not expired counts
 * against a quota of the store, for as long as it would have lived. So revoke in an emergency and never for rotation: give tokens a
 * short life instead.
 *
 * Source: BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), read 2026-11-22.
 */
export interface TokenFamily<Params> {
  /**
   * Creates a token. Tried once more at most after a timeout or a broken connection; answers that BigCommerce asks to repeat, such as 503,
   * are repeated up to `maxRetries` times.
   *
   * @param params - Channels, end and what the family needs.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token. There is no second way to see it.
   *
   * Rejects with {@link ValidationError} before anything is sent; {@link AuthenticationError} (401), {@link PermissionError} (403, the
   * OAuth scope is missing; `hint` names it), {@link NotFoundError}, {@link UnprocessableError} (422, such as a channel of another
   * store), {@link RateLimitError}, {@link ServerError}, {@link ApiError}; {@link ConnectionError}, {@link TimeoutError},
   * {@link AbortedError}, {@link RedirectRefusedError}, {@link ProtocolError}; {@link ConfigError} without an access token.
   */
  create(params: Params, options?: RequestOptions): ApiPromise<IssuedToken>;

  /**
   * Lists the tokens of this family that the calling API account issued, revoked and expired ones among them. It may be repeated.
   *
   * @param query - Which page, how long, in which order.
   * @param options - Signal, deadlines, retries and headers of this call, and of every further page.
   * @returns A page when awaited; every item when walked through with `for await`.
   *
   * Rejects as {@link TokenFamily.create}; with {@link NotFoundError} also where this store's API has no lists yet.
   *
   * @example
   * ```js
   * for await (const token of client.privateTokens.list({ sort: "expires_at" })) {
   *   console.log(token.jti, token.name ?? "without a name", token.expiresAt?.toISOString() ?? "never expires");
   * }
   * ```
   */
  list(query?: TokenListQuery, options?: RequestOptions): PagePromise<TokenRecord>;

  /**
   * Revokes one token: an id by `DELETE .../{jti}`, a whole token by `DELETE /storefront/api-token` with the header `Sf-Api-Token`. It
   * may be repeated; after an attempt whose end nobody knows, a repetition can find the token revoked already.
   *
   * For up to about 60 seconds the token may go on to work. It counts against the store's quota of revoked tokens until it expires.
   *
   * @param which - The token, by its id or itself.
   * @param options - Signal, deadlines, retries and headers of this call.
   *
   * Rejects as {@link TokenFamily.create}. {@link UnprocessableError} has the code `revoked_token_quota` where the store can hold no
   * more revoked tokens, and `unprocessable` for a token of another API account. {@link NotFoundError} for an unknown `jti`, and where
   * this store's API does not know the route yet.
   *
   * @example
   * ```js
   * await client.privateTokens.revoke({ jti: "0c5f8e2a-6d1b-4c57-9a3e-2f4b7d8e9a10" });
   * ```
   */
  revoke(which: WhichToken, options?: RequestOptions): ApiPromise<void>;

  /**
   * Revokes every active token of this family that the calling API account issued: `POST .../revoke-all`. It may be repeated, and it
   * is exempt from the quota of revoked tokens.
   *
   * For up to about 60 seconds the tokens may go on to work.
   *
   * @param confirm - Exactly `{ confirm: "revoke all" }`; anything else is refused before anything is sent.
   * @param options - Signal, deadlines, retries and headers of this call.
   *
   * Rejects as {@link TokenFamily.create}; with {@link NotFoundError} also where this store's API does not know the route yet.
   */
  revokeAll(confirm: { confirm: "revoke all" }, options?: RequestOptions): ApiPromise<void>;
}

/**
 * Private tokens: a server calls the GraphQL Storefront API with them. `.../storefront/api-token-private`, OAuth scope "Storefront API
 * Tokens" (`store_storefront_api`).
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
export interface PrivateTokens extends TokenFamily<PrivateTokenParams> {}

/**
 * Storefront tokens: pages in a browser call the GraphQL Storefront API with them. `.../storefront/api-token`, OAuth scope "Storefront
 * API Tokens" (`store_storefront_api`).
 *
 * Not for servers: one made after 2026-06-30 no longer works there, and the older ones stop on 2027-03-31.
 *
 * @example
 * ```js
 * const { token } = await client.storefrontTokens.create({
 *   channelId: 1,
 *   expiresIn: "30d",
 *   allowedCorsOrigins: ["https://www.example.com"],
 * });
 * ```
 */
export interface StorefrontTokens extends TokenFamily<StorefrontTokenParams> {}

/**
 * Customer impersonation tokens: a server calls the GraphQL Storefront API as any customer, whom each request names in
 * `X-Bc-Customer-Id`. `.../storefront/api-token-customer-impersonation`, OAuth scope "Storefront API Customer Impersonation Tokens"
 * (`store_storefront_api_customer_impersonation`).
 *
 * BigCommerce names them the least preferred way: a private token with the shopper's own customer access token can do the same, and
 * some features ask for that.
 */
export interface CustomerImpersonationTokens extends TokenFamily<CustomerImpersonationTokenParams> {}
