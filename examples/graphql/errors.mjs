import process from "node:process";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createStorefrontClient, CustomerAccessTokenError, GraphQLRequestError, InsufficientScopeError, TokenRejectedError } from "bigcommerce-tokens/graphql";

function explain(error) {
  if (error instanceof TokenRejectedError) return `the token is not taken (${error.reason}): ${error.hint}`;
  if (error instanceof InsufficientScopeError) return `create the token with ${error.requiredScopes.join(" and ")} too`;
  if (error instanceof CustomerAccessTokenError) return `log the shopper in again (${error.reason})`;
  if (!(error instanceof GraphQLRequestError)) throw error;
  return error.errors.map(({ message }) => message).join("; ");
}

const client = BigCommerceTokens.fromEnv();
const storeHash = process.env.BIGCOMMERCE_STORE_HASH;
const { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
const options = { storeHash, channelId: 1, token };

for (const [what, request] of Object.entries({
  "another channel": () => createStorefrontClient({ ...options, channelId: 2 }).request("{ site { settings { storeName } } }"),
  "a scope": () => createStorefrontClient(options).request("{ customer { firstName } }"),
  "a shopper": () => createStorefrontClient(options).request("{ site { settings { storeName } } }", { customerAccessToken: "synthetic0customer" }),
  "a field": () => createStorefrontClient(options).request("{ site { colour } }"),
})) {
  await request().catch((error) => console.log(`${what}: ${explain(error)}`));
}
