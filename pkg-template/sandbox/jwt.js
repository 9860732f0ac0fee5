/**
 * JSON Web Tokens as the two hosts issue them: ES256 for the storefront family, HS256 for B2B Edition.
 * The keys live and die with one sandbox; BigCommerce publishes no key either, so a client can only read the claims.
 */

const encoder = new TextEncoder();
const ES256 = { name: "ECDSA", hash: "SHA-256" };

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Base64url without padding, or null for anything else. @param {string} text @returns {Uint8Array | null} */
function fromBase64url(text) {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/** @param {unknown} value */
const encodePart = (value) => base64url(encoder.encode(JSON.stringify(value)));

/**
 * @param {string} alg
 * @param {AlgorithmIdentifier | EcdsaParams} algorithm
 * @param {CryptoKey} key
 * @param {object} claims
 */
async function sign(alg, algorithm, key, claims) {
  const signed = `${encodePart({ typ: "JWT", alg })}.${encodePart(claims)}`;
  const signature = await crypto.subtle.sign(algorithm, key, encoder.encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

/**
 * @typedef {object} Jwt a token taken apart, and nothing of it checked
 * @property {unknown} header the parsed JSON; undefined where it is none
 * @property {unknown} claims the parsed JSON; undefined where it is none
 * @property {Uint8Array} signature
 * @property {string} signatureText the signature's one spelling: the last letter of another may differ in bits that mean nothing
 * @property {string} signed
 */

/** @param {Uint8Array} bytes @returns {unknown} */
function parsePart(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Three parts of base64url, none of them empty, or null. @param {string} token @returns {Jwt | null} */
export function readJwt(token) {
  const parts = token.split(".");
  const [header, claims, signature] = parts.map(fromBase64url);
  if (parts.length !== 3 || !header?.length || !claims?.length || !signature?.length) return null;
  return {
    header: parsePart(header),
    claims: parsePart(claims),
    signature,
    signatureText: base64url(signature),
    signed: `${parts[0]}.${parts[1]}`,
  };
}

/** @param {CryptoKey} key a P-256 private key @param {object} claims @returns {Promise<string>} */
export const signEs256 = (key, claims) => sign("ES256", ES256, key, claims);

/** @param {CryptoKey} key an HMAC SHA-256 key @param {object} claims @returns {Promise<string>} */
export const signHs256 = (key, claims) => sign("HS256", "HMAC", key, claims);

/**
 * Keeps the value and never the promise: on Workers a promise made for one request must not be awaited by another.
 *
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>}
 */
function lazily(make) {
  /** @type {T | undefined} */
  let kept;
  return async () => {
    if (kept === undefined) {
      const made = await make();
      kept ??= made;
    }
    return kept;
  };
}

/** WebCrypto wants bytes of an ArrayBuffer of their own. @param {string} text */
const bytesOf = (text) => /** @type {BufferSource} */ (encoder.encode(text));

/**
 * Makes no key before the first token: nothing may draw randomness while a Worker's module is being loaded.
 *
 * @returns {{
 *   es256(claims: object): Promise<string>,
 *   hs256(claims: object): Promise<string>,
 *   verifiesEs256(jwt: Jwt): Promise<boolean>,
 *   verifiesHs256(jwt: Jwt): Promise<boolean>,
 * }}
 */
export function createSigner() {
  const ecKeys = lazily(async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    return /** @type {CryptoKeyPair} */ (pair);
  });
  const hmacKey = lazily(async () => {
    const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
    return /** @type {CryptoKey} */ (key);
  });
  return {
    es256: async (claims) => signEs256((await ecKeys()).privateKey, claims),
    hs256: async (claims) => signHs256(await hmacKey(), claims),

    async verifiesEs256({ signature, signed }) {
      const { publicKey } = await ecKeys();
      return crypto.subtle.verify(ES256, publicKey, /** @type {BufferSource} */ (signature), bytesOf(signed));
    },

    async verifiesHs256({ signature, signed }) {
      const key = await hmacKey();
      return crypto.subtle.verify("HMAC", key, /** @type {BufferSource} */ (signature), bytesOf(signed));
    },
  };
}
