/**
 * A promise of a result that can also give the answer it came with.
 *
 * It forwards to one inner promise, so that whoever awaits either handles the rejection of both.
 *
 * @template T
 * @extends {Promise<T>}
 */
export class ApiPromise extends Promise {
  /** @type {Promise<{ data: T, status: number, headers: Headers, requestId: string | null, attempts: number }>} */
  #exchange;

  /** @param {Promise<{ data: T, status: number, headers: Headers, requestId: string | null, attempts: number }>} exchange */
  constructor(exchange) {
    super((resolve) => resolve(/** @type {any} */ (undefined)));
    this.#exchange = exchange;
  }

  /** then() and its kin give plain promises. */
  static get [Symbol.species]() {
    return Promise;
  }

  withResponse() {
    return this.#exchange;
  }

  /**
   * @param {any} [onFulfilled]
   * @param {any} [onRejected]
   * @returns {Promise<any>}
   */
  then(onFulfilled, onRejected) {
    return this.#exchange.then(({ data }) => data).then(onFulfilled, onRejected);
  }

  /** @param {any} [onRejected] */
  catch(onRejected) {
    return this.then(undefined, onRejected);
  }

  /** @param {any} [onFinally] */
  finally(onFinally) {
    return this.#exchange.then(({ data }) => data).finally(onFinally);
  }
}
