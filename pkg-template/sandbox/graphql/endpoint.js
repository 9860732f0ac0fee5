/**
 * The store and the channel that an address names. BigCommerce puts both into the host; where everything is served at one origin,
 * they stand in the path instead, which is invented here.
 *
 * @typedef {{ storeHash: string, channelId: number }} Place
 */

export const GRAPHQL_PATHS = ["/graphql", "/stores/{store_hash}/channels/{channel_id}/graphql"];

/** Without a channel it is the default one. */
const STORE_HOST = /^store-([a-z0-9]+)(?:-(\d+))?\.mybigcommerce\.com(?::\d+)?$/i;
const DEFAULT_CHANNEL = 1;

/**
 * @param {string} host
 * @param {Record<string, string>} params of the path
 * @param {import("../store.js").Store} store whose first channel answers at any other host, as at a domain of its own
 * @returns {Place}
 */
export function placeOf(host, params, { storeHash, channelIds }) {
  if (params.store_hash !== undefined) return { storeHash: params.store_hash, channelId: Number(params.channel_id) };
  const named = STORE_HOST.exec(host);
  if (!named) return { storeHash, channelId: channelIds[0] };
  return { storeHash: named[1], channelId: named[2] === undefined ? DEFAULT_CHANNEL : Number(named[2]) };
}
