import { endpoint, provider } from "./provider.mjs";

const response = await provider.fetch(endpoint, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
});

const { data } = await response.json();
console.log(data.site.settings.storeName);
