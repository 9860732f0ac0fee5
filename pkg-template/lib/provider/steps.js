// What each step of src/lifecycle does. It gives back the event that answers it, as src/lifecycle/wire.rs reads it, and a
// token where it made one. Never rejects.
import { internal } from "../errors.js";

/**
 * @typedef {{ event: (string | number)[], token?: string, failure?: unknown }} Done
 */

/**
 * @param {string} step
 * @param {import("./io.js").ProviderIo} io
 * @param {() => string} record  of the token in hand
 * @returns {Promise<Done>}
 */
export async function carryOut(step, io, record) {
  const [word, first = "", second = ""] = step.split(" ");
  switch (word) {
    case "load": {
      const text = await io.load();
      return text === undefined ? STORE_FAILED : { event: ["loaded", text] };
    }
    case "lease": {
      const granted = await io.lease(Number(first));
      return granted === undefined ? STORE_FAILED : { event: ["leased", granted ? 1 : 0] };
    }
    case "wait":
      await io.wait(Number(first));
      return { event: ["waited", ""] };
    case "mint":
      return mint(io, first, second);
    case "save":
      return (await io.save(record(), Number(first))) ? { event: ["saved", ""] } : STORE_FAILED;
    default:
      await io.release();
      return { event: ["released", ""] };
  }
}

const STORE_FAILED = { event: ["store_failed", ""] };

/**
 * @param {import("./io.js").ProviderIo} io
 * @param {string} generation
 * @param {string} expiresAt
 * @returns {Promise<Done>}
 */
async function mint(io, generation, expiresAt) {
  const startedAt = io.now();
  try {
    const issued = await io.mint(Number(expiresAt));
    const ends = issued.expiresAt === null ? expiresAt : Math.floor(issued.expiresAt.getTime() / 1_000);
    return { event: ["minted", generation, startedAt, ends, issued.token], token: issued.token };
  } catch (/** @type {any} */ error) {
    return { event: ["mint_failed", error?.code ?? internal().code, error?.retryable ? "1" : "0", error?.retryAfterMs ?? ""], failure: error };
  }
}
