import { BigCommerceTokens } from "bigcommerce-tokens";

const client = BigCommerceTokens.fromEnv();
const { token, expiresAt } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });

console.log(`a private token of ${token.length} characters, good until ${expiresAt.toISOString()}`);
