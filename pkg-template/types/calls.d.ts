import type { HostHeaders } from "./host.js";

/** What came back, with the facts of its HTTP exchange. */
export interface ApiResponse<T> {
  /** What awaiting the call gives. */
  readonly data: T;
  /** The HTTP status: 200 for every create and every list, 200 or 204 for a revocation. */
  readonly status: number;
  /** The headers of the answer, rate limits among them. */
  readonly headers: HostHeaders;
  /** The API's id of the request, for BigCommerce's support. */
  readonly requestId: string | null;
  /** How often it was tried: 1 without a retry. */
  readonly attempts: number;
}

/**
 * A promise of the result. Every failure is a rejection, also of a wrong argument; nothing is thrown synchronously.
 */
export interface ApiPromise<T> extends Promise<T> {
  /**
   * The result together with status, headers, request id and number of attempts. It is the same call: nothing is sent twice.
   *
   * @example
   * ```js
   * const { data, requestId } = await client.privateTokens.create(params).withResponse();
   * ```
   */
  withResponse(): Promise<ApiResponse<T>>;
}

/** Where a page stands in its list, in the words of the storefront's API. What it does not say is missing. */
export interface Pagination {
  /** Items in all. */
  readonly total?: number;
  /** Items on this page. */
  readonly count: number;
  /** The most items of a page. */
  readonly perPage?: number;
  /** The number of this page, from 1. */
  readonly currentPage: number;
  /** Pages in all. */
  readonly totalPages?: number;
}

/** Where a page stands in its list, in the words of B2B Edition. What it does not say is missing. */
export interface OffsetPagination {
  /** Items in all. */
  readonly totalCount?: number;
  /** The most items of a page. */
  readonly limit: number;
  /** Items before this page. */
  readonly offset: number;
}

/** One page of a list. */
export interface Page<T, P = Pagination> {
  /** The items, in the order of the API. */
  readonly items: readonly T[];
  /** Where this page stands. */
  readonly pagination: P;
  /**
   * Asks for the page after this one, with the same query and options, the signal among them; `null` if this is the last. Each call
   * sends a request. Deadlines hold for each page.
   *
   * @example
   * ```js
   * for (let page = await client.privateTokens.list(); page !== null; page = await page.next()) {
   *   console.log(page.items.length);
   * }
   * ```
   */
  next(): PagePromise<T, P> | null;
}

/**
 * A promise of the first page that also walks through all of them.
 *
 * `for await` gives item after item and asks for a page only when it is needed; leaving the loop asks for no more.
 *
 * @example
 * ```js
 * const page = await client.privateTokens.list({ limit: 10 });
 *
 * for await (const { jti, name, isExpired } of client.privateTokens.list()) {
 *   if (!isExpired) console.log(jti, name);
 * }
 * ```
 */
export interface PagePromise<T, P = Pagination> extends ApiPromise<Page<T, P>>, AsyncIterable<T> {}
