// For @bigcommerce/catalyst-client, which sends a fixed token by the global fetch and offers one hook.
import { ConfigError } from "../lib/errors.js";
import { bearer, REFUSED, replacementFor, tokenOf } from "./token.js";

/** The first release whose hook can replace the header. */
const OLDEST = [1, 0, 3];
const USER_AGENT = /^@bigcommerce\/catalyst-client\/(\d+)\.(\d+)\.(\d+)/;

/** By the options of a call, which the client hands to the hook as they are: the token that the call was sent with. @type {WeakMap<object, string>} */
const sentTokens = new WeakMap();

/** Has the form of a token, as the client expects of one, and is none. */
export const placeholderToken = "eyJhbGciOiJub25lIn0.e30.bm9uZQ";

/** @type {typeof import("../types/catalyst.d.ts").beforeRequest} */
export function beforeRequest(provider, own) {
  /** @this {unknown} @param {any} fetchOptions */
  return async function addToken(fetchOptions) {
    refuseOld(this);
    const more = /** @type {any} */ (await own?.call(this, fetchOptions));
    const headers = new Headers(more?.headers);
    const token = await tokenOf(provider);
    headers.set("Authorization", bearer(token));
    if (fetchOptions) sentTokens.set(fetchOptions, token);
    return { ...more, headers };
  };
}

/** @type {typeof import("../types/catalyst.d.ts").createCatalystClient} */
export function createCatalystClient(createClient, provider, config) {
  const client = createClient({ storefrontToken: placeholderToken, ...config, beforeRequest: beforeRequest(provider, config.beforeRequest) });
  if (versionOf(client) === undefined) throw refusal("what was given did not make a client of @bigcommerce/catalyst-client");
  refuseOld(client);
  const send = client.fetch.bind(client);

  /** Sends a call with options of its own, so that its token can be found. @param {any} call @param {object} fetchOptions */
  const sendWith = (call, fetchOptions) => send({ ...call, fetchOptions });

  client.fetch = async (/** @type {any} */ call) => {
    const fetchOptions = { ...call.fetchOptions };
    try {
      return await sendWith(call, fetchOptions);
    } catch (error) {
      const refused = sentTokens.get(fetchOptions);
      if (/** @type {any} */ (error)?.status !== REFUSED || refused === undefined) throw error;
      if ((await replacementFor(provider, refused)) === undefined) throw error;
      return sendWith(call, { ...call.fetchOptions });
    }
  };
  return client;
}

/** The release that made a client, from the User-Agent it sends; the hook is called as its method. @param {any} client */
function versionOf(client) {
  const match = USER_AGENT.exec(client?.backendUserAgent ?? "");
  return match?.slice(1).map(Number);
}

/** @param {unknown} client */
function refuseOld(client) {
  const version = versionOf(client);
  if (version === undefined) return;
  const differing = OLDEST.findIndex((part, index) => part !== version[index]);
  if (differing === -1 || version[differing] > OLDEST[differing]) return;
  throw refusal(`@bigcommerce/catalyst-client ${version.join(".")} sends the fixed token and the provider's in one header, and both are refused`);
}

/** @param {string} message */
function refusal(message) {
  return new ConfigError({ code: "config", message, option: "createClient", hint: `install @bigcommerce/catalyst-client ${OLDEST.join(".")} or newer` });
}
