// The one exchange that every benchmark makes: "Create a Private API Token", with synthetic secrets, and its answer.

export const STORE_HASH = "bench1";
export const ACCESS_TOKEN = "synthetic0access0token0for0benches";
export const PATH = `/stores/${STORE_HASH}/v3/storefront/api-token-private`;

/** As our callers write it. 2100-01-01 */
export const PARAMS = { channelId: 1, expiresAt: 4_102_444_800, scopes: ["Unauthenticated", "Customer"], name: "benchmark" };

/** As the API wants it, for those who write the body themselves. */
export const BODY = { channel_id: 1, expires_at: PARAMS.expiresAt, scopes: PARAMS.scopes, name: PARAMS.name };

export const HEADERS = { Accept: "application/json", "Content-Type": "application/json", "X-Auth-Token": ACCESS_TOKEN };

const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = { cid: [1], iat: 1_763_000_000, eat: PARAMS.expiresAt, sid: 1_000_000, sub: "synthetic", sub_type: 2, token_type: 1, cors: [] };

/** As long as a real one; signed by nobody. */
export const TOKEN = `${part({ typ: "JWT", alg: "ES256" })}.${part(claims)}.${"synthetic0".repeat(8)}synthe`;

export const ANSWER = JSON.stringify({ data: { token: TOKEN }, meta: {} });

export const ANSWER_HEADERS = {
  "content-type": "application/json",
  "x-request-id": "3d1f0b6c5a7e4f0f9a2b8c1d6e5f4a3b",
  "x-rate-limit-requests-left": "149",
  "x-rate-limit-requests-quota": "150",
  "x-rate-limit-time-reset-ms": "30000",
  "x-rate-limit-time-window-ms": "30000",
};
