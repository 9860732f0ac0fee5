// What every program in this folder begins with: a provider of one private token, and where it is good.
import process from "node:process";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";

export const provider = createTokenProvider(BigCommerceTokens.fromEnv(), {
  request: { channelId: 1, scopes: ["Unauthenticated"] },
});

export const storeHash = process.env.BIGCOMMERCE_STORE_HASH;
export const endpoint = `https://store-${storeHash}-1.mybigcommerce.com/graphql`;
