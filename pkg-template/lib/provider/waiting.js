// Who waits for a cycle, and how he is told.
import { addAbortListener, removeAbortListener } from "../abort-listeners.js";
import { AbortedError } from "../errors.js";
import { quietly } from "../quietly.js";
import { peek } from "../shape.js";

/**
 * A cycle of steps under way.
 *
 * @typedef {object} Cycle
 * @property {string} number
 * @property {boolean} ended
 * @property {boolean} usable  once it has ended: whether callers may have the token in hand
 * @property {unknown} failure  why it made no token, as soon as that is known
 * @property {Set<() => void>} waiters  each is called once, at the next news
 */

/** @param {string} number @returns {Cycle} */
export const newCycle = (number) => ({ number, ended: false, usable: false, failure: undefined, waiters: new Set() });

/**
 * Until there is another token in hand, or the cycle has ended. A caller's signal detaches that caller alone.
 *
 * @param {Cycle} cycle
 * @param {AbortSignal | undefined} signal
 * @param {() => number} spent  milliseconds since the caller came
 * @returns {Promise<void>}
 */
export function news(cycle, signal, spent) {
  return new Promise((resolve, reject) => {
    const told = () => {
      resolve();
      if (signal !== undefined) removeAbortListener(signal, gone);
    };
    const gone = () => {
      cycle.waiters.delete(told);
      reject(aborted(signal, spent(), "unknown"));
    };
    if (cycle.ended) return resolve();
    // An abort while the work began came before anybody listened, and is not told again.
    if (hasAborted(signal)) return gone();
    cycle.waiters.add(told);
    if (signal !== undefined) addAbortListener(signal, gone);
  });
}

/** @param {Cycle} cycle */
export function tell(cycle) {
  const { waiters } = cycle;
  cycle.waiters = new Set();
  for (const told of waiters) told();
}

/** Anybody can pass for a signal; one that cannot be read has not aborted. @param {AbortSignal | undefined} signal */
export const hasAborted = (signal) => peek(signal, "aborted") === true;

/**
 * @param {AbortSignal | undefined} signal
 * @param {number} elapsedMs
 * @param {"not_sent" | "unknown"} outcome  whether a token may be on its way
 */
export function aborted(signal, elapsedMs, outcome) {
  const made = outcome === "unknown" ? "ended the wait for a token; the token itself is made all the same" : "had ended the call before a token was asked for";
  return new AbortedError({
    code: "aborted",
    message: `the caller's signal ${made}`,
    cause: peek(signal, "reason"),
    operation: "provider.getToken",
    attempts: 0,
    elapsedMs,
    outcome,
  });
}

/**
 * Hands work to the host, to be kept alive beyond the request.
 *
 * @param {Promise<unknown>} work
 * @param {((work: Promise<unknown>) => void) | undefined} waitUntil
 * @returns {boolean} whether the host took it
 */
export function keepAlive(work, waitUntil) {
  if (waitUntil === undefined) return false;
  try {
    // One that promises something may break its promise, which ends the process where nobody waits for it.
    quietly(waitUntil(work));
    return true;
  } catch {
    // Of a request that has ended already.
    return false;
  }
}
