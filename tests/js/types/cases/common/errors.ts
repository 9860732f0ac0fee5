import * as errors from "bigcommerce-tokens";
import type { ClientEvent, ErrorCode, IssueCode, Outcome, ValidationIssue } from "bigcommerce-tokens";
import { exactly } from "./assert.js";

declare const error: unknown;

if (errors.BigCommerceError.is(error)) {
  exactly<errors.BigCommerceError>()(error);
  exactly<ErrorCode>()(error.code);
  exactly<string | undefined>()(error.hint);
  exactly<unknown>()(error.cause);
  exactly<object>()(error.toJSON());
  // As README's sample asks, without a look at the class first.
  exactly<Outcome | undefined>()(error.outcome);
  exactly<string | undefined>()(error.operation);
  exactly<number | undefined>()(error.attempts);
  exactly<number | undefined>()(error.elapsedMs);
  const plain: Error = error;
  void plain;
}
if (error instanceof errors.ApiError) {
  exactly<number>()(error.status);
  exactly<string | undefined>()(error.title);
  exactly<Record<string, string> | undefined>()(error.errors);
  exactly<string | null>()(error.requestId);
  exactly<boolean>()(error.retryable);
  exactly<Outcome>()(error.outcome);
}
if (error instanceof errors.RateLimitError) {
  exactly<"rate_limit">()(error.code);
  exactly<number | null>()(error.retryAfterMs);
  exactly<number | undefined>()(error.quota);
  exactly<number | undefined>()(error.remaining);
  const asApi: errors.ApiError = error;
  void asApi;
}
if (error instanceof errors.ValidationError) {
  exactly<readonly ValidationIssue[]>()(error.issues);
  for (const issue of error.issues) exactly<IssueCode>()(issue.code);
}
if (error instanceof errors.ConfigError) exactly<string>()(error.option);
if (error instanceof errors.BrowserRefusedError) exactly<string>()(error.runtime);
if (error instanceof errors.ConnectionError) {
  exactly<"connection" | "fetch_misuse">()(error.code);
  exactly<"not_sent" | "unknown">()(error.outcome);
}
if (error instanceof errors.TimeoutError) exactly<"attempt" | "total">()(error.phase);
if (error instanceof errors.AbortedError) exactly<"AbortError">()(error.name);
if (error instanceof errors.RedirectRefusedError) exactly<string | null>()(error.toOrigin);
if (error instanceof errors.ProtocolError) exactly<string>()(error.path);

// The facts of the call stand on every error that a call under way can end with.
type UnderWay =
  | errors.ApiError
  | errors.ConnectionError
  | errors.TimeoutError
  | errors.AbortedError
  | errors.RedirectRefusedError
  | errors.ProtocolError;
declare const underWay: UnderWay;
exactly<string>()(underWay.operation);
exactly<number>()(underWay.attempts);
exactly<number>()(underWay.elapsedMs);
exactly<Outcome>()(underWay.outcome);

// Test libraries take an error class as a constructor.
declare function rejectsWith(kind: new () => object): void;
rejectsWith(errors.RateLimitError);
rejectsWith(errors.ValidationError);

/** Every code has an answer here: a new one without one does not compile. */
export function kindOf(code: ErrorCode): "caller" | "api" | "network" | "package" {
  switch (code) {
    case "config":
    case "browser_refused":
    case "validation":
    case "fetch_misuse":
    case "aborted":
    case "environment_polluted":
    case "wasm_unavailable":
      return "caller";
    case "bad_request":
    case "authentication":
    case "permission":
    case "not_found":
    case "unprocessable":
    case "revoked_token_quota":
    case "rate_limit":
    case "server":
    case "api":
    case "redirect_refused":
    case "protocol":
    case "graphql":
    case "token_rejected":
    case "insufficient_scope":
    case "customer_access_token":
      return "api";
    case "connection":
    case "timeout":
      return "network";
    case "internal":
      return "package";
  }
}

export function describe(event: ClientEvent): string {
  switch (event.type) {
    case "request":
      exactly<string>()(event.url);
      return `${event.operation} ${event.attempt} ${event.method}`;
    case "response":
      exactly<string | null>()(event.requestId);
      return `${event.operation} ${event.attempt} ${event.status} ${event.elapsedMs}`;
    case "retry":
      return `${event.operation} ${event.attempt} ${event.afterMs} ${event.reason}`;
    case "failure":
      exactly<Outcome | undefined>()(event.outcome);
      return `${event.operation} ${event.attempts} ${event.elapsedMs} ${event.code}`;
    case "warning":
      return `${event.code} ${event.message}`;
  }
}

// @ts-expect-error a warning belongs to no call
export const operationOf = (event: Extract<ClientEvent, { type: "warning" }>) => event.operation;
