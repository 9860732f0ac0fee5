/**
 * Ways to put a provider's token into the hooks of libraries, for programs whose `fetch` is another's.
 *
 * Whatever takes a `fetch` needs none of them. It is told the provider's, which adds the token for the store's own host alone and
 * replays a refused request once:
 *
 * | library | |
 * |---|---|
 * | graphql-request | `new GraphQLClient(endpoint, { fetch: provider.fetch })` |
 * | Apollo Client | `new HttpLink({ uri: endpoint, fetch: provider.fetch })` |
 * | urql | `new Client({ url: endpoint, fetch: provider.fetch, exchanges })` |
 * | ky | `ky.create({ fetch: provider.fetch })` |
 *
 * The adapters below drop a token that is refused by 401, and send the request once more with another. They import none of the
 * libraries; what they need of one is handed in.
 *
 * @module
 */

/** What the adapters use of a token provider. */
export interface TokenSource {
  getToken(): Promise<{ readonly token: string }>;
  invalidate(rejected: string): Promise<void>;
}

/** What is used of a `Request`. */
interface RequestLike {
  readonly url: string;
  readonly bodyUsed: boolean;
  readonly headers: { get(name: string): string | null; set(name: string, value: string): void };
  clone(): any;
}

/** What ky 2 hands a hook, as far as it is used; ky 1 hands the same one after another. */
interface KyState {
  readonly request: RequestLike;
  readonly options?: any;
  readonly response?: { readonly status: number };
}

/** The hooks of {@link kyHooks}, in the form of ky's `hooks` option. */
export interface KyHooks {
  beforeRequest: ((first: KyState | RequestLike) => Promise<undefined>)[];
  afterResponse: ((first: KyState | RequestLike, options?: any, response?: { readonly status: number }) => Promise<any>)[];
}

/** What {@link kyHooks} may be told. */
export interface KyHooksOptions {
  /**
   * Sends a refused request once more. Name it where ky 2 was given a `fetch` of its own, as it tells its hooks of none.
   *
   * @defaultValue what ky 1 was given, or else `globalThis.fetch`
   */
  fetch?: (request: any) => Promise<any>;
}

/**
 * Hooks for ky 1 and ky 2, which set the token on requests to one origin. A body that ky 2 kept no copy of, as with `retry: 0`, is not
 * sent once more: the refusal is yours, and the next request has another token.
 *
 * @param provider A token provider.
 * @param origin Where the token may go, such as `https://store-abc123-1.mybigcommerce.com`; a path behind it is ignored. Requests to
 *   other origins are left as they are.
 *
 * @throws TypeError where `origin` is no absolute URL.
 *
 * @example
 * ```js
 * import { kyHooks } from "bigcommerce-tokens/adapters";
 *
 * const endpoint = "https://store-abc123-1.mybigcommerce.com/graphql";
 * export const connect = (ky, provider) => ky.create({ hooks: kyHooks(provider, endpoint) });
 * ```
 */
export function kyHooks(provider: TokenSource, origin: string, options?: KyHooksOptions): KyHooks;

/** A link of Apollo Client, as far as it is used. */
interface LinkLike<L> {
  concat(next: any): L;
}

/**
 * A link for Apollo Client 4 that sets the token on every operation. Put it before the link that sends, and let that send to your
 * store's GraphQL endpoint alone.
 *
 * @param provider A token provider.
 * @param links Two classes of Apollo's, from "@apollo/client/link/error" and "@apollo/client/link/context".
 *
 * @example
 * ```js
 * import { apolloLink } from "bigcommerce-tokens/adapters";
 *
 * export const connect = ({ ErrorLink, SetContextLink, HttpLink }, provider) =>
 *   apolloLink(provider, { ErrorLink, SetContextLink }).concat(new HttpLink({ uri: "https://store-abc123-1.mybigcommerce.com/graphql" }));
 * ```
 */
export function apolloLink<L>(provider: TokenSource, links: { ErrorLink: new (handler: any) => LinkLike<L>; SetContextLink: new (setter: any) => object }): L;

/**
 * An exchange for urql that sets the token on every operation. Put it between the cache and `fetchExchange`, in a client whose `url`
 * is your store's GraphQL endpoint.
 *
 * @param provider A token provider.
 * @param mapExchange urql's own, from "@urql/core" or a package around it.
 *
 * @example
 * ```js
 * import { urqlExchange } from "bigcommerce-tokens/adapters";
 *
 * export const connect = ({ Client, cacheExchange, fetchExchange, mapExchange }, provider) =>
 *   new Client({
 *     url: "https://store-abc123-1.mybigcommerce.com/graphql",
 *     preferGetMethod: false,
 *     exchanges: [cacheExchange, urqlExchange(provider, mapExchange), fetchExchange],
 *   });
 * ```
 */
export function urqlExchange<E>(provider: TokenSource, mapExchange: (options: any) => E): E;
