// Reads a body: with a bound, in bytes, from whatever kind of stream a fetch gives.
import { DONE, FAILED, MISUSED, TOO_LARGE } from "./wait.js";

/** @typedef {import("./wait.js").Told} Told */

// What was thrown is not told: runtimes quote what they could not read.
const BROKEN = { kind: FAILED, value: undefined };

/** @param {string} what @returns {Told} */
const misused = (what) => ({ kind: MISUSED, value: what });

/**
 * @param {any} response
 * @param {number} limit
 * @param {(cancel: () => unknown) => void} onOpen  told how to let go of the body before its end
 * @returns {Promise<Told>} with the bytes; never rejects
 */
export async function readBody(response, limit, onOpen) {
  try {
    const { body } = response;
    if (body === null) return { kind: DONE, value: new Uint8Array() };
    if (typeof body?.getReader === "function") return await readStream(lock(body, onOpen), limit);
    // node-fetch gives a Node stream, which iterates.
    if (typeof body?.[Symbol.asyncIterator] === "function") return await readStream(steps(body), limit);
    if (typeof response.arrayBuffer !== "function") return misused("its answer has no body that can be read");
    const buffer = await response.arrayBuffer();
    const bytes = new Uint8Array(buffer);
    return bytes.length > limit ? { kind: TOO_LARGE, value: undefined } : { kind: DONE, value: bytes };
  } catch {
    return BROKEN;
  }
}

/** @param {any} body @param {(cancel: () => unknown) => void} onOpen @returns {(() => unknown) | undefined} */
function lock(body, onOpen) {
  try {
    const reader = body.getReader();
    // Once it is locked, the reader alone can cancel it.
    onOpen(() => reader.cancel());
    return () => reader.read();
  } catch {
    return undefined;
  }
}

/** @param {any} body */
function steps(body) {
  const iterator = body[Symbol.asyncIterator]();
  return () => iterator.next();
}

/**
 * @param {(() => unknown) | undefined} next
 * @param {number} limit
 * @returns {Promise<Told>}
 */
async function readStream(next, limit) {
  if (next === undefined) return misused("its body was in use already");
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const step = /** @type {any} */ (await next());
    if (step === null || typeof step !== "object") return misused("its body's stream did not give steps");
    if (step.done) return { kind: DONE, value: joined(chunks, length) };
    const chunk = step.value;
    if (!ArrayBuffer.isView(chunk)) return misused("its body's stream did not give bytes");
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    length += bytes.length;
    if (length > limit) return { kind: TOO_LARGE, value: undefined };
    chunks.push(bytes);
  }
}

/** @param {Uint8Array[]} chunks @param {number} length */
function joined(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
