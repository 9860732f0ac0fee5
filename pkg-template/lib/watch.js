import { addAbortListener, removeAbortListener } from "./abort-listeners.js";

/**
 * A running timer joined with the caller's signal. `onEnd` is told once which of the two ended it; a watch that was let go of
 * tells nobody.
 */
export class Watch {
  #caller;
  #stop;
  #onAbort;
  /** @type {((aborted: boolean) => void) | undefined} */
  #onEnd;

  /**
   * @param {AbortSignal | undefined} caller  the caller's signal, of this realm or another
   * @param {(done: () => void) => () => void} start  starts the timer, gives what stops it
   * @param {(aborted: boolean) => void} onEnd
   */
  constructor(caller, start, onEnd) {
    this.#caller = caller;
    this.#onEnd = onEnd;
    this.#onAbort = () => this.#end(true);
    this.#stop = start(() => this.#end(false));
    try {
      if (caller?.aborted) this.#onAbort();
      else if (caller !== undefined) addAbortListener(caller, this.#onAbort);
    } catch {
      // A signal that cannot be asked never aborts.
    }
  }

  /** @param {boolean} aborted */
  #end(aborted) {
    const tell = this.#onEnd;
    this.letGo();
    tell?.(aborted);
  }

  /** Stops the timer and the listening. */
  letGo() {
    if (this.#onEnd === undefined) return;
    this.#onEnd = undefined;
    this.#stop();
    if (this.#caller !== undefined) removeAbortListener(this.#caller, this.#onAbort);
  }
}
