/** Time to look at what has come in already, where this process was busy itself for as long as the work may take. */
const GRACE_MS = 5;

/**
 * What came of work that may take so many milliseconds of real time. Never rejects; what comes later is let go of.
 *
 * @template T
 * @param {number} ms
 * @param {() => T | PromiseLike<T>} work
 * @returns {Promise<{ done: true, value: T } | { done: false, late: boolean }>}
 */
export function within(ms, work) {
  return new Promise((resolve) => {
    const late = () => resolve({ done: false, late: true });
    let timer = setTimeout(() => {
      timer = setTimeout(late, GRACE_MS);
    }, ms);
    const end = (/** @type {any} */ told) => {
      clearTimeout(timer);
      resolve(told);
    };
    new Promise((start) => start(work())).then(
      (value) => end({ done: true, value }),
      () => end({ done: false, late: false }),
    );
  });
}
