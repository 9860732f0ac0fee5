import process from "node:process";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createStorefrontClient, InsufficientScopeError } from "bigcommerce-tokens/graphql";

const client = BigCommerceTokens.fromEnv();
const { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
const storefront = createStorefrontClient({ storeHash: process.env.BIGCOMMERCE_STORE_HASH, channelId: 1, token });

const { data } = await storefront.request("query Shop($first: Int!) { site { settings { storeName } products(first: $first) { edges { node { name } } } } }", {
  variables: { first: 3 },
});
console.log(`${data.site.settings.storeName} sells ${data.site.products.edges.map(({ node }) => node.name).join(", ")}`);

try {
  await storefront.request("query Me { customer { firstName } }");
} catch (error) {
  if (!(error instanceof InsufficientScopeError)) throw error;
  console.log(`a shopper's name needs the scope ${error.requiredScopes.join(" and ")}`);
}
