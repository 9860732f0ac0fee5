import { Redis } from "@upstash/redis";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { redisStore } from "bigcommerce-tokens/stores";

export const config = { runtime: "edge" };

const storeHash = process.env.BIGCOMMERCE_STORE_HASH;
const redis = new Redis({ url: process.env.KV_REST_API_URL, token: process.env.KV_REST_API_TOKEN });
const provider = createTokenProvider(new BigCommerceTokens({ storeHash, accessToken: process.env.BIGCOMMERCE_ACCESS_TOKEN }), {
  request: { channelId: 1, scopes: ["Unauthenticated"] },
  store: redisStore(redis),
});

export default async function handler(request, context) {
  // So that a refresh outlives the request that began it.
  await provider.getToken({ waitUntil: (promise) => context.waitUntil(promise) });
  const response = await provider.fetch(`https://store-${storeHash}-1.mybigcommerce.com/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
  });
  return Response.json(await response.json());
}
