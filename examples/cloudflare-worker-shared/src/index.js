import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { durableObjectStore, sealedStore, workersKvStore } from "bigcommerce-tokens/stores";

export { TokenLeaseObject } from "bigcommerce-tokens/stores";

/** One provider for the isolate, made at the first request. */
let provider;

function providerFor(env) {
  // Read near every visitor, in KV; refreshed by one alone, who holds the lease of a Durable Object.
  const store = { ...workersKvStore(env.TOKENS), lease: durableObjectStore(env.TOKEN_LEASES).lease };
  return createTokenProvider(BigCommerceTokens.fromEnv(env), {
    request: { channelId: 1, scopes: ["Unauthenticated"] },
    store: sealedStore(store, env.TOKEN_STORE_KEY),
  });
}

export default {
  async fetch(request, env, ctx) {
    provider ??= providerFor(env);
    // So that a refresh outlives the request that began it.
    await provider.getToken({ waitUntil: (promise) => ctx.waitUntil(promise) });
    return provider.fetch(`https://store-${env.BIGCOMMERCE_STORE_HASH}-1.mybigcommerce.com/graphql`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
    });
  },
};
