// Deno sends a request a second time, unasked, when the connection that it kept from an earlier one ends without an answer, though
// the server has read the request (seen in Deno 2.9 with POST). What may be sent once only therefore gets a connection of its own.

/**
 * What Deno's fetch takes as `client`, for one request; nothing in any other runtime.
 *
 * @returns {{ close(): void } | undefined}
 */
export function ownConnection() {
  try {
    return /** @type {any} */ (globalThis).Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });
  } catch {
    return undefined;
  }
}
