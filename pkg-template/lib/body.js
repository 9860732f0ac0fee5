// Reads a body: with a bound, in bytes, from whatever kind of stream a fetch gives.
import { DONE, FAILED, MISUSED, TOO_LARGE } from "./wait.js";

/** @typedef {import("./wait.js").Told} Told */

/** So many steps of a stream are taken before timers get their turn: a stream that never waits would stop every clock. */
const STEPS_PER_TURN = 128;

/** Of a buffer of any realm, and of nothing else. */
const lengthOf = /** @type {(this: unknown) => number} */ (Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")?.get);

// What was thrown is not told: runtimes quote what they could not read.
const BROKEN = { kind: FAILED, value: undefined };

/** @param {string} what @returns {Told} */
const misused = (what) => ({ kind: MISUSED, value: what });

/**
 * @param {any} response
 * @param {number} limit
 * @param {{ isOver(): boolean, onOpen(cancel: () => unknown): void }} reading  whether nobody wants the bytes any more; told how to let
 *   go of the body before its end
 * @returns {Promise<Told>} with the bytes, in a buffer that nobody else has; never rejects
 */
export async function readBody(response, limit, reading) {
  try {
    const { body } = response;
    if (body === null) return { kind: DONE, value: new Uint8Array() };
    if (typeof body?.getReader === "function") return await readStream(lock(body, reading.onOpen), limit, reading.isOver);
    // node-fetch gives a Node stream, which iterates.
    if (typeof body?.[Symbol.asyncIterator] === "function") return await readStream(steps(body), limit, reading.isOver);
    if (typeof response.arrayBuffer !== "function") return misused("its answer has no body that can be read");
    const buffer = await response.arrayBuffer();
    if (lengthOf.call(buffer) > limit) return { kind: TOO_LARGE, value: undefined };
    return { kind: DONE, value: new Uint8Array(buffer).slice() };
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
 * @param {() => boolean} isOver
 * @returns {Promise<Told>}
 */
async function readStream(next, limit, isOver) {
  if (next === undefined) return misused("its body was in use already");
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (let taken = 1; !isOver(); taken += 1) {
    const step = /** @type {any} */ (await next());
    if (step === null || typeof step !== "object") return misused("its body's stream did not give steps");
    if (step.done) return { kind: DONE, value: joined(chunks, length) };
    const chunk = step.value;
    if (!ArrayBuffer.isView(chunk)) return misused("its body's stream did not give bytes");
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    length += bytes.length;
    if (length > limit) return { kind: TOO_LARGE, value: undefined };
    if (bytes.length > 0) chunks.push(bytes);
    if (taken % STEPS_PER_TURN === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return BROKEN;
}

/** A copy: the chunks are still in the hands of whoever made them. @param {Uint8Array[]} chunks @param {number} length */
function joined(chunks, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
