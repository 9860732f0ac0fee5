import { ACCESS_TOKEN, PARAMS, STORE_HASH } from "../support/exchange.mjs";
import { stopwatch } from "./stopwatch.mjs";

await stopwatch(async (fetch) => {
  const { BigCommerceTokens } = await import("bigcommerce-tokens");
  const client = new BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch });
  await client.privateTokens.create(PARAMS);
});
