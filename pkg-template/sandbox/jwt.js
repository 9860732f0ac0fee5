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

/**
 * Makes no key before the first token: nothing may draw randomness while a Worker's module is being loaded.
 *
 * @returns {{ es256(claims: object): Promise<string>, hs256(claims: object): Promise<string> }}
 */
export function createSigner() {
  const ecKey = lazily(async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    return /** @type {CryptoKeyPair} */ (pair).privateKey;
  });
  const hmacKey = lazily(async () => {
    const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return /** @type {CryptoKey} */ (key);
  });
  return {
    es256: async (claims) => signEs256(await ecKey(), claims),
    hs256: async (claims) => signHs256(await hmacKey(), claims),
  };
}
