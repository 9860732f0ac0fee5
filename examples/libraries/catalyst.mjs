import { createClient } from "@bigcommerce/catalyst-client";
import { createCatalystClient } from "bigcommerce-tokens/catalyst";
import { provider, storeHash } from "./provider.mjs";

const client = createCatalystClient(createClient, provider, { storeHash, channelId: "1" });

const { data } = await client.fetch({ document: "query StoreName { site { settings { storeName } } }" });
console.log(data.site.settings.storeName);
