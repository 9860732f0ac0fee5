import { kyHooks } from "bigcommerce-tokens/adapters";
import ky from "ky";
import { endpoint, provider } from "./provider.mjs";

const storefront = ky.create({ hooks: kyHooks(provider, endpoint) });

const { data } = await storefront.post(endpoint, { json: { query: "{ site { settings { storeName } } }" } }).json();
console.log(data.site.settings.storeName);
