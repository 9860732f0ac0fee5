// Hooks for ky, where its fetch is another's.
import { bearer, REFUSED, replacementFor, tokenIn, tokenOf } from "./token.js";

/** @typedef {import("../types/adapters.d.ts").KyState} KyState */

/**
 * What a hook is handed: by ky 2 in one object, by ky 1 one after another.
 *
 * @param {KyState | KyState["request"]} first
 * @param {KyState["options"]} [options]
 * @param {KyState["response"]} [response]
 * @returns {KyState}
 */
const stateOf = (first, options, response) => ("request" in first ? first : { request: first, options, response });

/** @type {typeof import("../types/adapters.d.ts").kyHooks} */
export function kyHooks(provider, origin, { fetch } = {}) {
  const home = new URL(origin).origin;
  /** A ky instance may be used for any address, and the token is for one. @param {{ url: string }} request */
  const isOurs = (request) => new URL(request.url).origin === home;

  return {
    beforeRequest: [
      async (first) => {
        const { request } = stateOf(first);
        if (isOurs(request)) request.headers.set("Authorization", bearer(await tokenOf(provider)));
      },
    ],
    afterResponse: [
      async (...handed) => {
        const { request, options, response } = stateOf(...handed);
        const refused = tokenIn(request.headers.get("Authorization"));
        if (response?.status !== REFUSED || refused === undefined || !isOurs(request)) return undefined;
        const token = await replacementFor(provider, refused);
        // ky 2 keeps no copy of a body that it was told not to retry.
        if (token === undefined || request.bodyUsed) return undefined;
        const again = request.clone();
        again.headers.set("Authorization", bearer(token));
        return (fetch ?? options?.fetch ?? globalThis.fetch)(again);
      },
    ],
  };
}
