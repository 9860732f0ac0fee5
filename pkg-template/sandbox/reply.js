/**
 * Answers, and the two error shapes: `{status, title, type, errors}` on api.bigcommerce.com,
 * `{code, data: {errMsg}, meta: {message}}` on api-b2b.bigcommerce.com.
 *
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {Uint8Array | null} body
 * @property {Delivery} [delivery] how the answer leaves; whole when absent
 *
 * @typedef {{ kind: "silence" | "stall" | "truncate" | "disconnect" | "stream", bytes: number }} Delivery the bytes that are sent
 */

const encoder = new TextEncoder();
const STATUS_CODES_PAGE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes";

/** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] @returns {Reply} */
export function json(status, value, headers = {}) {
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: encoder.encode(JSON.stringify(value)) };
}

/** @param {number} status @param {string} contentType @param {string} body @returns {Reply} */
export function text(status, contentType, body) {
  return { status, headers: { "Content-Type": contentType }, body: encoder.encode(body) };
}

/** @param {number} status @param {Record<string, string>} [headers] @returns {Reply} */
export function empty(status, headers = {}) {
  return { status, headers, body: null };
}

/** The error body of api.bigcommerce.com. @param {number} status @param {string} title @param {Record<string, string>} [errors] */
export function problem(status, title, errors = {}) {
  return json(status, { status, title, type: STATUS_CODES_PAGE, errors });
}

/**
 * The envelope of api-b2b.bigcommerce.com.
 *
 * @param {number} code
 * @param {unknown} data
 * @param {string} message
 * @param {Record<string, unknown>} [meta] beside the message
 */
export function envelope(code, data, message, meta = {}) {
  return json(code, { code, data, meta: { message, ...meta } });
}
