/**
 * For BigCommerce's Catalyst: tokens from a provider in place of the fixed BIGCOMMERCE_STOREFRONT_TOKEN, without a fork.
 *
 * Needs @bigcommerce/catalyst-client 1.0.3 or newer (read 2026-11-25 in the published packages). 1.0.1 joins the fixed token and the
 * one of the hook in a single header, which the API refuses, and 0.x has no hook; both are refused with that reason.
 *
 * Next.js takes the header into the key of its data cache (read 2026-11-25 in next 16.4.6): what is cached is fetched anew after each
 * refresh of the token, with the default lifetime every few hours. Instances that share a token by a store share those entries too.
 *
 * @module
 */

import type { TokenSource } from "./adapters.js";

/**
 * A hook of Catalyst's client, run before each of its requests: what it returns is added to the options of `fetch`. Loosely typed, since
 * Next.js adds options of its own to those.
 */
export type BeforeRequest = (fetchOptions?: any) => any;

/**
 * Has the form of a token, as the client expects of its `storefrontToken`, and is none: it opens nothing. The hook replaces it in
 * every request.
 */
export const placeholderToken: string;

/**
 * The hook alone, for a client that is made elsewhere: it replaces the fixed token by the provider's. A request whose token is
 * refused fails; {@link createCatalystClient} would replay it.
 *
 * @param provider A token provider for a private token, with every channel that the client asks.
 * @param own A hook of your own, which runs first and whose options and headers are kept.
 *
 * @example
 * ```js
 * import { beforeRequest, placeholderToken } from "bigcommerce-tokens/catalyst";
 *
 * export const connect = (createClient, provider) =>
 *   createClient({ storeHash: "abc123", channelId: "1", storefrontToken: placeholderToken, beforeRequest: beforeRequest(provider) });
 * ```
 */
export function beforeRequest(provider: TokenSource, own?: BeforeRequest): (fetchOptions?: any) => Promise<any>;

/** What `createClient` takes, with `storefrontToken` left to choice. */
export type CatalystConfig<Config> = unknown extends Config ? any : Omit<Config, "storefrontToken"> & { storefrontToken?: string };

/**
 * Catalyst's client with tokens from a provider: the hook is set, the release is checked at once, and a request whose token is
 * refused by 401 is sent once more with another.
 *
 * @param createClient Catalyst's own, from "@bigcommerce/catalyst-client".
 * @param provider A token provider for a private token, with every channel that the client asks.
 * @param config What `createClient` takes; `storefrontToken` is not needed. A `beforeRequest` in it runs first.
 * @returns What `createClient` returns.
 *
 * @throws ConfigError where the client is older than 1.0.3, or none of Catalyst's.
 *
 * @example
 * ```js
 * import { createCatalystClient } from "bigcommerce-tokens/catalyst";
 *
 * // import { createClient } from "@bigcommerce/catalyst-client";
 * export const connect = (createClient, provider) => createCatalystClient(createClient, provider, { storeHash: "abc123", channelId: "1" });
 * ```
 */
export function createCatalystClient<Create extends (config: any) => any>(
  createClient: Create,
  provider: TokenSource,
  config: CatalystConfig<Parameters<Create>[0]>,
): ReturnType<Create>;
