// As refuse.js, which says why the import below is there.
import { refused } from "../lib/refused.js";

export { CustomerAccessTokenError, GraphQLRequestError, InsufficientScopeError, TokenRejectedError } from "../lib/graphql/refusals.js";
export const [createStorefrontClient, init] = [refused, refused];
export const serverOnly = () => import("bigcommerce-tokens/server-only--do-not-import-this-package-from-browser-code"); // to bundle for a server, use the node or workerd condition

throw refused();
