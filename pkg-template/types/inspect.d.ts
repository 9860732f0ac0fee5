import type { HostWasmModule } from "./host.js";
import type { Scope } from "./index.js";

/**
 * What a token is for. `"unknown"` is anything else, also a token of BigCommerce's whose kind cannot be told: which claims a private
 * token has is not published, so one without a list of scopes is `"unknown"` with the finding `unknown_kind`.
 */
export type InspectedKind = "storefront" | "private" | "customerImpersonation" | "b2b" | "unknown";

/**
 * How urgent a finding is.
 *
 * - `"error"`: it does not work, or a secret is in the open.
 * - `"warning"`: it will stop, or is riskier than need be.
 * - `"info"`: good to know.
 */
export type FindingSeverity = "error" | "warning" | "info";

/** The stable name of a {@link Finding}. New names may be added in a minor version; one that exists never changes its meaning. */
export type FindingCode =
  /** The text is empty. */
  | "empty"
  /** Longer than any token. */
  | "too_long"
  /** No JSON Web Token, and nothing that is recognised. */
  | "not_a_jwt"
  /** It begins as a JSON Web Token and cannot be read as one. */
  | "damaged_jwt"
  /** It looks like the access token, or the client ID, of an API account. */
  | "access_token"
  /** It looks like the client secret of an API account. */
  | "client_secret"
  /** It looks like a customer access token. */
  | "customer_access_token"
  /** A session sync token. */
  | "session_sync_jwt"
  /** It looks like a current customer token. */
  | "current_customer_jwt"
  /** A payment access token. */
  | "payment_token"
  /** A JSON Web Token of somebody else. */
  | "unknown_issuer"
  /** Of BigCommerce's, of a kind that cannot be told: perhaps a private token. */
  | "unknown_kind"
  /** White space, quotes or "Bearer" stand around the token. */
  | "not_bare"
  /** A secret of the server, used in a browser. */
  | "secret_in_browser"
  /** Its end has come; `date` says when. */
  | "expired"
  /** Its end comes within 30 days; `date` says when. */
  | "expires_soon"
  /** It names no end. */
  | "no_expiry"
  /** It was made for more than a year. */
  | "long_lived"
  /** One of its times is in milliseconds. */
  | "time_in_milliseconds"
  /** One of its times is no whole number of seconds. */
  | "unreadable_time"
  /** It was issued in the future: a clock is wrong. */
  | "issued_in_future"
  /** A storefront token created after 2026-06-30, on a server: it never worked there. */
  | "storefront_token_useless"
  /** A storefront token on a server, since 2027-03-31. */
  | "storefront_token_stopped"
  /** A storefront token on a server, created by 2026-06-30: it stops on 2027-03-31. */
  | "storefront_token_stops"
  /** A storefront token on a server, created within a day of the cut-off, or nobody knows when. */
  | "storefront_token_uncertain"
  /** It lists origins, as tokens for browsers do, and is used on a server. */
  | "origins_on_server"
  /** One of its origins is none that a browser sends. */
  | "unusable_origin"
  /** A storefront or the GraphQL playground made it for its own page. */
  | "made_for_a_page"
  /** A customer impersonation token, where a private token would often do. */
  | "impersonation_token"
  /** An authToken of B2B Edition: deprecated, and without an end. */
  | "b2b_auth_token"
  /** A storefront token of B2B Edition. */
  | "b2b_storefront_token"
  /** The session of a person in B2B Edition's control panel. */
  | "b2b_control_panel_token";

/** One thing to know about a token. It holds no part of the token. */
export interface Finding {
  /** What was found, by its stable name. */
  readonly code: FindingCode;
  /** How urgent it is. */
  readonly severity: FindingSeverity;
  /** What is so, in a sentence for people. */
  readonly message: string;
  /** What to do about it, in a sentence for people. */
  readonly action: string;
  /** What it rests on: documents by their title, with the day they were read. */
  readonly documents: readonly string[];
  /** When it happens or happened, where there is such a moment. */
  readonly date?: Date;
}

/** What a token says of itself, and what there is to say about it. */
export interface TokenInspection {
  /** What it is for. */
  readonly kind: InspectedKind;
  /** The channels it names; empty if it names none. */
  readonly channelIds: readonly number[];
  /** When it was issued; `null` if it does not say. */
  readonly issuedAt: Date | null;
  /** Its end: the claim `exp`, else BigCommerce's `eat`. `null` if it names none or one that makes no sense; the findings tell which. */
  readonly expiresAt: Date | null;
  /** The origins whose pages may send it. */
  readonly allowedCorsOrigins: readonly string[];
  /** The scopes it names, in the short spelling. */
  readonly scopes: readonly Scope[];
  /** What is or will be wrong with it, the most urgent first; empty if nothing is. */
  readonly findings: readonly Finding[];
}

/** How to look at a token. */
export interface InspectOptions {
  /** The moment to judge by. A number is in milliseconds, as `Date.now()` gives it. Default: now. */
  readonly now?: Date | number;
  /**
   * Where the token is used, or is going to be. `"browser"` is for what a page sends, such as a variable that begins with
   * `NEXT_PUBLIC_`: a storefront token is right there, and a private token is a leak. Default: `"server"`.
   */
  readonly usedIn?: "server" | "browser";
}

/**
 * Reads a token without sending it anywhere, and says what is or will be wrong with it: expired, about to stop by BigCommerce's
 * cut-offs of 2026-06-30 and 2027-03-31, of the wrong kind, or no token at all.
 *
 * It reads and never verifies: BigCommerce publishes no key. The documents name no time zone for the cut-offs, so days of UTC are
 * taken, and what was created within a day of a doubt is called uncertain. Any string has a result: one that is no token has a finding
 * that says what it looks like. Nothing in the result is a part of the token, but for the channels, origins, times and scopes it names.
 *
 * @param jwt - The token: storefront, private, customer impersonation, or of B2B Edition.
 * @throws {@link ValidationError} if `jwt` is no string or an option is wrong.
 * @throws {@link BrowserRefusedError} in a browser: a token that is inspected in a page is read by whoever opens the page.
 *
 * @example
 * ```js
 * import { inspectToken } from "bigcommerce-tokens/inspect";
 *
 * const { kind, expiresAt, findings } = inspectToken(process.env.BIGCOMMERCE_STOREFRONT_TOKEN);
 * console.log(kind, expiresAt?.toISOString() ?? "no end");
 * for (const { severity, message, action } of findings) console.log(`${severity}: ${message}; ${action}`);
 * ```
 */
export function inspectToken(jwt: string, options?: InspectOptions): TokenInspection;

/**
 * Hands over the WebAssembly of `bigcommerce-tokens/inspect` and `bigcommerce-tokens/scopes`, which share one: once for both. Needed only by
 * a host that compiles modules itself, as the client's own `init` is.
 *
 * @param module - The module from `bigcommerce-tokens/offline.wasm`, or its bytes.
 * @throws {@link ConfigError} if it is neither.
 */
export function init(module: HostWasmModule | ArrayBuffer | ArrayBufferView): void;
