import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { denoKvStore } from "bigcommerce-tokens/stores";

const kv = await Deno.openKv();
const unfinished = [];
const provider = createTokenProvider(BigCommerceTokens.fromEnv(), {
  request: { channelId: 1, scopes: ["Unauthenticated"] },
  store: denoKvStore(kv),
  // A new token is handed out before it is stored, and a script that ends has to wait for that.
  waitUntil: (work) => unfinished.push(work),
});

const response = await provider.fetch(`https://store-${Deno.env.get("BIGCOMMERCE_STORE_HASH")}-1.mybigcommerce.com/graphql`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
});

const { data } = await response.json();
console.log(data.site.settings.storeName);

await Promise.all(unfinished);
kv.close();
