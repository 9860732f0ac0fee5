// As refuse.development.js, for this sub-path.
import { refused } from "../lib/refused.js";

export { CustomerAccessTokenError, GraphQLRequestError, InsufficientScopeError, TokenRejectedError } from "../lib/graphql/refusals.js";
export const [createStorefrontClient, init] = [refused, refused];

throw refused();
