// A client of the library from what the command line, the environment and the .env file say.
import { CliError } from "./failure.js";
import { ACCESS_TOKEN, readCredentials, readSecret } from "./secrets.js";
import { packageVersion } from "./version.js";

/** @typedef {import("./context.js").Context} Context */

/** @type {Record<string, import("./command-line.js").Option>} */
export const STORE_OPTIONS = {
  "store-hash": { type: "string", value: "g5cd38", what: "the store; else BIGCOMMERCE_STORE_HASH" },
  credentials: { type: "string", value: "FILE", what: "the .env file to read what the environment lacks from; else .env, if there is one" },
  "access-token-stdin": { type: "boolean", what: "read the access token from standard input" },
  endpoint: { type: "string", value: "URL", what: "another address of the API, such as a sandbox's: https, or http on this machine; else BIGCOMMERCE_API_ENDPOINT" },
};

/** For commands that reach B2B Edition. @type {Record<string, import("./command-line.js").Option>} */
export const B2B_OPTIONS = {
  "b2b-endpoint": { type: "string", value: "URL", what: "the same for B2B Edition, with its base path; else BIGCOMMERCE_B2B_ENDPOINT, else --endpoint and /api/io" },
};

/**
 * Addresses come from the command line or the real environment, never from a file that lies in some folder: they decide who gets
 * the access token.
 *
 * @param {Context} context
 */
function endpointsOf({ values, env }) {
  const api = values.endpoint || env.BIGCOMMERCE_API_ENDPOINT || undefined;
  const b2b = values["b2b-endpoint"] || env.BIGCOMMERCE_B2B_ENDPOINT || (api && `${api.replace(/\/+$/, "")}/api/io`) || undefined;
  return { ...(api && { api }), ...(b2b && { b2b }) };
}

/** The library's own lines, kept off stdout. @param {Context} context */
function loggerOf({ note }) {
  const line = (/** @type {string} */ text) => note(text);
  return { error: line, warn: line, info: line, debug: line };
}

/**
 * @param {Context} context
 * @param {{ accessToken?: boolean, credentials?: Record<string, string | undefined> }} [given] the B2B sign-in needs no access token; a file
 *   that may be a pipe is read once
 */
export async function openClient(context, { accessToken: needed = true, credentials: read } = {}) {
  const credentials = read ?? (await readCredentials(context));
  const storeHash = context.values["store-hash"] || context.env.BIGCOMMERCE_STORE_HASH || credentials.BIGCOMMERCE_STORE_HASH;
  if (!storeHash) throw new CliError("config", "the store hash: expected --store-hash, or BIGCOMMERCE_STORE_HASH in the environment or in a .env file, got nothing");
  if (context.env.NODE_TLS_REJECT_UNAUTHORIZED === "0") context.note("NODE_TLS_REJECT_UNAUTHORIZED=0: whoever stands between can read what is sent, secrets too");
  const accessToken = needed ? await readSecret(context, ACCESS_TOKEN, credentials) : undefined;
  const { BigCommerceTokens } = await import("../entry/index.js");
  const client = new BigCommerceTokens({
    storeHash,
    accessToken,
    endpoints: endpointsOf(context),
    logger: loggerOf(context),
    appInfo: { name: "bigcommerce-tokens-cli", version: packageVersion() },
  });
  return { client, credentials };
}
