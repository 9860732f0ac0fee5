// The same Worker against the sandbox: its own fetch is answered in the isolate.
import { createSandbox } from "bigcommerce-tokens/sandbox";
import * as library from "graphql";
import worker from "./index.js";

export { TokenLeaseObject } from "./index.js";

const sandbox = createSandbox({ graphql: { library } });
const { storeHash, accessToken } = sandbox.credentials;
globalThis.fetch = sandbox.fetch;

export default {
  fetch: (request, env, ctx) =>
    worker.fetch(request, { ...env, BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken, TOKEN_STORE_KEY: "c3ludGhldGljMGtleTBvZjB0aGlydHkwdHdvMGJ5dGU=" }, ctx),
};
