import { seal, tokenPrototype } from "../issued-token.js";

const providedToken = tokenPrototype("ProvidedToken");

/**
 * @param {string} token
 * @param {number} expiresOnTimestamp
 * @param {number} refreshAfterTimestamp
 * @returns {import("../../types/provider.d.ts").ProvidedToken}
 */
export function toProvidedToken(token, expiresOnTimestamp, refreshAfterTimestamp) {
  return seal(providedToken, token, { expiresOnTimestamp, refreshAfterTimestamp });
}
