// A link for Apollo Client 4, made of two of its own links: one that sets the header, and before it one that sees a refusal.
import { bearer, REFUSED, tokenOf } from "./token.js";

/** @type {typeof import("../types/adapters.d.ts").apolloLink} */
export function apolloLink(provider, { ErrorLink, SetContextLink }) {
  const setToken = new SetContextLink(async (/** @type {any} */ { headers, droppedToken }) => {
    await droppedToken;
    const token = await tokenOf(provider);
    return { headers: { ...headers, authorization: bearer(token) }, sentToken: token };
  });

  const replayRefused = new ErrorLink((/** @type {any} */ { error, operation, forward }) => {
    const { sentToken } = operation.getContext();
    if (error?.statusCode !== REFUSED || sentToken === undefined) return undefined;
    // A promise, since a link must answer at once; the link above awaits it.
    operation.setContext({ droppedToken: provider.invalidate(sentToken) });
    return forward(operation);
  });

  return replayRefused.concat(setToken);
}
