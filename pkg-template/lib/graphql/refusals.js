// The errors that only GraphQL has. Rust describes them as it does the others.
import { CallError, fromDescription, nameClasses } from "../errors.js";

export class GraphQLRequestError extends CallError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.status = description.status;
    this.errors = Object.freeze(JSON.parse(description.errors));
    this.requestId = description.requestId ?? null;
  }
}

export class TokenRejectedError extends GraphQLRequestError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.reason = description.reason;
  }
}

export class InsufficientScopeError extends GraphQLRequestError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.requiredScopes = Object.freeze(description.requiredScopes);
    this.tokenScopes = description.tokenScopes === undefined ? null : Object.freeze(description.tokenScopes);
  }
}

export class CustomerAccessTokenError extends GraphQLRequestError {
  /** @param {Record<string, any>} description */
  constructor(description) {
    super(description);
    this.reason = description.reason;
  }
}

nameClasses({ GraphQLRequestError, TokenRejectedError, InsufficientScopeError, CustomerAccessTokenError });

const CLASSES = {
  graphql: GraphQLRequestError,
  token_rejected: TokenRejectedError,
  insufficient_scope: InsufficientScopeError,
  customer_access_token: CustomerAccessTokenError,
};

/** @param {any} thrown */
export const toGraphQLError = (thrown) => fromDescription(thrown, CLASSES);
