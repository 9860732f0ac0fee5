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
process.env.B2B_EMAIL = email;
process.env.B2B_PASSWORD = password;
process.env.TOKEN_STORE_KEY = "c3ludGhldGljMGtleTBvZjB0aGlydHkwdHdvMGJ5dGU=";
globalThis.fetch = sandbox.fetch;
