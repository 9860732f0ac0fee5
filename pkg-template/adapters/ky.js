// Hooks for ky, where its fetch is another's.
import { bearer, REFUSED, replacementFor, tokenIn, tokenOf } from "./token.js";

/** @type {typeof import("../types/adapters.d.ts").kyHooks} */
export function kyHooks(provider, origin) {
  const home = new URL(origin).origin;
  /** A ky instance may be used for any address, and the token is for one. @param {{ url: string }} request */
  const isOurs = (request) => new URL(request.url).origin === home;

  return {
    beforeRequest: [
      async (request) => {
        if (isOurs(request)) request.headers.set("Authorization", bearer(await tokenOf(provider)));
      },
    ],
    afterResponse: [
      async (request, options, response) => {
        const refused = tokenIn(request.headers.get("Authorization"));
        if (response.status !== REFUSED || refused === undefined || !isOurs(request)) return undefined;
        const token = await replacementFor(provider, refused);
        if (token === undefined) return undefined;
        const again = request.clone();
        again.headers.set("Authorization", bearer(token));
        return (options.fetch ?? globalThis.fetch)(again);
      },
    ],
  };
}
