// Encryption at rest around any store: AES-256-GCM, with the storage key as additional data, so that a record that is moved to
// another key does not open. The envelope is `s1.<key id>.<base64url of nonce and ciphertext>`.
import { checkKey, checkMethods, checkValue } from "./check.js";
import { readKeys } from "./sealed-keys.js";

const STORE = "sealedStore";
const NONCE_BYTES = 12;
const ENVELOPE = /^s1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/** @param {string} key */
const additionalDataOf = (key) => new TextEncoder().encode(`bigcommerce-tokens sealed 1\n${key}`);

/** @param {Uint8Array} bytes */
function toBase64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
const fromBase64url = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/**
 * @template {import("../types/stores.d.ts").TokenStore} S
 * @param {S} store
 * @param {import("../types/stores.d.ts").SealingKey | readonly [import("../types/stores.d.ts").SealingKey, import("../types/stores.d.ts").SealingKey]} key
 * @returns {S}
 */
export function sealedStore(store, key) {
  checkMethods(STORE, "a store", store, ["get", "set", "delete"]);
  const keys = readKeys(STORE, key);

  /** @param {string} key @param {string} value */
  async function seal(key, value) {
    const { id, aes } = await keys[0]();
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const algorithm = { name: "AES-GCM", iv: nonce, additionalData: additionalDataOf(key) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, aes, new TextEncoder().encode(value)));
    const envelope = new Uint8Array(nonce.length + sealed.length);
    envelope.set(nonce);
    envelope.set(sealed, nonce.length);
    return `s1.${id}.${toBase64url(envelope)}`;
  }

  /** The value, or `null` for whatever does not open. @param {string} key @param {string | null} sealed */
  async function open(key, sealed) {
    const match = typeof sealed === "string" ? ENVELOPE.exec(sealed) : null;
    if (match === null) return null;
    for (const keyOf of keys) {
      const { id, aes } = await keyOf();
      if (id !== match[1]) continue;
      try {
        const envelope = fromBase64url(match[2]);
        const algorithm = { name: "AES-GCM", iv: envelope.subarray(0, NONCE_BYTES), additionalData: additionalDataOf(key) };
        const opened = await crypto.subtle.decrypt(algorithm, aes, envelope.subarray(NONCE_BYTES));
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(opened);
      } catch {
        // Another key with the same id, or a record that was changed or moved.
      }
    }
    return null;
  }

  const sealing = {
    /** @param {string} key */
    async get(key) {
      checkKey(STORE, key);
      return open(key, await store.get(key));
    },

    /** @param {string} key @param {string} value @param {{ ttlMs: number }} options */
    async set(key, value, options) {
      checkKey(STORE, key);
      checkValue(STORE, value);
      await store.set(key, await seal(key, value), options);
    },

    /** @param {string} key */
    delete: async (key) => store.delete(key),
  };
  // A lease holds no token: it is the inner store's, and absent where that has none. So is what it says of its writes.
  const { lease, propagationMs } = /** @type {S & { propagationMs?: number }} */ (store);
  return /** @type {any} */ ({
    ...sealing,
    ...(typeof lease === "function" && { lease: lease.bind(store) }),
    ...(propagationMs !== undefined && { propagationMs }),
  });
}
