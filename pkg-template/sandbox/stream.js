/** Bodies that never end, end too soon, or are too large: made piece by piece, and stopped by the caller's signal. */

/** A bomb begins like an honest answer and goes on inside its string, so that a reader has no reason to stop early. */
const BOMB_START = new TextEncoder().encode('{"data":{"token":"');
const BOMB_PIECE = new Uint8Array(64 * 1024).fill("A".charCodeAt(0));

/** What a runtime's fetch says of a connection that was closed on it. */
export function closedEarly() {
  const cause = Object.assign(new Error("sandbox: the connection was closed"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

/** Settles by the signal alone. @param {AbortSignal | null | undefined} signal @returns {Promise<never>} */
export function untilAborted(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    else signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** As many bytes as were ordered, made one piece at a time. @param {number} bytes */
export function* bombPieces(bytes) {
  let left = bytes;
  for (let piece = BOMB_START; left > 0; piece = BOMB_PIECE) {
    const next = piece.slice(0, Math.min(left, piece.length));
    left -= next.length;
    yield next;
  }
}

/** @param {import("./reply.js").Reply} reply @param {AbortSignal | null | undefined} signal */
async function* piecesOf({ body, delivery }, signal) {
  const bytes = delivery?.bytes ?? 0;
  if (delivery?.kind === "stream") {
    yield* bombPieces(bytes);
    return;
  }
  if (body && bytes > 0) yield body.slice(0, bytes);
  if (delivery?.kind === "truncate") throw closedEarly();
  await untilAborted(signal);
}

/** @param {import("./reply.js").Reply} reply @param {AbortSignal | null | undefined} signal @returns {ReadableStream<Uint8Array>} */
export function streamBody(reply, signal) {
  const pieces = piecesOf(reply, signal);
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true });
    },
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
