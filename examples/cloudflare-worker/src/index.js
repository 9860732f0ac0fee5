import { BigCommerceTokens } from "bigcommerce-tokens";

export default {
  async scheduled(event, env) {
    const client = BigCommerceTokens.fromEnv(env);
    const { token } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
    await env.TOKENS.put("private-token", token, { expirationTtl: 6 * 60 * 60 });
  },
};
