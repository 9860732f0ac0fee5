// What the API tells of a token. It holds no secret: the token itself is never told.

/** Moments come in seconds. */
const MOMENTS = ["issuedAt", "expiresAt", "revokedAt"];
const PARTS = ["channelIds", "allowedCorsOrigins", "scopes", "principal"];

/** @param {any} data  what src/wasm makes of a TokenRecord */
export function toTokenRecord(data) {
  for (const name of MOMENTS) if (name in data) data[name] = new Date(data[name] * 1_000);
  for (const name of PARTS) Object.freeze(data[name]);
  return Object.freeze(data);
}
