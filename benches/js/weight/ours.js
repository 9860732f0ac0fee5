import { BigCommerceTokens } from "bigcommerce-tokens";

export default {
  async fetch(request, env) {
    const client = BigCommerceTokens.fromEnv(env);
    const { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
    return new Response(`a token of ${token.length} characters`);
  },
};
