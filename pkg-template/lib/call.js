// One call: what the caller passed is copied and packed at once, and everything that goes wrong is a rejection.
import { ApiPromise } from "./api-promise.js";
import { fromDescription } from "./errors.js";
import { field, isCopy, ownData, record } from "./own-data.js";
import { pack } from "./pack.js";
import { Page, PagePromise } from "./page-promise.js";
import { tokens } from "./tokens-wasm.js";

/** @typedef {import("./host.js").Host} Host */

/**
 * @template T
 * @param {string} operation  its name in src/wasm/client/operations.rs
 * @param {Host} host
 * @param {unknown} params
 * @param {unknown} options
 * @param {(data: any) => T} finish
 * @param {string} [nested]  the field that holds an object with fields of its own
 * @returns {ApiPromise<T>}
 */
export function call(operation, host, params, options, finish, nested) {
  return new ApiPromise(exchange(operation, host, () => [ownWith(params, nested), ownWith(options, "headers")], finish));
}

/**
 * A call whose result is one page of many.
 *
 * @template T
 * @param {string} operation
 * @param {Host} host
 * @param {unknown} query
 * @param {unknown} options
 * @param {(item: any, token: string | undefined) => T} toItem
 * @param {string} place  the field of the query that says where a page is
 * @returns {PagePromise<T>}
 */
export function walk(operation, host, query, options, toItem, place) {
  /** @type {[any, any] | undefined} */
  let given;
  /** @param {number} [at] @returns {PagePromise<T>} */
  const turn = (at) => {
    const read = () => {
      // Copied once: every page is asked for with the query and the options of the first.
      given ??= [ownWith(query), ownWith(options, "headers")];
      const [own, ownOptions] = given;
      return /** @type {[any, any]} */ (at === undefined ? given : [record({ ...own, [place]: at }), ownOptions]);
    };
    /** @param {any} data @returns {Page<T>} */
    const finish = ({ items, tokens, pagination, next }) => {
      const list = items.map((/** @type {any} */ item, /** @type {number} */ at) => toItem(item, tokens?.[at] ?? undefined));
      return new Page(list, pagination, next === undefined ? undefined : () => turn(next));
    };
    return new PagePromise(exchange(operation, host, read, finish));
  };
  return turn();
}

/**
 * @template T
 * @param {string} operation
 * @param {Host} host
 * @param {() => [any, any]} read  own data of params and options
 * @param {(data: any) => T} finish
 */
async function exchange(operation, host, read, finish) {
  try {
    const [params, options] = read();
    const packed = options === undefined ? undefined : pack(options);
    const [told, headers] = await tokens.run("begin", host, operation, host, pack(params), packed, field(options, "signal"));
    const { result, status, requestId = null, attempts } = JSON.parse(told);
    return { data: finish(result), status, headers, requestId, attempts };
  } catch (error) {
    throw fromDescription(error);
  }
}

/**
 * Own data, and own data of the object under one of its names.
 *
 * @param {any} value
 * @param {string} [name]
 */
function ownWith(value, name) {
  const own = ownData(value);
  if (name !== undefined && isCopy(own) && own[name] !== undefined) own[name] = ownData(own[name]);
  return own;
}
