// The error classes. Rust describes an error as a plain object; fromDescription() makes it an instance of its class.

/** Known across copies and realms of this package, where instanceof is not. */
const BRAND = Symbol.for("bigcommerce-tokens.error");

export class BigCommerceError extends Error {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description.message, "cause" in description ? { cause: description.cause } : undefined);
    this.code = description.code;
    if (description.hint !== undefined) this.hint = description.hint;
    if (description.outcome !== undefined) this.outcome = description.outcome;
  }

  /** @param {unknown} value */
  static is(value) {
    try {
      return typeof value === "object" && value !== null && Reflect.get(value, BRAND) === true;
    } catch {
      // A proxy whose traps throw is no error of ours.
      return false;
    }
  }

  /** Everything but stack and cause, which may hold what others wrote. */
  toJSON() {
    return { name: this.name, message: this.message, .../** @type {object} */ (this) };
  }
}
Object.defineProperty(BigCommerceError.prototype, BRAND, { value: true });

export class ConfigError extends BigCommerceError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.option = description.option;
  }
}

export class BrowserRefusedError extends BigCommerceError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.runtime = description.runtime;
  }
}

export class ValidationError extends BigCommerceError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.issues = Object.freeze(description.issues.map(Object.freeze));
    this.operation = description.operation;
  }
}

/** What every error of a call that was under way tells. */
export class CallError extends BigCommerceError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.operation = description.operation;
    this.attempts = description.attempts;
    this.elapsedMs = description.elapsedMs;
  }
}

export class ApiError extends CallError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.status = description.status;
    if (description.title !== undefined) this.title = description.title;
    if (Object.keys(description.errors ?? {}).length > 0) this.errors = description.errors;
    this.requestId = description.requestId ?? null;
    this.retryable = description.retryable;
  }
}

export class BadRequestError extends ApiError {}
export class AuthenticationError extends ApiError {}
export class PermissionError extends ApiError {}
export class NotFoundError extends ApiError {}
export class UnprocessableError extends ApiError {}

export class ServerError extends ApiError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.retryAfterMs = description.retryAfterMs ?? null;
  }
}

export class RateLimitError extends ApiError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.retryAfterMs = description.retryAfterMs ?? null;
    if (description.quota !== undefined) this.quota = description.quota;
    if (description.remaining !== undefined) this.remaining = description.remaining;
  }
}

export class ConnectionError extends CallError {}

export class TimeoutError extends CallError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.phase = description.phase;
  }
}

export class AbortedError extends CallError {}

export class RedirectRefusedError extends CallError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.status = description.status;
    this.toOrigin = description.toOrigin ?? null;
  }
}

export class ProtocolError extends CallError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.path = description.path;
  }
}

/** @type {Record<string, typeof BigCommerceError>} */
const CLASSES = {
  config: ConfigError,
  browser_refused: BrowserRefusedError,
  validation: ValidationError,
  bad_request: BadRequestError,
  authentication: AuthenticationError,
  permission: PermissionError,
  not_found: NotFoundError,
  unprocessable: UnprocessableError,
  revoked_token_quota: UnprocessableError,
  rate_limit: RateLimitError,
  server: ServerError,
  api: ApiError,
  connection: ConnectionError,
  fetch_misuse: ConnectionError,
  timeout: TimeoutError,
  aborted: AbortedError,
  redirect_refused: RedirectRefusedError,
  protocol: ProtocolError,
  environment_polluted: BigCommerceError,
  internal: BigCommerceError,
};

nameClasses({
  BigCommerceError, ConfigError, BrowserRefusedError, ValidationError, ApiError, BadRequestError, AuthenticationError,
  PermissionError, NotFoundError, UnprocessableError, ServerError, RateLimitError, ConnectionError, TimeoutError,
  AbortError: AbortedError, RedirectRefusedError, ProtocolError,
});

/**
 * Gives errors their names: on the prototype and not on the instance, so that they print as short as any other, and by hand,
 * since minifiers rename classes.
 *
 * @param {Record<string, typeof BigCommerceError>} classes
 */
export function nameClasses(classes) {
  for (const [name, { prototype }] of Object.entries(classes)) {
    Object.defineProperty(prototype, "name", { value: name, configurable: true, writable: true });
  }
}

/**
 * The error that `description` stands for. Anything that is no description came from a fault inside the package.
 *
 * @param {any} description
 * @param {Record<string, typeof BigCommerceError>} [more]  classes by code, where a part of the package has some of its own
 * @returns {BigCommerceError}
 */
export function fromDescription(description, more) {
  // Of another copy of this package, too.
  if (description instanceof Error && BigCommerceError.is(description)) return /** @type {BigCommerceError} */ (description);
  const code = description instanceof Error ? undefined : description?.code;
  /** @type {Record<string, any>} */
  const classes = { __proto__: null, ...CLASSES, ...more };
  const type = classes[code];
  return type === undefined ? new BigCommerceError(internal()) : new type(description);
}

/** As the transport says it, src/wasm/client/error.rs. */
export function polluted() {
  return new BigCommerceError({
    code: "environment_polluted",
    message: "expected a clean Object.prototype, got one with properties that fetch would take for options; this attempt was not sent",
    hint: "find what adds properties to Object.prototype (a dependency or a prototype pollution) and remove it",
  });
}

/** For a fault inside the package, of which nothing may be told: its own message could quote what was being worked on. */
export function internal() {
  return {
    code: "internal",
    message: "an internal fault of bigcommerce-tokens ended the call; whether the server acted is unknown",
    hint: "the next call starts afresh; please report this with the version and the operation",
    outcome: "unknown",
  };
}
