/** What the routes of the storefront family refuse with. */
import { empty, problem } from "../reply.js";

/**
 * A 422. The older API's document gives it no body at all, the newer one the usual error body.
 *
 * @param {import("../store.js").Store} store
 * @param {string} title
 * @param {Record<string, string>} [errors]
 * @returns {import("../reply.js").Reply}
 */
export const unprocessable = ({ generation }, title, errors = {}) => (generation === "A" ? empty(422) : problem(422, title, errors));
