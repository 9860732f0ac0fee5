import OpenAI from "openai";

export default {
  async fetch(request, env) {
    const defaultHeaders = { "X-Auth-Token": env.BIGCOMMERCE_ACCESS_TOKEN };
    const client = new OpenAI({ apiKey: "unused", baseURL: "https://api.bigcommerce.com", defaultHeaders });
    const body = { channel_id: 1, expires_at: Math.floor(Date.now() / 1_000) + 21_600, scopes: ["Unauthenticated"] };
    const { data } = await client.post(`/stores/${env.BIGCOMMERCE_STORE_HASH}/v3/storefront/api-token-private`, { body });
    return new Response(`a token of ${data.token.length} characters`);
  },
};
