import createClient from "openapi-fetch";

export default {
  async fetch(request, env) {
    const client = createClient({ baseUrl: "https://api.bigcommerce.com", headers: { "X-Auth-Token": env.BIGCOMMERCE_ACCESS_TOKEN } });
    const { data, error } = await client.POST("/stores/{store_hash}/v3/storefront/api-token-private", {
      params: { path: { store_hash: env.BIGCOMMERCE_STORE_HASH } },
      body: { channel_id: 1, expires_at: Math.floor(Date.now() / 1_000) + 21_600, scopes: ["Unauthenticated"] },
    });
    if (error !== undefined) throw new Error("refused");
    return new Response(`a token of ${data.data.token.length} characters`);
  },
};
