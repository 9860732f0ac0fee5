// The two stores that the demo can talk to: the sandbox over HTTP, and a real one.
import * as library from "../../xtask/node_modules/graphql/index.js";
import { createSandbox } from "../../pkg/entry/sandbox.js";

/**
 * @typedef {{ method: string, path: string, headers: Record<string, string>, body: unknown }} SentRequest without secrets
 *
 * @typedef {object} Store
 * @property {string} name
 * @property {object} options for the client
 * @property {object} graphqlOptions for the client of its GraphQL API, without channel and token
 * @property {{ email: string, password: string }} [user] a user who may sign in to B2B Edition
 * @property {() => SentRequest} takeRequest the last request that was sent
 * @property {(headers: Record<string, string>) => Promise<Response>} [sendAsBrowser]
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Store>} */
export async function sandboxStore() {
  const sandbox = createSandbox({ graphql: { library } });
  const { storeHash, accessToken, email, password } = sandbox.credentials;
  const server = await sandbox.listen();
  return {
    name: `The sandbox at ${server.url}`,
    options: { storeHash, accessToken, endpoints: sandbox.endpoints(server.url) },
    graphqlOptions: { storeHash, endpoint: server.url },
    user: { email, password },
    takeRequest: () => sandbox.requests.at(-1),
    sendAsBrowser: (headers) =>
      fetch(`${server.url}/stores/${storeHash}/v3/storefront/api-token-private`, {
        method: "POST",
        headers: { "X-Auth-Token": accessToken, "Content-Type": "application/json", ...headers },
        body: "{}",
        redirect: "manual",
      }),
    close: () => server.close(),
  };
}

const SECRET_HEADERS = ["x-auth-token", "authorization"];

/** @param {string} url @param {RequestInit} init @returns {SentRequest} */
function withoutSecrets(url, init) {
  const headers = [...new Headers(init.headers)].map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? "[redacted]" : value]);
  const body = JSON.parse(typeof init.body === "string" ? init.body : new TextDecoder().decode(init.body));
  if (Object.hasOwn(body, "password")) body.password = "[redacted]";
  const { origin, pathname } = new URL(url);
  return { method: init.method, path: origin + pathname, headers: Object.fromEntries(headers), body };
}

/** @param {Record<string, string | undefined>} env @returns {Store} */
export function liveStore(env) {
  const { BIGCOMMERCE_STORE_HASH: storeHash, BIGCOMMERCE_ACCESS_TOKEN: accessToken, B2B_EMAIL: email, B2B_PASSWORD: password } = env;
  /** @type {SentRequest} */
  let last;
  const recordingFetch = (url, init) => {
    last = withoutSecrets(url, init);
    return fetch(url, init);
  };
  return {
    name: `The store ${storeHash}`,
    options: { storeHash, accessToken, fetch: recordingFetch },
    graphqlOptions: { storeHash, fetch: recordingFetch },
    user: email && password ? { email, password } : undefined,
    takeRequest: () => last,
    close: async () => {},
  };
}
