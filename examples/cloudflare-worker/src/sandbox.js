// The same Worker against the sandbox: its own fetch is answered in the isolate.
import { createSandbox } from "bigcommerce-tokens/sandbox";
import worker from "./index.js";

const sandbox = createSandbox();
const { storeHash, accessToken } = sandbox.credentials;
globalThis.fetch = sandbox.fetch;

export default {
  scheduled: (event, env) =>
    worker.scheduled(event, { ...env, BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken }),

  async fetch(request, env) {
    const token = await env.TOKENS.get("private-token");
    return Response.json({ stored: token !== null, requests: sandbox.requests.length });
  },
};
