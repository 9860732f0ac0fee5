import { Watch } from "./watch.js";

/** How waiting ended; the numbers of src/wasm/client/host.rs. */
export const [DONE, FAILED, TIMED_OUT, ABORTED, MISUSED, TOO_LARGE] = [0, 1, 2, 3, 4, 5];

/**
 * What became of the wait.
 *
 * @typedef {{ kind: number, value: unknown }} Told
 */

/** Work that is waited for until a deadline, or until the caller's signal. */
export class Wait {
  #all;
  #watch;
  /** @type {Told | undefined} */
  #interruption;
  /** @type {((told: Told) => void) | undefined} */
  #tell;

  /**
   * @param {Set<Wait>} all  holds what is under way, for whoever has to end everything
   * @param {AbortSignal | undefined} caller
   * @param {(done: () => void) => () => void} start
   */
  constructor(all, caller, start) {
    this.#all = all;
    all.add(this);
    this.#watch = new Watch(caller, start, (aborted) => {
      this.#interruption = { kind: aborted ? ABORTED : TIMED_OUT, value: undefined };
      this.#interrupt();
    });
  }

  /** A turn later, so that work which is done at the same moment wins: its result may be a token. */
  #interrupt() {
    const [tell, told] = [this.#tell, this.#interruption];
    if (tell !== undefined && told !== undefined) Promise.resolve().then(() => tell(told));
  }

  /**
   * @param {unknown} work  mostly a promise, of anybody's making
   * @param {(value: any) => Told} [look]  at what it resolves with; never throws
   * @returns {Promise<Told>} never rejects
   */
  until(work, look = done) {
    return new Promise((resolve) => {
      this.#tell = resolve;
      outcome(work, look).then(resolve);
      this.#interrupt();
    });
  }

  end() {
    this.#all.delete(this);
    this.#watch.letGo();
  }

  abort() {
    this.end();
  }
}

/**
 * By `await`, which no promise can lead astray by a `then` of its own.
 *
 * @param {unknown} work
 * @param {(value: any) => Told} look
 * @returns {Promise<Told>} never rejects
 */
async function outcome(work, look) {
  try {
    return look(await work);
  } catch (value) {
    return { kind: FAILED, value };
  }
}

/** @param {unknown} value @returns {Told} */
const done = (value) => ({ kind: DONE, value });

/** @param {number} ms @returns {(done: () => void) => () => void} */
export const timer = (ms) => (done) => {
  const started = setTimeout(done, ms);
  return () => clearTimeout(started);
};
