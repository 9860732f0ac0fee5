// What the adapters share: a token as a header, and the answer that says a token was refused.

/** @typedef {import("../types/adapters.d.ts").TokenSource} TokenSource */

/** The storefront answers every fault of the credential with it, and has then done nothing: such a request may be sent again. */
export const REFUSED = 401;

/** @param {TokenSource} provider @returns {Promise<string>} */
export async function tokenOf(provider) {
  const { token } = await provider.getToken();
  return token;
}

/**
 * Another token than the refused one; `undefined` where there is none, as for half a minute after the last exchange: to send the
 * refused one again would be refused again.
 *
 * @param {TokenSource} provider
 * @param {string} refused
 * @returns {Promise<string | undefined>}
 */
export async function replacementFor(provider, refused) {
  await provider.invalidate(refused);
  const token = await tokenOf(provider);
  return token === refused ? undefined : token;
}

/** @param {string} token */
export const bearer = (token) => `Bearer ${token}`;

/** The token in a header that {@link bearer} made. @param {string | null | undefined} header @returns {string | undefined} */
export const tokenIn = (header) => /^Bearer (.+)$/.exec(header ?? "")?.[1];
