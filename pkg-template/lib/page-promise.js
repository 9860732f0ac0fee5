import { ApiPromise } from "./api-promise.js";

/**
 * One page of a list, and the way to the next.
 *
 * @template T
 */
export class Page {
  #turn;

  /**
   * @param {T[]} items
   * @param {any} pagination
   * @param {(() => PagePromise<T>) | undefined} turn  missing on the last page
   */
  constructor(items, pagination, turn) {
    this.items = Object.freeze(items);
    this.pagination = Object.freeze(pagination);
    this.#turn = turn;
    Object.freeze(this);
  }

  next() {
    return this.#turn?.() ?? null;
  }
}

/**
 * A promise of the first page that also walks through the items of all pages, one page in memory at a time.
 *
 * @template T
 * @extends {ApiPromise<Page<T>>}
 */
export class PagePromise extends ApiPromise {
  /** @returns {AsyncGenerator<T, void, undefined>} */
  async *[Symbol.asyncIterator]() {
    /** @type {Page<T> | null} */
    let page = await /** @type {Promise<Page<T>>} */ (this);
    for (; page !== null; page = await page.next()) yield* page.items;
  }
}
