// The adapters fit the libraries' own types without a cast. Compiled by types.test.mjs.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { createClient } from "@bigcommerce/catalyst-client";
import { cacheExchange, Client, fetchExchange, mapExchange } from "@urql/core";
import ky2 from "ky";
import ky1 from "ky-1";
import { apolloLink, kyHooks, urqlExchange } from "../../../../pkg-template/types/adapters.js";
import type { TokenSource } from "../../../../pkg-template/types/adapters.js";
import { beforeRequest, createCatalystClient, placeholderToken } from "../../../../pkg-template/types/catalyst.js";

declare const provider: TokenSource;
const endpoint = "https://store-abc123-1.mybigcommerce.com/graphql";

ky1.create({ hooks: kyHooks(provider, endpoint) });
ky2.create({ hooks: kyHooks(provider, endpoint, { fetch: (request: Request) => fetch(request) }) });

const link: ApolloLink = ApolloLink.from([apolloLink(provider, { ErrorLink, SetContextLink }), new HttpLink({ uri: endpoint })]);
new ApolloClient({ link, cache: new InMemoryCache() });

new Client({ url: endpoint, preferGetMethod: false, exchanges: [cacheExchange, urqlExchange(provider, mapExchange), fetchExchange] });

createClient({ storeHash: "abc123", channelId: "1", storefrontToken: placeholderToken, beforeRequest: beforeRequest(provider) });
createClient({ storeHash: "abc123", channelId: "1", storefrontToken: placeholderToken, beforeRequest: beforeRequest(provider, (options?: RequestInit) => ({ cache: options?.cache ?? "no-store" })) });

const client = createCatalystClient(createClient, provider, { storeHash: "abc123", channelId: "1", beforeRequest: async () => undefined });
export const sitemap: Promise<string> = client.fetchSitemapIndex();

// @ts-expect-error the store must be named
createCatalystClient(createClient, provider, { channelId: "1" });
// @ts-expect-error a token is no provider
kyHooks("token", endpoint);
// @ts-expect-error both classes are needed
apolloLink(provider, { ErrorLink });
