// The keys of a sealed store: how they may be given, and what they are called in the envelope.
import { hex } from "./names.js";

const KEY_BYTES = 32;
const ADVICE = "a key is a CryptoKey for AES-GCM of 256 bits, 32 bytes, or their base64";

/**
 * What is encrypted to name a key: whoever has the key has the name, also where the key cannot be exported. It tells nothing
 * about the key, and no record is sealed with this nonce, since theirs are random.
 */
const NAMING = { name: "AES-GCM", iv: new TextEncoder().encode("name the key") };

/**
 * Reads one key or two, the first of which seals. They are imported at first use: nothing may be awaited while a store is made.
 *
 * @param {string} store
 * @param {unknown} given
 * @returns {(() => Promise<{ id: string, aes: CryptoKey }>)[]}
 */
export function readKeys(store, given) {
  const list = Array.isArray(given) ? given : [given];
  if (list.length < 1 || list.length > 2) throw new TypeError(`${store}: key: expected one key, or the new one and the old one`);
  return list.map((key) => {
    const source = sourceOf(store, key);
    /** Keeps what was made and never the promise: in Workers another request may not wait for it. @type {{ id: string, aes: CryptoKey } | undefined} */
    let made;
    return async () => (made ??= await prepare(source));
  });
}

/** @param {CryptoKey | Uint8Array<ArrayBuffer>} source */
async function prepare(source) {
  const aes = source instanceof Uint8Array ? await crypto.subtle.importKey("raw", source, "AES-GCM", false, ["encrypt", "decrypt"]) : source;
  const name = await crypto.subtle.encrypt(NAMING, aes, new Uint8Array(4));
  return { id: hex(new Uint8Array(name, 0, 4)), aes };
}

/** @param {string} store @param {unknown} key @returns {CryptoKey | Uint8Array<ArrayBuffer>} */
function sourceOf(store, key) {
  if (isCryptoKey(key)) {
    const { name, length } = /** @type {AesKeyAlgorithm} */ (key.algorithm);
    if (name !== "AES-GCM" || length !== KEY_BYTES * 8) throw new TypeError(`${store}: key: expected a CryptoKey for AES-GCM of 256 bits; ${ADVICE}`);
    if (!["encrypt", "decrypt"].every((usage) => key.usages.includes(/** @type {KeyUsage} */ (usage)))) {
      throw new TypeError(`${store}: key: expected a CryptoKey that may encrypt and decrypt`);
    }
    return key;
  }
  const bytes = bytesOf(key);
  if (bytes === undefined) throw new TypeError(`${store}: key: expected a key, got ${key === null ? "null" : typeof key}; ${ADVICE}`);
  if (bytes.length !== KEY_BYTES) throw new TypeError(`${store}: key: expected ${KEY_BYTES} bytes, got ${bytes.length}; ${ADVICE}`);
  return bytes;
}

/** By its tag: a key of another realm is no instance of this one's class. @param {unknown} key @returns {key is CryptoKey} */
const isCryptoKey = (key) => Object.prototype.toString.call(key) === "[object CryptoKey]";

/** A copy, which the caller cannot change or clear. @param {unknown} key @returns {Uint8Array<ArrayBuffer> | undefined} */
function bytesOf(key) {
  if (ArrayBuffer.isView(key)) return new Uint8Array(/** @type {ArrayBuffer} */ (key.buffer.slice(key.byteOffset, key.byteOffset + key.byteLength)));
  if (Object.prototype.toString.call(key) === "[object ArrayBuffer]") return new Uint8Array(/** @type {ArrayBuffer} */ (key).slice(0));
  if (typeof key !== "string") return undefined;
  try {
    return Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
