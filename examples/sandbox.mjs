// Load this before an example and it runs against the sandbox instead of a store: the credentials go into the environment, and
// `fetch` is answered in this process, so that no request leaves it. The examples themselves show only what a real program needs.
import process from "node:process";
import { createSandbox } from "bigcommerce-tokens/sandbox";
// What the sandbox answers GraphQL with.
import * as library from "graphql";

const sandbox = createSandbox({ graphql: { library } });
const { storeHash, accessToken, email, password } = sandbox.credentials;

process.env.BIGCOMMERCE_STORE_HASH = storeHash;
process.env.BIGCOMMERCE_ACCESS_TOKEN = accessToken;
// A storefront token of May 2026, as programs still hold: to be inspected, not to be sent.
process.env.BIGCOMMERCE_STOREFRONT_TOKEN =
  "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJjaWQiOlsxXSwiY29ycyI6W10sImVhdCI6MTgxMTUwMDAwMCwiaWF0IjoxNzgwMDAwMDAwLCJpc3MiOiJCQyIsInNpZCI6MTAwMDAwMDAwMSwic3ViIjoic3ludGhldGljMGNsaWVudDBpZDAwMDAwMDAwMDAwMCIsInN1Yl90eXBlIjoyLCJ0b2tlbl90eXBlIjoxfQ.synthetic-signature";
process.env.B2B_EMAIL = email;
process.env.B2B_PASSWORD = password;
process.env.TOKEN_STORE_KEY = "c3ludGhldGljMGtleTBvZjB0aGlydHkwdHdvMGJ5dGU=";
globalThis.fetch = sandbox.fetch;
