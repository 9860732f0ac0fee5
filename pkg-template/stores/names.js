// Keys as names that every backend takes. Workers KV refuses "", "." and ".." and more than 512 bytes, Deno KV more than 2 KiB,
// unstorage takes "a/b" for "a:b" and drops what follows "?", and some file systems take "A" for "a". What could meet such a rule
// is hashed; a hash has a dot, which a key that is used as it is has not.

const PLAIN = /^[a-z0-9_-]{1,128}$/;

/** @param {string} key @returns {Promise<string>} */
export async function nameOf(key) {
  if (PLAIN.test(key)) return key;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
  return `sha256.${hex(new Uint8Array(hash))}`;
}

/** Who holds a lease: 128 random bits, and a letter before them, so that no client reads digits alone as a number. @returns {string} */
export const newHolder = () => `h${hex(crypto.getRandomValues(new Uint8Array(16)))}`;

/** @param {Uint8Array} bytes @returns {string} */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
