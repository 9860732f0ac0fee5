// Fails the build of any client component that imports it.
import "server-only";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { after } from "next/server";

const storeHash = process.env.BIGCOMMERCE_STORE_HASH;
let provider;

/** Asks the GraphQL Storefront API. The provider is made at the first call, since a build has no credentials. */
export async function storefront(query, variables) {
  provider ??= createTokenProvider(BigCommerceTokens.fromEnv(), {
    request: { channelId: 1, scopes: ["Unauthenticated"] },
    waitUntil: (promise) => after(promise),
  });
  const response = await provider.fetch(`https://store-${storeHash}-1.mybigcommerce.com/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
    cache: "no-store",
  });
  return response.json();
}
