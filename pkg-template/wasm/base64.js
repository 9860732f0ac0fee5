/**
 * Decodes base64 by the fastest means the runtime has.
 *
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64(text) {
  if (typeof Buffer === "function") return /** @type {Uint8Array<ArrayBuffer>} */ (Buffer.from(text, "base64"));
  const native = /** @type {{ fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array).fromBase64;
  if (native !== undefined) return native.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
