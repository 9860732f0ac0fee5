/**
 * A stateful stand-in for BigCommerce's token APIs, for your own tests and for trying the package without a store.
 *
 * ```js
 * import { BigCommerceTokens } from "bigcommerce-tokens";
 * import { createSandbox } from "bigcommerce-tokens/sandbox";
 *
 * const sandbox = createSandbox();
 * const client = new BigCommerceTokens({
 *   storeHash: sandbox.credentials.storeHash,
 *   accessToken: sandbox.credentials.accessToken,
 *   fetch: sandbox.fetch,
 * });
 * const { token } = await client.privateTokens.create({ channelId: 1, scopes: ["Unauthenticated"], expiresIn: "6h" });
 * ```
 *
 * It is written from the API's documents and shares no code with the library, so that the two can disagree.
 *
 * ## What it answers
 *
 * | method and path | operation |
 * |---|---|
 * | `POST /stores/{store_hash}/v3/storefront/{family}` | create a token |
 * | `GET /stores/{store_hash}/v3/storefront/{family}` | list tokens |
 * | `DELETE /stores/{store_hash}/v3/storefront/{family}/{jti}` | revoke a token by its id |
 * | `POST /stores/{store_hash}/v3/storefront/{family}/revoke-all` | revoke all tokens |
 * | `DELETE /stores/{store_hash}/v3/storefront/api-token` | revoke a token by its text, in the header `Sf-Api-Token` |
 * | `POST /graphql` at `store-{hash}-{channel}.mybigcommerce.com`, and elsewhere for the first channel | the GraphQL Storefront API |
 * | `POST /stores/{store_hash}/channels/{channel_id}/graphql` | the same, where everything is served at one origin |
 * | `POST /api/io/auth/backend` | create a server to server token of B2B Edition |
 * | `DELETE /api/io/auth/backend`, `GET /api/io/backend/tokens` | delete one by its id, list them |
 * | `POST /api/io/auth/customers` | create a storefront token of B2B Edition by a shopper's e-mail and password |
 * | `POST /api/io/auth/customers/storefront`, `GET /api/io/auth/storefront` | the same by customer id, and by current customer JWT |
 *
 * Those below `/api/io` are below `/api/v3/io` too. `{family}` is `api-token` (storefront tokens), `api-token-private` or `api-token-customer-impersonation`.
 *
 * ## Documented by BigCommerce
 *
 * - There are two generations of the storefront routes. The newer one lists, revokes by id and revokes all, its tokens have a `jti`
 *   and may have a `name`. {@link SandboxOptions.generation} chooses the older one, which has none of this, and whose document gives
 *   a 422 no body.
 * - A token is answered with 200 and `{data: {token}, meta: {}}`; the token is a JWT signed with ES256.
 * - Its claims, as read in tokens that BigCommerce issued: `cid` (list of channel ids), `cors`, `iat`, `iss` ("BC"), `sid`
 *   (the numeric store id, not the hash), `sub` (client ID of the API account), `sub_type`. The expiry is the claim `eat`, in
 *   Unix seconds; there is no `exp`. `jti` is promised by the documents and was not yet in the tokens that could be read.
 * - `token_type` is 1 in a storefront token and 2 in a customer impersonation token; only a storefront token lists origins in `cors`.
 * - 401 without a body for an unknown access token or another store's hash; 403 where the token lacks the OAuth scope
 *   `store_storefront_api`, or `store_storefront_api_customer_impersonation` for that family; 404; 422 with
 *   `{status, title, type, errors}` for data that is missing or invalid.
 * - `expires_at` is an integer of at least 0 in Unix seconds; exactly one of `channel_id` and `channel_ids`; `scopes` has at
 *   least one of `Unauthenticated`, `Customer`, `B2B`; `allowed_cors_origins` has at most two origins (and, in the older generation, at
 *   least one); `name` has at most 120 characters, is trimmed and has no 4-byte characters.
 * - A listing holds what the calling API account has issued in the family of the path, revoked and expired tokens included. `page` (1),
 *   `limit` (50, capped at 250), `sort` (`issued_at` or `expires_at`), `direction` (`asc` or `desc`); 422 for another query parameter.
 * - A token of another account or family is not found by its `jti` (404); revoked by its text, one of another account is refused (422).
 * - A revoked token goes on to authenticate for about 60 seconds. A store holds a limited number of tokens that are revoked and not
 *   yet expired; revoke-all is not subject to that limit. See {@link SandboxOptions.revocation}.
 * - 150 requests in 30 seconds, told by `X-Rate-Limit-Time-Window-Ms`, `X-Rate-Limit-Time-Reset-Ms`,
 *   `X-Rate-Limit-Requests-Quota`, `X-Rate-Limit-Requests-Left`, and with a 429 by `X-Retry-After` in whole seconds.
 * - B2B Edition answers `{code, data, meta: {message}}`. A wrong e-mail or password, and a role other than Administrator or
 *   Store Owner, is a 400 with `data.errMsg`. Its token is an HS256 JWT with the claims `email`, `store_hash` and `db`, without
 *   an expiry. A sign-in needs no access token; an `X-Auth-Token` without the right `X-Store-Hash` gets a server error.
 * - The header `authToken`, with such a token, lets in to delete and list, whose answer has the tokens' texts in clear; `limit` is 1 to 250
 *   (10), `offset` at least 0 (0). An unknown id is a 404 with `No matching token was found.`
 * - Storefront tokens live for a day, or as `beginAt` and `endAt` say. A wrong login is a 400 with `Customer auth failed`; by customer id,
 *   `data.token` is a list of one text; a current customer JWT that is no good is a 401.
 * - B2B Edition's 150 requests in 60 seconds, told by headers that are strings with units: `X-Requests-Allocated: 150 times/60 s`,
 *   `X-Requests-Remaining: 149 times`, `X-Requests-Window-Length: 0 times`, `X-Request-Window-Resets-After: 59.9 s`; also
 *   `X-Request-Id` and `Trace-Id`.
 *
 * - GraphQL refuses a token with 401 and one of ten texts, from `GraphQL credentials were missing. No token was sent.` to `Unknown JWT
 *   token` for a revoked one. The token's store and channel must be those of the address. Private and customer impersonation tokens are
 *   refused in a browser; a storefront token is let in there from its `allowed_cors_origins`, and on a server only if it was
 *   created by 2026-06-30, until 2027-03-31.
 * - A private token needs every scope of every field: else 200, `extensions.code` `INSUFFICIENT_ACCESS_SCOPE` and `requiredScopes`, and
 *   the field is null, or `data` is. Complexity of at most 10,000, told by `X-BC-GraphQL-Complexity`; 16 levels; one mutation in a
 *   request; 50 products.
 * - `X-Bc-Customer-Access-Token`, which `login` gives to servers alone, speaks for a customer, and so does `X-Bc-Customer-Id` with an
 *   impersonation token. With `X-Bc-Error-On-Invalid-Customer-Access-Token: true` a bad or missing one is an error.
 *
 * ## Invented here, because no document says it
 *
 * - What a 422 says of each field; the refusal of milliseconds (from 100,000,000,000 on), of a time that has passed and of both
 *   channel fields at once. That an unknown channel is refused with the title that the channels API uses.
 * - Of a listing: `principal.type` ("api_account"), where a token without expiry is sorted (as if it ended last), the text of a 422, and
 *   that `page` and `limit` must be whole numbers of at least 1.
 * - Of a revocation: the text for a JWT that is none of this store's; that the documented texts stand in `title`; that a customer
 *   impersonation token is revoked by its text as well; that the listing shows it at once and it may be repeated; that the limit is
 *   1,000, and what revoke-all has revoked counts.
 * - `expires_at: 0` makes a token without `eat`; an empty `channel_ids` stands for every channel of the store; a scope that
 *   is named twice counts once; a blank `name` counts as none; fields that the documents do not name are ignored.
 * - The refusal of browsers: 403 for a request that carries `Origin` or `Sec-Fetch-Site`. (`Sec-Fetch-Mode` alone is no mark of a
 *   browser: Node's own `fetch` sends it.) The documents only say that private tokens are refused in a browser.
 * - Of B2B Edition: that any known access token is enough; 401 for a missing credential; 404 for an unknown customer id and 422 for a
 *   channel of another store; that a channel may be sent as text, and a customer access token is not looked at; that a deletion whose
 *   `name` or `email` is not the token's finds nothing; that `eventChannel` is `api`.
 * - The texts of 400, 405, 413 and 415, the 413 above 1 MiB, and B2B Edition's 401, 403, 404, 422, 429 and 500 bodies for this
 *   operation (their shape is that host's own).
 * - The order of the checks: route, browser, method, access token, quota, OAuth scope, media type, JSON, fields.
 * - Quotas are counted in fixed windows that begin with their first request; a request that is refused by 401 or 404 costs
 *   nothing.
 * - Of GraphQL: the schema, which is small and the sandbox's own, and which field has which scope, read from the areas that the documents
 *   name; the path with the channel in it; the order of the checks; UTC for the two cut-off days; every text that begins with
 *   "Sandbox:"; how complexity is counted; 429 by {@link SandboxOptions.graphql}; 200 for a query that is not valid; customer access tokens
 *   that live for a day; that a missing one is an error at `customer` alone; 501 where the package `graphql` is missing.
 * - With {@link SandboxOptions.claims}: `token_type` 3 and `scopes` in a private token.
 *
 * @module
 */

import type { AbortSignalLike, FetchInit, HeadersLike } from "./host.js";
import type { SandboxOptions } from "./sandbox-options.js";

export type { OAuthScope, SandboxGraphqlOptions, SandboxOptions } from "./sandbox-options.js";

/** Which requests a fault meets, and how often. */
export interface FaultTarget {
  /** How many requests it meets; `Infinity` for all that follow. Default 1. */
  times?: number | undefined;
  /** Only requests whose path contains this text, e.g. `"/auth/backend"`. Default: every path. */
  path?: string | undefined;
  /** Only requests of this method, in any case. Default: every method. */
  method?: string | undefined;
}

/**
 * Something that goes wrong. Faults wait in a queue; each request takes the oldest one that fits it.
 *
 * These five stand in for the API, which never sees the request, so that nothing is created:
 *
 * - `status`: answers with `status` (200 to 599), `headers` and `body`. A string or `Uint8Array` is sent as it is, anything else
 *   as JSON; the `Content-Type` is JSON unless `headers` names another. Without a body: the host's usual error body from 400 on,
 *   none below. No rate-limit header is added.
 * - `b2bError`: one of the five shapes in which B2B Edition tells an error, with `text` in it. `errMsg` is
 *   `{code, data: {errMsg}, meta: {message}}` (usually 400), `errMsgFields` the same with an object of lists in `errMsg` (422), `message`
 *   is `{code, message}` (403), `detail` is `{detail}` (401), `errors` is `{status, title, errors: {"1": …}}` (404). `status` is HTTP's, and
 *   `code` the body's: they may disagree.
 * - `redirect`: `status` (300 to 399, default 307) with a `Location` (default an address that never resolves).
 * - `html`: an HTML page, as a proxy would send it, with `status` (default 502).
 * - `bomb`: 200 and `bytes` bytes (default 256 MiB, `Infinity` allowed) that begin like JSON, made as they are read, without a
 *   `Content-Length`.
 *
 * The other four spoil the answer to a request that **has been carried out**, so that a token may exist (see
 * {@link Sandbox.issued}):
 *
 * - `delay`: answers `ms` milliseconds after the request came, by {@link Sandbox.clock}.
 * - `stall`: never answers (`at: "headers"`, the default), or sends the headers and half of the body and then nothing more
 *   (`at: "body"`).
 * - `truncate`: promises the whole body, sends `afterBytes` bytes (default half) and closes the connection.
 * - `disconnect`: closes the connection before the first byte of an answer.
 *
 * Over HTTP these happen at the socket. In {@link Sandbox.fetch} a closed connection is a `TypeError` whose cause has the code
 * `ECONNRESET`.
 */
export type Fault = (
  | { kind: "status"; status: number; headers?: Readonly<Record<string, string>> | undefined; body?: unknown }
  | {
      kind: "b2bError";
      shape: "errMsg" | "errMsgFields" | "message" | "detail" | "errors";
      status?: number | undefined;
      code?: number | undefined;
      text?: string | undefined;
    }
  | { kind: "delay"; ms: number }
  | { kind: "stall"; at?: "headers" | "body" | undefined }
  | { kind: "truncate"; afterBytes?: number | undefined }
  | { kind: "redirect"; status?: number | undefined; location?: string | undefined }
  | { kind: "html"; status?: number | undefined }
  | { kind: "bomb"; bytes?: number | undefined }
  | { kind: "disconnect" }
) &
  FaultTarget;

/** A request as it came in, whether it was answered or refused. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. Values of query parameters that are secrets are `[redacted]`. */
  readonly path: string;
  /** The status that was sent; `null` while none has been, which is for ever after `stall` at the headers and `disconnect`. */
  readonly status: number | null;
  /** Names in lower case. Values that are secrets are `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body with `[redacted]` for every secret; `null` for none; a text with its length where it is not JSON. */
  readonly body: unknown;
  /** When it came: milliseconds of {@link Sandbox.clock}. */
  readonly at: number;
}

/** A token that the store has issued. Its text is not shown. */
export type SandboxToken =
  | {
      /** The family, by the name that a listing gives it. `"simple"` is a storefront token. */
      readonly type: "simple" | "private" | "customer_impersonation";
      /** The JWT's `jti` claim. Tokens of the older generation have one here alone. */
      readonly jti: string;
      /** As trimmed; `undefined` for none. */
      readonly name: string | undefined;
      readonly channelIds: readonly number[];
      /** Empty unless it is a storefront token. */
      readonly allowedCorsOrigins: readonly string[];
      /** Empty unless it is a private token. */
      readonly scopes: readonly string[];
      /** Unix seconds. */
      readonly issuedAt: number;
      /** Unix seconds; `null` for a token without expiry. */
      readonly expiresAt: number | null;
      /** When it was revoked, in Unix seconds; `null` while it is not. */
      readonly revokedAt: number | null;
      /** The client ID of the API account that asked for it: the JWT's `sub` claim. */
      readonly clientId: string;
    }
  | {
      readonly type: "server_to_server";
      readonly id: number;
      readonly name: string;
      /** The e-mail of the user who signed in. */
      readonly email: string;
      /** Unix seconds. */
      readonly issuedAt: number;
      /** When it was deleted, in Unix seconds; `null` while it is not. */
      readonly deletedAt: number | null;
    }
  | {
      /** A storefront token of B2B Edition, by whichever of its three operations. */
      readonly type: "b2b_storefront";
      /** As sent; `undefined` for none. */
      readonly name: string | undefined;
      /** The shopper's. */
      readonly email: string;
      readonly customerId: number;
      readonly channelId: number;
      /** Unix seconds. */
      readonly issuedAt: number;
      /** Unix seconds. */
      readonly expiresAt: number;
    };

/** The sandbox's time: real time plus an offset. Fits the client's `clock` option. */
export interface SandboxClock {
  /** Unix milliseconds. */
  now(): number;
  /** Resolves when the clock has passed `ms` milliseconds; rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignalLike | null): Promise<void>;
  /** Moves the clock by `ms` milliseconds, back when negative, and wakes every sleeper whose time has come. */
  advance(ms: number): void;
}

/** What the sandbox's `fetch` answers, for a program whose types know no `Response`. It is a real one all the same. */
export interface SandboxResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: HeadersLike;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
  json(): Promise<any>;
}

/** The type of the program's own `fetch` where it has one. */
export type SandboxFetch = typeof globalThis extends { fetch: infer F }
  ? F
  : (url: string, init?: Partial<FetchInit>) => Promise<SandboxResponse>;

/** What {@link Sandbox.listen} returns. */
export interface SandboxServer {
  /** The origin, e.g. `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Stops listening and cuts every connection, idle, busy or stalled. Resolves when all are gone. May be called again. */
  close(): Promise<void>;
}

/** One imitated store with both of its hosts. */
export interface Sandbox {
  /**
   * Answers like `fetch`, without a network, for any host: the path decides. Takes `(url, init)`, `(URL, init)` and
   * `(Request, init)`, and honours `signal` and `redirect`; a redirect that is followed comes back to the sandbox.
   */
  readonly fetch: SandboxFetch;
  /**
   * Serves the same store over HTTP on 127.0.0.1, in Node (from 20.16), Deno and Bun. `port` defaults to 0, a free one. Rejects
   * where the port is taken and where the runtime has no `node:http`.
   *
   * `GET /` is a page that shows each request as it comes: time, status, method, path, and its headers and body as {@link Sandbox.requests}
   * has them. The page and what it loads (below `/sandbox/`) meet no fault and are not recorded.
   */
  listen(port?: number): Promise<SandboxServer>;
  /** Orders a fault. @throws TypeError for a field that is unknown or does not fit. */
  inject(fault: Fault): void;
  /** Every request, refused ones included, oldest first; the last 10,000 are kept. */
  readonly requests: readonly RecordedRequest[];
  /** Every token that exists in the store, oldest first: also those whose answer a fault has kept from the client. */
  readonly issued: readonly SandboxToken[];
  readonly clock: SandboxClock;
  /** What a client needs to be let in: the first access token, the first user (`email`, `password`) and the first customer. */
  readonly credentials: {
    readonly storeHash: string;
    readonly accessToken: string;
    readonly email: string;
    readonly password: string;
    readonly customer: { readonly id: number; readonly email: string; readonly password: string };
  };
  /**
   * The client's `endpoints` option for a sandbox at `url`. Default: an address that never resolves, for use with
   * {@link Sandbox.fetch}.
   */
  endpoints(url?: string): { api: string; b2b: string; storefront: string };
  /**
   * The JWT that a storefront's own page hands out for the customer who is logged in, good for 15 minutes: what B2B Edition's
   * `GET /auth/storefront` takes. Rejects with a TypeError for an id that is no customer's. Default: the first customer.
   */
  currentCustomerJwt(customerId?: number): Promise<string>;
  /**
   * Where a channel's GraphQL is answered, for a sandbox at `url`. Default: an address that never resolves, for use with
   * {@link Sandbox.fetch}, which also answers at BigCommerce's own addresses; and the first channel. A provider's `fetch` adds its
   * token here if this is the client's `endpoints.storefront`; that of {@link Sandbox.endpoints} stands for `/graphql` below it.
   */
  graphqlEndpoint(url?: string, channelId?: number): string;
}

/**
 * Makes a store of its own, with its own state, clock and keys. Nothing is opened and no key is made before the first use.
 *
 * @throws TypeError naming the option that is unknown or does not fit.
 */
export function createSandbox(options?: SandboxOptions): Sandbox;
