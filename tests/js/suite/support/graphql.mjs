// What a test of the GraphQL client needs: a client pointed at a programmed server, and answers as the API words them.
import { STORE_HASH } from "./api.mjs";

/** No parser takes it for a JWT. */
export const BEARER = "dkPz4.Lw9Rm2Xc7Vt5.Qs8Nf3Hy6Bj1";
export const CUSTOMER = "customer0Access0Token0Zt6Kp4Wd9";
export const QUERY = "query Shop { site { settings { storeName } } }";
export const MUTATION = "mutation Empty { cart { deleteCart(input: {}) { deletedCartEntityId } } }";

/** The body of a shop's answer. */
export const DATA = { site: { settings: { storeName: "Synthetic" } } };

/** @param {unknown} [data] @param {object[]} [errors] */
export const answered = (data = DATA, errors = undefined) => ({ status: 200, json: { data, ...(errors ? { errors } : {}) } });

/** @param {object[]} errors @param {number} [status] */
export const refused = (errors, status = 200) => ({ status, json: { data: null, errors } });

/** @param {string} message */
export const rejected = (message) => ({ status: 401, json: { errors: [{ message }] } });

export const EXPIRED = rejected("GraphQL invalid credentials. JWT is expired");
export const REVOKED = rejected("Unknown JWT token");

/** @param {string[]} requiredScopes @param {(string | number)[]} [path] */
export const lacks = (requiredScopes, path = ["company"]) => ({
  message: "The provided token does not include the scopes required to resolve this field.",
  path,
  extensions: { code: "INSUFFICIENT_ACCESS_SCOPE", requiredScopes },
});

/** A client for the server at `url`, silent unless a test wants to hear it. */
export const storefrontFor = (ctx, url, options = {}) =>
  ctx.graphqlEntry.createStorefrontClient({ storeHash: STORE_HASH, channelId: 1, token: BEARER, endpoint: url, logLevel: "off", ...options });

/**
 * What gives one token after another, and notes what it is told.
 * @param {string[]} tokens
 */
export function sourceOf(...tokens) {
  const told = { asked: 0, invalidated: /** @type {string[]} */ ([]), signals: /** @type {unknown[]} */ ([]) };
  return {
    told,
    async getToken({ signal } = /** @type {any} */ ({})) {
      told.signals.push(signal);
      told.asked += 1;
      return { token: tokens[Math.min(told.asked, tokens.length) - 1], expiresOnTimestamp: 0 };
    },
    async invalidate(rejectedToken) {
      told.invalidated.push(rejectedToken);
    },
  };
}
