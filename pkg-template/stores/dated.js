// A text with the moment its life ends, for backends that forget late (Deno KV), in steps (Workers KV: a minute) or not at all
// (files), and for commands that waited in a client's queue. What a backend forgets by itself is a courtesy to its disk.
//
// The first letters are no JSON, or clients that parse what they read would give back something else than a text.

const DATED = /^t1\.(\d{1,16})\.(.*)$/s;

/** @param {string} text @param {number} lifeMs @returns {string} */
export const dated = (text, lifeMs) => `t1.${Date.now() + lifeMs}.${text}`;

/**
 * The text, while it lives; `null` for what is over and for what this module did not write.
 *
 * @param {unknown} stored
 * @returns {string | null}
 */
export function undated(stored) {
  const match = typeof stored === "string" ? DATED.exec(stored) : null;
  return match !== null && Date.now() < Number(match[1]) ? match[2] : null;
}
