/**
 * What one shop knows and remembers: its API accounts, its back-end users, its channels and the tokens it has issued.
 *
 * @typedef {import("./options/index.js").Account} Account
 * @typedef {import("./options/index.js").User} User
 * @typedef {import("../types/sandbox.js").SandboxToken} SandboxToken
 *
 * @typedef {object} StorefrontRecord a token of the storefront family, without its text
 * @property {"simple" | "private" | "customer_impersonation"} type
 * @property {string} jti
 * @property {string | undefined} name
 * @property {number[]} channelIds
 * @property {string[]} allowedCorsOrigins
 * @property {string[]} scopes
 * @property {number} issuedAt
 * @property {number | null} expiresAt
 * @property {number | null} revokedAt seconds
 * @property {string} clientId
 *
 * @typedef {object} Store
 * @property {string} storeHash
 * @property {number} storeId the numeric id that stands in the JWTs, never the hash
 * @property {"A" | "B"} generation
 * @property {readonly number[]} channelIds
 * @property {{ privateTokenScopes: boolean }} claims
 * @property {import("./options/index.js").Settings["graphql"]} graphql
 * @property {ReturnType<typeof import("./jwt.js").createSigner>} signer
 * @property {SandboxToken[]} issued
 * @property {(token: string) => Account | undefined} accountOf
 * @property {(email: string, password: string) => User | undefined} userOf
 * @property {(record: StorefrontRecord, token: string) => void} keep remembers a token of the storefront family
 * @property {(account: Account, type: StorefrontRecord["type"]) => StorefrontRecord[]} tokensOf in the order of their issue
 * @property {(token: string) => Promise<StorefrontRecord | undefined>} recordOf what a JWT of this store stands for
 * @property {(record: StorefrontRecord, at: number, limit?: number) => boolean} revoke false when the store's limit is reached
 * @property {(record: StorefrontRecord, at: number) => boolean} isExpired at a time in milliseconds
 * @property {(record: StorefrontRecord, at: number) => boolean} isRevoked whether its revocation has taken effect at a time in ms
 * @property {ReturnType<typeof import("./b2b/server-tokens.js").createServerTokens>} serverTokens
 * @property {ReturnType<typeof import("./customers.js").createCustomers>} customers
 * @property {ReturnType<typeof import("./graphql/shop.js").createShop>} shop
 */
import { createServerTokens } from "./b2b/server-tokens.js";
import { toSeconds } from "./clock.js";
import { createCustomers } from "./customers.js";
import { createShop } from "./graphql/shop.js";
import { createSigner, readJwt } from "./jwt.js";

const STORE_ID = 1_000_000_001;

/** @param {StorefrontRecord} record @param {number} at milliseconds */
const isExpired = ({ expiresAt }, at) => expiresAt !== null && expiresAt <= toSeconds(at);

/** @param {import("./options/index.js").Settings} settings @returns {Store} */
export function createStore({ storeHash, generation, accounts, users, channelIds, claims, graphql, revocation, customers }) {
  const signer = createSigner();
  /** @type {StorefrontRecord[]} */
  const records = [];
  /** By the signature alone: it tells one token from another, and nobody can use it. @type {Map<string, StorefrontRecord>} */
  const bySignature = new Map();
  /** When a revocation came, in ms. @type {WeakMap<StorefrontRecord, number>} */
  const revokedAtMs = new WeakMap();
  /** @type {SandboxToken[]} */
  const issued = [];

  /** The revoked tokens that the store must still remember. @param {number} at */
  const heldRevocations = (at) => records.filter((record) => record.revokedAt !== null && !isExpired(record, at)).length;

  return {
    storeHash,
    storeId: STORE_ID,
    generation,
    channelIds,
    claims,
    graphql,
    signer,
    issued,
    accountOf: (token) => accounts.find((account) => account.token === token),
    userOf: (email, password) => users.find((user) => user.email === email && user.password === password),

    keep(record, token) {
      records.push(record);
      issued.push(record);
      bySignature.set(/** @type {{ signatureText: string }} */ (readJwt(token)).signatureText, record);
    },

    tokensOf: ({ clientId }, type) => records.filter((record) => record.clientId === clientId && record.type === type),

    async recordOf(token) {
      const jwt = readJwt(token);
      return jwt && (await signer.verifiesEs256(jwt)) ? bySignature.get(jwt.signatureText) : undefined;
    },

    revoke(record, at, limit = revocation.limit) {
      if (record.revokedAt !== null) return true;
      if (!isExpired(record, at) && heldRevocations(at) >= limit) return false;
      record.revokedAt = toSeconds(at);
      revokedAtMs.set(record, at);
      return true;
    },

    isExpired,
    isRevoked: (record, at) => at >= (revokedAtMs.get(record) ?? Infinity) + revocation.delayMs,
    serverTokens: createServerTokens(),
    customers: createCustomers(customers),
    shop: createShop(),
  };
}
