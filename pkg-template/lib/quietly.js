/**
 * Waits for what nobody else waits for, so that a rejection does not end the process.
 *
 * @param {unknown} work  mostly a promise, of anybody's making
 * @param {() => void} [onFailure]
 */
export async function quietly(work, onFailure) {
  try {
    await work;
  } catch {
    onFailure?.();
  }
}
