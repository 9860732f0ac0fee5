import { Input, Output } from "../support/schemas.mjs";

export default {
  async fetch(request, env) {
    const body = Input.parse({ channel_id: 1, expires_at: Math.floor(Date.now() / 1_000) + 21_600, scopes: ["Unauthenticated"] });
    const response = await fetch(`https://api.bigcommerce.com/stores/${env.BIGCOMMERCE_STORE_HASH}/v3/storefront/api-token-private`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-Auth-Token": env.BIGCOMMERCE_ACCESS_TOKEN },
      body: JSON.stringify(body),
    });
    const { token } = Output.parse(await response.json()).data;
    return new Response(`a token of ${token.length} characters`);
  },
};
