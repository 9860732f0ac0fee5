// Tokens with claims of choice. Their signature says that they are made up.

const DAY = 86_400;

/** @param {Record<string, unknown>} claims */
export function tokenOf(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ typ: "JWT", alg: "ES256" }), part(claims), "synthetic-signature-synthetic"].join(".");
}

const now = () => Math.floor(Date.now() / 1000);
const common = { cid: [1], cors: [], iss: "BC", sid: 1_000_000_001, sub: "syntheticclientid00000000000000", sub_type: 2 };
const BEFORE_THE_CUT = 1_767_225_600; // 2026-01-01
const AFTER_THE_CUT = 1_783_494_967; // 2026-07-08

export const TOKENS = {
  /** Broken since July 2026 on a server. */
  useless: () => tokenOf({ ...common, token_type: 1, iat: AFTER_THE_CUT, eat: now() + 60 * DAY }),
  /** Stops on 2027-03-31. */
  stopping: () => tokenOf({ ...common, token_type: 1, iat: BEFORE_THE_CUT, eat: BEFORE_THE_CUT + 4000 * DAY }),
  expired: () => tokenOf({ ...common, token_type: 2, iat: BEFORE_THE_CUT, eat: BEFORE_THE_CUT + 3600 }),
  expiring: () => tokenOf({ ...common, token_type: 2, iat: now() - DAY, eat: now() + 10 * DAY }),
  impersonation: () => tokenOf({ ...common, token_type: 2, iat: now() - DAY, eat: now() + 90 * DAY }),
  longLived: () => tokenOf({ ...common, token_type: 2, iat: now() - DAY, eat: now() + 4000 * DAY }),
  b2b: () => tokenOf({ email: "owner@shop.example", store_hash: "g5cd38", db: "default" }),
  stranger: () => tokenOf({ iss: "https://auth.example", sub: "1", exp: now() - DAY }),
};
