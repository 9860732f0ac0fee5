import type { ApiPromise, OffsetPagination, PagePromise } from "./calls.js";
import type { RequestOptions } from "./options.js";

/**
 * The B2B Edition API. Its endpoint is another host, `https://api-b2b.bigcommerce.com/api/io`, with its own quota: 150 requests a minute
 * for all integrations of a store.
 *
 * Source: BigCommerce, B2B Edition Authentication (OpenAPI) and best practices, read 2026-11-22.
 */
export interface B2B {
  /** Tokens for B2B Edition's REST API, by a store user's sign-in. Deprecated by BigCommerce. */
  readonly serverToServerTokens: ServerToServerTokens;
  /** Tokens for B2B Edition's GraphQL, by a customer's sign-in. */
  readonly customerTokens: CustomerTokens;
  /** Tokens for B2B Edition's GraphQL as a customer, without a password. */
  readonly storefrontTokens: B2BStorefrontTokens;
}

/** A B2B token. `console.log`, JSON, spread and `structuredClone` do not show it. */
export interface B2BToken {
  /**
   * The token itself. A server to server token is sent as the header `authToken`, the others as `Authorization: Bearer` to
   * `https://api-b2b.bigcommerce.com/graphql`. A server to server token is a secret of the server.
   */
  readonly token: string;
  /** As the API gave it back. */
  readonly name?: string;
  /**
   * The end that was asked for, or an earlier one that the token itself states; `null` if nothing is known of one. A server to server
   * token has none; the others are good for one day unless `endAt` says otherwise.
   */
  readonly expiresAt: Date | null;
  /** The API's own word, such as `SUCCESS`. */
  readonly message: string;
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

/** Which page of the list of server to server tokens, and on whose behalf. */
export interface ServerToServerTokenListParams {
  /** A server to server token of the store. The access token is not sent. */
  authToken: string;
  /** The most items of a page, 1 to 250. Default 10. */
  limit?: number | undefined;
  /** Items before the page. Default 0. */
  offset?: number | undefined;
}

/** Which server to server token to delete, and on whose behalf. */
export interface ServerToServerTokenDeleteParams {
  /** A server to server token of the store. The access token is not sent. */
  authToken: string;
  /** The id, as `list()` gives it. */
  id: number;
  /** The token's name. */
  name?: string | undefined;
  /** The e-mail address of the token's user. */
  email?: string | undefined;
}

/** A server to server token that exists. `console.log`, JSON, spread and `structuredClone` do not show the token. */
export interface B2BTokenRecord {
  /** The id, for `delete`. */
  readonly id: number;
  /** The token itself, which this API tells again. Missing where it told none that can be used. */
  readonly token?: string;
  /** The name it was given. */
  readonly name?: string;
  /** The e-mail address of its user. */
  readonly email?: string;
  /** The store. */
  readonly storeHash?: string;
  /** Where it was made: B2B Edition's control panel, the admin, or this API. */
  readonly eventChannel?: "app" | "admin" | "api" | (string & {});
}

/**
 * Server to server tokens of B2B Edition.
 *
 * BigCommerce has deprecated them since 2025-09-30: call the B2B API with the access token and X-Store-Hash instead. The first call
 * warns once per process, through the client's logger and `onEvent`; `logLevel: "error"` silences it.
 *
 * Source: BigCommerce, B2B Edition Authentication (OpenAPI), read 2026-11-22.
 */
export interface ServerToServerTokens {
  /**
   * Creates a server to server token from a user's e-mail and password: `POST /auth/backend`.
   *
   * The client's access token is sent too if it has one. It is tried again only if nothing was sent, because each sign-in makes an API
   * account.
   *
   * @deprecated by BigCommerce since 2025-09-30: call the B2B API with an access token (X-Auth-Token and X-Store-Hash) instead.
   *
   * @param params - E-mail, password and a name for the token.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token. It has no end.
   *
   * Rejects with {@link ValidationError} before anything is sent; {@link AuthenticationError} for a wrong e-mail or password,
   * {@link PermissionError} for a role that may not do this, and otherwise as {@link TokenFamily.create}. It does not need an access
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

  /**
   * Lists the store's server to server tokens, with the tokens themselves: `GET /backend/tokens`. It may be repeated.
   *
   * @deprecated by BigCommerce since 2025-09-30, with these tokens.
   *
   * @param params - A server to server token, and which page.
   * @param options - Signal, deadlines, retries and headers of this call, and of every further page.
   * @returns A page when awaited; every item when walked through with `for await`.
   *
   * Rejects with {@link AuthenticationError} for a wrong `authToken`, and otherwise as {@link TokenFamily.create}. It does not need an
   * access token.
   */
  list(params: ServerToServerTokenListParams, options?: RequestOptions): PagePromise<B2BTokenRecord, OffsetPagination>;

  /**
   * Deletes a server to server token: `DELETE /auth/backend`. It may be repeated; after an attempt whose end nobody knows, a repetition
   * can find no such token.
   *
   * @deprecated by BigCommerce since 2025-09-30, with these tokens.
   *
   * @param params - A server to server token, and the id of the one to delete.
   * @param options - Signal, deadlines, retries and headers of this call.
   *
   * Rejects with {@link NotFoundError} if there is no such token, {@link AuthenticationError} for a wrong `authToken`, and otherwise as
   * {@link TokenFamily.create}. It does not need an access token.
   */
  delete(params: ServerToServerTokenDeleteParams, options?: RequestOptions): ApiPromise<void>;
}

/** The sign-in of a customer or Company user. */
export interface CustomerTokenParams {
  /** At most 254 characters. */
  email: string;
  /** That person's password, sent as it is. */
  password: string;
  /** The channel that is signed in to; 1 is the default storefront. */
  channelId: number;
  /** Names the token, 1 to 256 characters. */
  name: string;
  /** From when the token is good: a `Date`, or Unix time in SECONDS. Default: at once. */
  beginAt?: Date | number | undefined;
  /** Until when it is good: a `Date` to come, or Unix time in SECONDS, after `beginAt`. Default: one day from now. */
  endAt?: Date | number | undefined;
}

/** Customer tokens of B2B Edition. Source: BigCommerce, B2B Edition Authentication (OpenAPI), read 2026-11-22. */
export interface CustomerTokens {
  /**
   * Creates a token for B2B Edition's GraphQL from a customer's e-mail and password: `POST /auth/customers`.
   *
   * It is tried again only if nothing was sent, because each try presents a password.
   *
   * @param params - The sign-in, the channel and a name for the token.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token, good for one day unless `endAt` says otherwise.
   *
   * Rejects with {@link ValidationError} before anything is sent; {@link AuthenticationError} for a wrong e-mail or password and for a
   * wrong access token (`hint` tells them apart), {@link PermissionError} without the OAuth scope "B2B Edition" (modify), and otherwise
   * as {@link TokenFamily.create}.
   */
  create(params: CustomerTokenParams, options?: RequestOptions): ApiPromise<B2BToken>;
}

/** A customer to act for. */
export interface B2BStorefrontTokenParams {
  /** The id of the customer or Company user, from 1. */
  customerId: number;
  /** The channel; 1 is the default storefront. */
  channelId?: number | undefined;
  /** The customer access token of the shopper's login to the storefront, to be joined with the new token. */
  customerAccessToken?:
    | {
        /** The customer access token. */
        value: string;
        /** When it ends: a `Date`, or ISO 8601 with a zone as the login gave it, such as `"2027-03-31T00:00:00Z"`. */
        expiresAt: Date | string;
      }
    | undefined;
}

/** A shopper's session to exchange. */
export interface CurrentCustomerJwtParams {
  /** What the Current Customer API gave for the shopper who is signed in: a JWT. */
  jwt: string;
  /**
   * The channel of the session. Only for stores with several storefronts: with one alone, BigCommerce documents unpredictable behaviour.
   */
  channelId?: number | undefined;
}

/** Storefront tokens of B2B Edition. Source: BigCommerce, B2B Edition Authentication (OpenAPI), read 2026-11-22. */
export interface B2BStorefrontTokens {
  /**
   * Creates a token for B2B Edition's GraphQL as a customer, without a password: `POST /auth/customers/storefront`. Repeated as
   * {@link TokenFamily.create} is.
   *
   * @param params - The customer, and the channel and login if there are any.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token, good for one day.
   *
   * Rejects with {@link PermissionError} without the OAuth scope "B2B Edition" (modify), and otherwise as {@link TokenFamily.create}. A
   * wrong store hash is a {@link ServerError} on this host.
   */
  create(params: B2BStorefrontTokenParams, options?: RequestOptions): ApiPromise<B2BToken>;

  /**
   * Creates a token for B2B Edition's GraphQL from a shopper's session: `GET /auth/storefront`. Repeated as
   * {@link TokenFamily.create} is.
   *
   * The API wants the JWT in the query of the URL. No error, event or log of this package shows it, but whatever sees URLs on the way does: a
   * proxy, a tracer, a `fetch` of your own.
   *
   * @param params - The JWT, and the channel if need be.
   * @param options - Signal, deadlines, retries and headers of this call.
   * @returns The token, good for one day.
   *
   * Rejects with {@link AuthenticationError} for a JWT that is not good, and otherwise as {@link TokenFamily.create}. The access token is
   * not needed and not sent.
   */
  fromCurrentCustomerJwt(params: CurrentCustomerJwtParams, options?: RequestOptions): ApiPromise<B2BToken>;
}
