import { addAbortListener, removeAbortListener } from "./abort-listeners.js";

/**
 * A running timer joined with the caller's signal. `promise` resolves with whether the signal aborted before the time was up;
 * `signal` is for what has to end with the timer.
 */
export class Watch {
  #all;
  #caller;
  #stop;
  #onAbort;
  #settle;
  /** @type {AbortController | undefined} */
  #controller;

  /**
   * @param {Set<Watch>} all  holds the watch for as long as it runs
   * @param {AbortSignal | undefined} caller  the caller's signal, of this realm or another
   * @param {(done: () => void) => () => void} start  starts the timer, gives what stops it
   */
  constructor(all, caller, start) {
    /** @type {(aborted: boolean) => void} */
    let settle = () => {};
    /** @type {Promise<boolean>} */
    this.promise = new Promise((resolve) => {
      settle = resolve;
    });
    this.#all = all;
    this.#caller = caller;
    this.#settle = settle;
    this.#onAbort = () => settle(true);
    this.#stop = start(() => settle(false));
    all.add(this);
    try {
      if (caller?.aborted) this.#onAbort();
      else if (caller !== undefined) addAbortListener(caller, this.#onAbort);
    } catch {
      // A signal that cannot be listened to never aborts.
    }
  }

  get signal() {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  abort() {
    this.#controller?.abort();
    this.cancel();
  }

  cancel() {
    this.#all.delete(this);
    this.#stop();
    // The wasm listens to the promise and frees that listener only when it settles.
    this.#settle(false);
    if (this.#caller !== undefined) removeAbortListener(this.#caller, this.#onAbort);
  }
}
