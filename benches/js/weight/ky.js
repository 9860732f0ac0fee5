import ky from "ky";

export default {
  async fetch(request, env) {
    const url = `https://api.bigcommerce.com/stores/${env.BIGCOMMERCE_STORE_HASH}/v3/storefront/api-token-private`;
    const json = { channel_id: 1, expires_at: Math.floor(Date.now() / 1_000) + 21_600, scopes: ["Unauthenticated"] };
    const { data } = await ky.post(url, { headers: { "X-Auth-Token": env.BIGCOMMERCE_ACCESS_TOKEN }, json }).json();
    return new Response(`a token of ${data.token.length} characters`);
  },
};
