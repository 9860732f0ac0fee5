// What each step of src/lifecycle does. It gives back the event that answers it, as src/lifecycle/wire.rs reads it, and a
// token where it made one. Never rejects.
import { internal } from "./errors.js";

/**
 * @typedef {{ event: (string | number)[], token?: string, failure?: unknown }} Done
 */

/**
 * @param {string} step
 * @param {import("./provider-hands.js").Hands} hands
 * @param {() => string} record  of the token in hand
 * @returns {Promise<Done>}
 */
export async function carryOut(step, hands, record) {
  const [word, first = "", second = ""] = step.split(" ");
  switch (word) {
    case "load": {
      const text = await hands.load();
      return text === undefined ? STORE_FAILED : { event: ["loaded", text] };
    }
    case "lease": {
      const granted = await hands.lease(Number(first));
      return granted === undefined ? STORE_FAILED : { event: ["leased", granted ? 1 : 0] };
    }
    case "wait":
      await hands.wait(Number(first));
      return { event: ["waited", ""] };
    case "mint":
      return mint(hands, first, second);
    case "save":
      return (await hands.save(record(), Number(first))) ? { event: ["saved", ""] } : STORE_FAILED;
    default:
      await hands.release();
      return { event: ["released", ""] };
  }
}

const STORE_FAILED = { event: ["store_failed", ""] };

/**
 * @param {import("./provider-hands.js").Hands} hands
 * @param {string} generation
 * @param {string} expiresAt
 * @returns {Promise<Done>}
 */
async function mint(hands, generation, expiresAt) {
  const startedAt = hands.now();
  try {
    const issued = await hands.mint(Number(expiresAt));
    const ends = issued.expiresAt === null ? expiresAt : Math.floor(issued.expiresAt.getTime() / 1_000);
    return { event: ["minted", generation, startedAt, ends, issued.token], token: issued.token };
  } catch (/** @type {any} */ error) {
    return { event: ["mint_failed", error?.code ?? internal().code, error?.retryable ? "1" : "0", error?.retryAfterMs ?? ""], failure: error };
  }
}
