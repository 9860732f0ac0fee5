// An exchange for urql, around its own mapExchange. It gives each operation a fetch that adds the token: an operation that is
// changed by a promise would hang where that promise rejects.
import { bearer, REFUSED, replacementFor, tokenOf } from "./token.js";

/** @type {typeof import("../types/adapters.d.ts").urqlExchange} */
export function urqlExchange(provider, mapExchange) {
  return mapExchange({
    onOperation: (/** @type {any} */ operation) => {
      const { fetch = globalThis.fetch } = operation.context;
      return { ...operation, context: { ...operation.context, fetch: addToken(provider, fetch) } };
    },
  });
}

/** @param {import("./token.js").TokenSource} provider @param {typeof globalThis.fetch} fetch @returns {typeof globalThis.fetch} */
function addToken(provider, fetch) {
  return async (url, init) => {
    /** @param {string} token */
    const send = (token) => {
      const headers = new Headers(init?.headers);
      headers.set("Authorization", bearer(token));
      return fetch(url, { ...init, headers });
    };
    const token = await tokenOf(provider);
    const response = await send(token);
    if (response.status !== REFUSED) return response;
    const other = await replacementFor(provider, token);
    if (other === undefined) return response;
    await response.body?.cancel();
    return send(other);
  };
}
