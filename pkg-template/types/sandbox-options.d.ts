/** What {@link createSandbox} takes. `sandbox.d.ts` says what is documented and what is invented. @module */

/** An OAuth scope of an API account, by its parameter name. */
export type OAuthScope = "store_storefront_api" | "store_storefront_api_customer_impersonation" | (string & {});

/** What the imitated store looks like. Every default is synthetic. */
export interface SandboxOptions {
  /** The store's hash: 1 to 32 letters and digits; without capitals, since a client takes none. Default `"sandbox1"`. */
  storeHash?: string | undefined;
  /**
   * The access tokens (`X-Auth-Token`) that are known, at least one. `scopes` defaults to every OAuth scope; `[]` gives an
   * account that gets 403. Default: one token with every scope.
   */
  accessTokens?: readonly { token: string; scopes?: readonly OAuthScope[] | undefined }[] | undefined;
  /**
   * B2B Edition's back-end users, at least one. `role` defaults to `"Administrator"`; a `"Sales Rep"` is refused with `role forbidden`.
   * Default: one Administrator.
   */
  users?: readonly { email: string; password: string; role?: "Administrator" | "Store Owner" | "Sales Rep" | undefined }[] | undefined;
  /**
   * The store's shoppers, at least one. `id` is the customer's id; default is the place in the list, from 1. Default: one customer.
   */
  customers?: readonly { email: string; password: string; id?: number | undefined }[] | undefined;
  /** The store's channels, at least one. Default `[1]`. */
  channelIds?: readonly number[] | undefined;
  /**
   * The quota: `requests` in a window of `windowMs` milliseconds. One that is given holds for both REST hosts, which count apart.
   * Default 150 in 30,000 ms, and 150 in 60,000 ms for B2B Edition.
   */
  rateLimit?: { requests: number; windowMs: number } | undefined;
  /**
   * Claims that nobody has seen in a real token. `privateTokenScopes: true` adds `token_type: 3` and `scopes` to private
   * tokens. Default: none.
   */
  claims?: { privateTokenScopes?: boolean | undefined } | undefined;
  /**
   * The generation of the storefront token API. `"B"`, the newer one, lists tokens, revokes them by id and all at once, gives a token
   * a `jti` and takes a `name`. `"A"` has none of it, and its 422 has no body. Default `"B"`.
   */
  generation?: "A" | "B" | undefined;
  /**
   * What a revocation costs. `delayMs`: how long a revoked token still authenticates, by the sandbox's clock; default 60,000, as the
   * documents say "approximately 60 seconds". `limit`: how many tokens of the store may be revoked and not yet expired, `Infinity`
   * allowed; default 1,000, which is invented, because the documents give no number.
   */
  revocation?: { delayMs?: number | undefined; limit?: number | undefined } | undefined;
  /** The GraphQL Storefront API, which needs the package `graphql`: an optional peer of this one. */
  graphql?: SandboxGraphqlOptions | undefined;
}

/** How GraphQL is answered. */
export interface SandboxGraphqlOptions {
  /**
   * The module of the package `graphql` (16 or newer), as `import * as library from "graphql"` gives it, for hosts where the sandbox
   * cannot find it by name: bundles, Workers, Deno without a `node_modules` folder. Default: imported when the first GraphQL request
   * comes; where it is not installed, that request is answered with 501 and what to install.
   */
  library?: object | undefined;
  /**
   * How `requiredScopes` spells a scope: `"short"` as the documents do (`B2B`), or `"long"` as their drafts did (`TOKEN_SCOPE_B2B`).
   * Default `"short"`.
   */
  scopeNames?: "short" | "long" | undefined;
  /**
   * How much complexity may be asked for in a window of `windowMs` milliseconds before a 429. The documents' open draft counts per
   * address; a sandbox has one. Default: no limit.
   */
  rateLimit?: { complexity: number; windowMs: number } | undefined;
}
