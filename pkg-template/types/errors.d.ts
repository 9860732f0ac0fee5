/**
 * The stable name of an error. New names may be added in a minor version; one that exists never changes its meaning.
 *
 * | code | class | what happened |
 * |---|---|---|
 * | `config` | {@link ConfigError} | an option of the client is missing or wrong |
 * | `browser_refused` | {@link BrowserRefusedError} | this is a browser, or a host that did not prove to be a server |
 * | `validation` | {@link ValidationError} | an argument is wrong; nothing was sent |
 * | `bad_request` | {@link BadRequestError} | 400 |
 * | `authentication` | {@link AuthenticationError} | 401, or a wrong e-mail or password (B2B) |
 * | `permission` | {@link PermissionError} | 403, or a role that may not do this (B2B) |
 * | `not_found` | {@link NotFoundError} | 404 |
 * | `unprocessable` | {@link UnprocessableError} | 422 |
 * | `revoked_token_quota` | {@link UnprocessableError} | 422: the store holds as many revoked, unexpired tokens as it may |
 * | `rate_limit` | {@link RateLimitError} | 429 |
 * | `server` | {@link ServerError} | 5xx |
 * | `api` | {@link ApiError} | any other refusal by status |
 * | `connection` | {@link ConnectionError} | no answer came, or it broke off |
 * | `fetch_misuse` | {@link ConnectionError} | the supplied `fetch` does not behave like one |
 * | `timeout` | {@link TimeoutError} | a deadline passed |
 * | `aborted` | {@link AbortedError} | the caller's signal aborted the call |
 * | `redirect_refused` | {@link RedirectRefusedError} | the answer was a redirect |
 * | `protocol` | {@link ProtocolError} | a success whose body is not what the API promises |
 * | `graphql`, `token_rejected`, `insufficient_scope`, `customer_access_token` | those of `bigcommerce-tokens/graphql` | the API refused in the words of GraphQL |
 * | `environment_polluted` | {@link BigCommerceError} | something was put on `Object.prototype` that would change requests |
 * | `wasm_unavailable` | {@link BigCommerceError} | this host does not run WebAssembly, or forbids compiling it |
 * | `internal` | {@link BigCommerceError} | a fault of this package; please report it |
 */
export type ErrorCode =
  | "config"
  | "browser_refused"
  | "validation"
  | "bad_request"
  | "authentication"
  | "permission"
  | "not_found"
  | "unprocessable"
  | "revoked_token_quota"
  | "rate_limit"
  | "server"
  | "api"
  | "connection"
  | "fetch_misuse"
  | "timeout"
  | "aborted"
  | "redirect_refused"
  | "protocol"
  | "graphql"
  | "token_rejected"
  | "insufficient_scope"
  | "customer_access_token"
  | "environment_polluted"
  | "wasm_unavailable"
  | "internal";

/** The stable name of one fault of an argument, in {@link ValidationIssue.code}. */
export type IssueCode =
  /** Another kind of value than expected, such as a string for a number. */
  | "type"
  /** A field that must be there is not. */
  | "required"
  /** Two fields that exclude each other are both there, or neither is. */
  | "exactly_one"
  /** A field that the operation does not have; the message names the likely one. */
  | "unknown_field"
  /** A number with a fraction, infinite, or NaN. */
  | "not_integer"
  /** A number outside its range. */
  | "out_of_range"
  /** A number above 2^53 - 1, which JavaScript cannot hold exactly. */
  | "unsafe_integer"
  /** A time in milliseconds where seconds belong; the message shows the seconds. */
  | "milliseconds"
  /** A time that has passed. */
  | "in_the_past"
  /** Empty, or with fewer characters or items than needed. */
  | "too_short"
  /** With more characters or items than allowed. */
  | "too_long"
  /** A string with half of a surrogate pair, which cannot be sent as it is. */
  | "ill_formed"
  /** White space where none belongs, such as the line end of a copied secret. */
  | "whitespace"
  /** A control character. */
  | "control_character"
  /** Not one of the values there are. */
  | "not_allowed"
  /** A string of another form than expected. */
  | "format"
  /** A header that this package sets itself, or that must never be sent. */
  | "forbidden_header"
  /** A character that takes four bytes in UTF-8, such as an emoji. */
  | "four_byte_character"
  /** A getter where a plain value belongs. */
  | "accessor"
  /** A text that is not of the language it should be in; the issue has a `line` and a `column`. */
  | "syntax";

/**
 * Whether the server may have acted on a call that failed.
 *
 * - `"not_sent"`: nothing reached it.
 * - `"refused"`: it said no.
 * - `"unknown"`: it may have acted. After a create, a token may exist that nobody holds; no operation has an idempotency key, so a blind
 *   repetition can leave a second one behind. A list or a revocation can be repeated without harm. Most 5xx of an operation that
 *   changes something have this outcome too, although creates are repeated after those that BigCommerce asks to repeat: the option
 *   `maxRetries` says which. So has an `internal` error.
 */
export type Outcome = "not_sent" | "refused" | "unknown";

/**
 * The root of every error this package makes.
 *
 * No message, field, cause or stack holds an access token, a password, or a created token, and none repeats a message of the
 * runtime or of a library. Branch on `code` or on the class, never on `message`.
 *
 * @example
 * ```js
 * try {
 *   await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
 * } catch (error) {
 *   if (!BigCommerceError.is(error)) throw error;
 *   console.error(error.code, error.message, error.hint ?? "");
 * }
 * ```
 */
export class BigCommerceError extends Error {
  /** What happened, by its stable name. */
  readonly code: ErrorCode;
  /** What to do about it, in one sentence, where something can be said. */
  readonly hint?: string;
  /** What your own code threw or aborted with, where that led here. An error of the runtime is never kept. */
  readonly cause?: unknown;
  /** The method that was called, such as `privateTokens.create`, in errors of a call. */
  readonly operation?: string;
  /** How often it was tried, in errors of a call that was under way: 1 without a retry, 0 if nothing was sent. */
  readonly attempts?: number;
  /** From the call to this error, waits included, in milliseconds, in errors of a call that was under way. */
  readonly elapsedMs?: number;
  /** Whether the server may have acted, in errors of a call that was under way, and `"unknown"` in an `internal` one. */
  readonly outcome?: Outcome;
  /**
   * True for an error of this package, also one made by another copy of it, by its CommonJS build, or in another realm, where
   * `instanceof` is false. Asked of this class it knows every error of the package; it does not tell subclasses apart.
   */
  static is(error: unknown): error is BigCommerceError;
  /** Plain data for a log: name, code, message, hint and the fields of the class. It holds no secret and no cause. */
  toJSON(): object;
  /** This package alone makes its errors. In a test, let the sandbox fail instead. */
  constructor(...made: never[]);
}

/**
 * An option is missing or wrong. Thrown by the constructor, by `fromEnv` and by `withOptions`; a call rejects with it where an
 * option fails only then, such as an `accessToken` callback that throws (what it threw is the `cause`).
 */
export class ConfigError extends BigCommerceError {
  readonly code: "config";
  /** The first option at fault, by its path, such as `storeHash` or `endpoints.api`; `message` tells of all. */
  readonly option: string;
}

/**
 * The host is a browser, or did not prove to be a server. BigCommerce rejects private tokens sent by a browser, and whoever opens
 * the page could read the access token; so nothing here works there, and no option changes that.
 */
export class BrowserRefusedError extends BigCommerceError {
  readonly code: "browser_refused";
  /** What the host was taken for: `browser`, `browser-extension`, `electron-renderer`, `react-native`, `unknown` or the like. */
  readonly runtime: string;
}

/** What every error of a call tells that was under way. */
export interface CallFacts {
  /** The method that was called, such as `privateTokens.create`. */
  readonly operation: string;
  /** How often it was tried: 1 without a retry, 0 if nothing was sent. */
  readonly attempts: number;
  /** From the call to this error, waits included, in milliseconds. */
  readonly elapsedMs: number;
}

/** One fault of one argument. */
export interface ValidationIssue {
  /** Where, as one writes it: `expiresAt`, `scopes[1]`, `options.timeoutMs`; empty for the argument itself. */
  readonly path: string;
  /** What is wrong, by its stable name. */
  readonly code: IssueCode;
  /** What was expected and what kind of thing came. Never the value. */
  readonly message: string;
  /** What would have been right, where that is short to say. */
  readonly expected?: string;
  /** With the code `syntax`: the line, counted from 1, where the text stops being of its language. */
  readonly line?: number;
  /** With the code `syntax`: the column in that line, counted from 1. */
  readonly column?: number;
}

/** An argument is wrong. Nothing was sent. Every fault is listed, not only the first. */
export class ValidationError extends BigCommerceError {
  readonly code: "validation";
  /** Every fault found, at least one. */
  readonly issues: readonly ValidationIssue[];
  /** The method that was called, such as `privateTokens.create`. */
  readonly operation: string;
}

/**
 * The API refused. The subclass says how; this class itself stands for statuses that have none.
 *
 * Source: BigCommerce docs, "API status codes", read 2026-11-22.
 */
export class ApiError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code:
    | "bad_request"
    | "authentication"
    | "permission"
    | "not_found"
    | "unprocessable"
    | "revoked_token_quota"
    | "rate_limit"
    | "server"
    | "api";
  /** The HTTP status. On the B2B host the `code` of the body, where it refuses and the status does not. */
  readonly status: number;
  /** The API's own words, in one line, cleaned of secrets. For people; never branch on it. */
  readonly title?: string;
  /** The API's complaint by field (its own field names), at most 20, cleaned of secrets. */
  readonly errors?: Record<string, string>;
  /** The API's id of the request, for BigCommerce's support. */
  readonly requestId: string | null;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** Whether the server may have acted all the same: a 5xx can come after the token was made. */
  readonly outcome: Outcome;
}

/** 400: the API did not understand. */
export class BadRequestError extends ApiError {
  readonly code: "bad_request";
}

/**
 * 401: the access token is wrong, was deleted, or belongs to another store than `storeHash`. On the B2B host also a wrong e-mail or
 * password, which that host reports with status 400.
 *
 * Source: BigCommerce, B2B Edition "Get Server to Server Token" (OpenAPI), read 2026-11-22.
 */
export class AuthenticationError extends ApiError {
  readonly code: "authentication";
}

/**
 * 403: the access token is good and lacks an OAuth scope; `hint` names it. On the B2B host also a user whose role may not create
 * tokens.
 */
export class PermissionError extends ApiError {
  readonly code: "permission";
}

/**
 * 404: the API knows no such thing: no such token, or a wrong `storeHash` or endpoint. Also 404 and 405 where a store's API does not
 * have the newer routes yet, which list, revoke by `jti` and revoke all; `hint` tells the cases apart.
 */
export class NotFoundError extends ApiError {
  readonly code: "not_found";
}

/**
 * 422: the API understood and does not accept a value, such as a channel of another store; see `errors`.
 *
 * With the code `revoked_token_quota`, a token was not revoked because the store holds as many revoked, unexpired tokens as it may.
 * Waiting helps, as tokens expire; `revokeAll` is exempt.
 *
 * Source: BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), read 2026-11-22.
 */
export class UnprocessableError extends ApiError {
  readonly code: "unprocessable" | "revoked_token_quota";
}

/**
 * 429: the store's quota is used up, after the retries that `maxRetries` and `maxRetryAfterMs` allow. All apps of a store share it.
 *
 * Source: BigCommerce docs, "API rate limits", read 2026-11-22.
 */
export class RateLimitError extends ApiError {
  readonly code: "rate_limit";
  /** How long the API asks to wait, in milliseconds: the longest of its headers. `null` if it named no time. */
  readonly retryAfterMs: number | null;
  /** Requests allowed in one window, where the API says so. */
  readonly quota?: number;
  /** Requests left in this window, where the API says so. */
  readonly remaining?: number;
}

/** 5xx, after the retries. */
export class ServerError extends ApiError {
  readonly code: "server";
  /** How long the API asks to wait, in milliseconds; `null` where it does not say. */
  readonly retryAfterMs: number | null;
}

/** No answer came, or it broke off. With the code `fetch_misuse`, the supplied `fetch` does not behave like one. */
export class ConnectionError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code: "connection" | "fetch_misuse";
  /** Whether the server may have acted. */
  readonly outcome: "not_sent" | "unknown";
}

/** A deadline passed before the whole answer was read. */
export class TimeoutError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code: "timeout";
  /** `"attempt"`: `timeoutMs`. `"total"`: `totalTimeoutMs`. */
  readonly phase: "attempt" | "total";
  /** Whether the server may have acted. */
  readonly outcome: "not_sent" | "unknown";
}

/** The caller's signal aborted the call. The signal's reason is the `cause`. */
export class AbortedError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  /** As the platform's own aborts are named, so that code which looks for this name works. */
  readonly name: "AbortError";
  readonly code: "aborted";
  /** Whether the server may have acted. */
  readonly outcome: "not_sent" | "unknown";
}

/**
 * The answer was a redirect. It is never followed: every runtime would send the access token, and some redirects the password, to
 * the other origin.
 */
export class RedirectRefusedError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code: "redirect_refused";
  /** The HTTP status; 0 where the runtime hides it. */
  readonly status: number;
  /** Scheme, host and port of the target; `null` if it named none. Its path is not kept. */
  readonly toOrigin: string | null;
  /** Whether the server may have acted, in this attempt or in one before. */
  readonly outcome: Outcome;
}

/** A success whose body is not what the API promises: HTML of a proxy, a cut-off body, a token of another type. */
export class ProtocolError extends BigCommerceError implements CallFacts {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly code: "protocol";
  /** Where in the body, such as `data.token`; `$` for the whole. */
  readonly path: string;
  /** Whether the server may have acted: usually `"unknown"`, since it claimed success. */
  readonly outcome: Outcome;
}
