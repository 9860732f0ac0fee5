/**
 * Ways to put a provider's token into the hooks of libraries. A library that takes a `fetch` needs none of them:
 * `fetch: provider.fetch` does the same and more.
 */
export { apolloLink } from "./apollo.js";
export { kyHooks } from "./ky.js";
export { urqlExchange } from "./urql.js";
