/**
 * What one shop knows and remembers: its API accounts, its back-end users, its channels and the tokens it has issued.
 *
 * @typedef {import("./options.js").Account} Account
 * @typedef {import("./options.js").User} User
 * @typedef {object} Store
 * @property {string} storeHash
 * @property {number} storeId the numeric id that stands in the JWTs, never the hash
 * @property {readonly number[]} channelIds
 * @property {{ privateTokenScopes: boolean }} claims
 * @property {ReturnType<typeof import("./jwt.js").createSigner>} signer
 * @property {import("../types/sandbox.js").SandboxToken[]} issued
 * @property {(token: string) => Account | undefined} accountOf
 * @property {(email: string, password: string) => User | undefined} userOf
 */
import { createSigner } from "./jwt.js";

const STORE_ID = 1_000_000_001;

/** @param {import("./options.js").Settings} settings @returns {Store} */
export function createStore({ storeHash, accounts, users, channelIds, claims }) {
  return {
    storeHash,
    storeId: STORE_ID,
    channelIds,
    claims,
    signer: createSigner(),
    issued: [],
    accountOf: (token) => accounts.find((account) => account.token === token),
    userOf: (email, password) => users.find((user) => user.email === email && user.password === password),
  };
}
