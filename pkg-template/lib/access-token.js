import { seal, tokenPrototype } from "./issued-token.js";

const accessToken = tokenPrototype("AccessToken");

/**
 * @param {string} token
 * @param {number} expiresOnTimestamp
 * @param {number} refreshAfterTimestamp
 * @returns {import("../types/provider.d.ts").AccessToken}
 */
export function toAccessToken(token, expiresOnTimestamp, refreshAfterTimestamp) {
  return seal(accessToken, token, { expiresOnTimestamp, refreshAfterTimestamp });
}
