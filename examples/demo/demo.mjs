// The main job from end to end: `cargo xtask demo`, which builds the package first, or `cargo xtask demo --live`.
import { randomUUID } from "node:crypto";
import process from "node:process";
import { createStorefrontClient } from "../../pkg/entry/graphql.js";
import { BigCommerceTokens, ValidationError } from "../../pkg/entry/index.js";
import { claimsOf, printRequest, section } from "./print.mjs";
import { liveStore, sandboxStore } from "./store.mjs";

const PARAMS = { channelId: 1, expiresIn: "15m", scopes: ["Unauthenticated", "Customer"], name: "demo" };

/** @param {import("./store.mjs").Store} store @param {BigCommerceTokens} client */
async function createPrivateToken(store, client) {
  section("A private token for the GraphQL Storefront API");
  const { data, status, attempts } = await client.privateTokens.create(PARAMS).withResponse();
  printRequest(store.takeRequest());
  console.log(`answered with ${status} after ${attempts} attempt; the token's claims:`);
  console.log(claimsOf(data.token));
  console.log("the result, as console.log shows it:", data);
  return data.token;
}

/** @param {import("./store.mjs").Store} store @param {string} token */
async function askForTheShop(store, token) {
  section("A query with that token");
  const storefront = createStorefrontClient({ ...store.graphqlOptions, channelId: PARAMS.channelId, token });
  const { data } = await storefront.request("query Shop { site { settings { storeName } } }");
  printRequest(store.takeRequest());
  console.log(`the shop is called ${data.site.settings.storeName}`);
}

/** @param {import("./store.mjs").Store} store @param {BigCommerceTokens} client */
async function createServerToServerToken(store, client) {
  section("A server to server token for B2B Edition");
  if (!store.user) {
    console.log("left out: set B2B_EMAIL and B2B_PASSWORD (each sign-in makes an API account in the store)");
    return;
  }
  const issued = await client.b2b.serverToServerTokens.create({ ...store.user, name: `demo-${randomUUID()}` });
  printRequest(store.takeRequest());
  console.log(`the token's name: ${issued.name}`);
}

/** @param {import("./store.mjs").Store} store @param {BigCommerceTokens} client */
async function refuseBrowsers(store, client) {
  section("A request that looks like a browser's");
  const headers = { Origin: "https://shop.example" };
  try {
    await client.privateTokens.create(PARAMS, { headers });
    throw new Error("the package sent a browser's header");
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    console.log(`by the package, before anything is sent: ${error.message}`);
  }
  if (!store.sendAsBrowser) {
    console.log("by the API: not tried, since it would send the access token with a browser's headers");
    return;
  }
  const response = await store.sendAsBrowser(headers);
  printRequest(store.takeRequest());
  if (response.ok) throw new Error("the sandbox served a browser");
  console.log(`by the sandbox: ${response.status} ${await response.text()}`);
}

const live = process.argv.includes("--live");
const missing = ["BIGCOMMERCE_STORE_HASH", "BIGCOMMERCE_ACCESS_TOKEN"].filter((name) => live && !process.env[name]);
if (missing.length > 0) {
  console.error(`--live needs ${missing.join(" and ")} in the environment`);
  process.exit(1);
}
const store = live ? liveStore(process.env) : await sandboxStore();
try {
  const client = new BigCommerceTokens(store.options);
  console.log(`${store.name}, through the package in pkg/`);
  const token = await createPrivateToken(store, client);
  await askForTheShop(store, token);
  await createServerToServerToken(store, client);
  await refuseBrowsers(store, client);
} finally {
  await store.close();
}
