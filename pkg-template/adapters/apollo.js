// A link for Apollo Client 4, made of two of its own links: one that sets the header, and before it one that sees a refusal.
import { bearer, REFUSED, replacementFor, tokenOf } from "./token.js";

/** @type {typeof import("../types/adapters.d.ts").apolloLink} */
export function apolloLink(provider, { ErrorLink, SetContextLink }) {
  const setToken = new SetContextLink(async (/** @type {any} */ { headers, refusal }) => {
    const otherToken = refusal?.otherToken;
    // It is for one attempt: a link further out may make more.
    if (refusal !== undefined) refusal.otherToken = undefined;
    const token = await (otherToken ?? tokenOf(provider));
    return { headers: { ...headers, authorization: bearer(token) }, sentToken: token };
  });

  const replayRefused = new ErrorLink((/** @type {any} */ { error, operation, forward }) => {
    const { sentToken } = operation.getContext();
    if (error?.statusCode !== REFUSED || sentToken === undefined) return undefined;
    // A promise, since a link must answer at once; the link above awaits it.
    const otherToken = replacementFor(provider, sentToken).then((token) => {
      if (token === undefined) throw error;
      return token;
    });
    operation.setContext({ refusal: { otherToken } });
    return forward(operation);
  });

  return replayRefused.concat(setToken);
}
