// One listener per signal, however many calls share it: Node warns of a leak from the eleventh on. Neither function throws, whatever
// the signal does: one that cannot be listened to never aborts.

/** @typedef {{ callbacks: Set<() => void>, tell: () => void }} Listeners */

/** @type {WeakMap<AbortSignal, Listeners>} */
const known = new WeakMap();

/**
 * @param {AbortSignal} signal  of this realm or another
 * @param {() => void} callback
 */
export function addAbortListener(signal, callback) {
  const listeners = known.get(signal);
  if (listeners !== undefined) return void listeners.callbacks.add(callback);
  const callbacks = new Set([callback]);
  const tell = () => callbacks.forEach((each) => each());
  known.set(signal, { callbacks, tell });
  try {
    signal.addEventListener("abort", tell, { once: true });
  } catch {
    known.delete(signal);
  }
}

/**
 * @param {AbortSignal} signal
 * @param {() => void} callback
 */
export function removeAbortListener(signal, callback) {
  const listeners = known.get(signal);
  if (listeners === undefined) return;
  listeners.callbacks.delete(callback);
  if (listeners.callbacks.size > 0) return;
  known.delete(signal);
  try {
    signal.removeEventListener("abort", listeners.tell);
  } catch {
    // It stays with the signal, and has nobody to tell.
  }
}
