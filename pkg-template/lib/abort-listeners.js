// One listener per signal, however many calls share it: Node warns of a leak from the eleventh on.

/** @typedef {{ callbacks: Set<() => void>, tell: () => void }} Listeners */

/** @type {WeakMap<AbortSignal, Listeners>} */
const known = new WeakMap();

/**
 * @param {AbortSignal} signal  of this realm or another
 * @param {() => void} callback
 */
export function addAbortListener(signal, callback) {
  let listeners = known.get(signal);
  if (listeners === undefined) {
    /** @type {Listeners["callbacks"]} */
    const callbacks = new Set();
    listeners = { callbacks, tell: () => callbacks.forEach((each) => each()) };
    known.set(signal, listeners);
    signal.addEventListener("abort", listeners.tell, { once: true });
  }
  listeners.callbacks.add(callback);
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
  signal.removeEventListener?.("abort", listeners.tell);
}
