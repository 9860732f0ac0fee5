/** The host of a store's GraphQL Storefront API: who is let in, and how a refusal looks. */
import { json } from "../reply.js";
import { checkCredential } from "./credential.js";
import { placeOf } from "./endpoint.js";

/** @param {number} status @param {string} message */
const refuse = (status, message) => json(status, { errors: [{ message }] });

/** @type {import("../hosts.js").Host} store-{hash}-{channel}.mybigcommerce.com */
export const storefront = {
  name: "storefront",
  refuse,
  // A storefront token is for browsers; which token may come from where is checked with the token.
  isForServersOnly: false,
  spends: "complexity",

  async admit(request, params, store) {
    const place = placeOf(request.host, params, store);
    const { record, problem } = await checkCredential(request, place, store);
    return record ? { granted: { token: record, place } } : { refusal: refuse(401, problem) };
  },

  quotaHeaders: () => ({}),
};
