/**
 * The list of requests that a test may look at. Secrets are taken out before a request is kept.
 *
 * @typedef {object} RecordedRequest
 * @property {string} method
 * @property {string} path
 * @property {number | null} status
 * @property {Record<string, string>} headers
 * @property {unknown} body
 * @property {number} at
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 * @typedef {{ number: number, record: RecordedRequest }} Watched a request and its place since the beginning, from 1
 * @typedef {object} Recorder
 * @property {RecordedRequest[]} requests
 * @property {(request: SandboxRequest) => RecordedRequest} add
 * @property {(record: RecordedRequest, status: number) => void} settle says what was answered
 * @property {(see: (watched: Watched) => void) => () => void} watch shows the last requests and each that comes, again when it is
 *   answered, until the function that is returned is called
 */

const REDACTED = "[redacted]";
const SECRET_NAME = /pass|token|secret|jwt|authorization|cookie/i;
/** Also a part of one: every JWT begins with an encoded `{"`. */
const JWT = /eyJ[\w.-]{8,}/g;
/** A customer access token: 64 hexadecimal digits, an underscore, its end. */
const CUSTOMER_ACCESS_TOKEN = /\b[0-9a-f]{64}_\d+/gi;
/** A secret that stands in the text of a query, as the value of an argument or field named like one. Bounded, to stay linear. */
const SECRET_ARGUMENT = /((?:pass|token|secret|jwt)\w{0,64}\s{0,16}:\s{0,16})(?:"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?)/gi;
/** A shorter secret would also stand in harmless words. */
const SHORTEST_SOUGHT = 8;
const DEEPEST = 32;
const KEPT = 10_000;
const SHOWN_AT_FIRST = 200;

/**
 * @param {import("./options/index.js").Settings} settings
 * @returns {Recorder}
 */
export function createRecorder({ accounts, users, customers }) {
  /** @type {RecordedRequest[]} */
  const requests = [];
  /** @type {WeakMap<RecordedRequest, number>} */
  const numbers = new WeakMap();
  /** @type {Set<(watched: Watched) => void>} */
  const watchers = new Set();
  let count = 0;
  const known = [...accounts.map(({ token }) => token), ...[...users, ...customers].map(({ password }) => password)];
  const secrets = known.filter(({ length }) => length >= SHORTEST_SOUGHT);

  /** @param {string} text */
  function clean(text) {
    const unknown = secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, REDACTED), text);
    return unknown.replace(JWT, REDACTED).replace(CUSTOMER_ACCESS_TOKEN, REDACTED).replace(SECRET_ARGUMENT, `$1"${REDACTED}"`);
  }

  /** @param {string} name @param {string} value */
  const cleanNamed = (name, value) => (SECRET_NAME.test(name) ? REDACTED : clean(value));

  /** @param {unknown} value @param {number} depth @returns {unknown} */
  function cleanJson(value, depth) {
    if (typeof value === "string") return clean(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEEPEST) return "[too deep]";
    if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1));
    const entries = Object.entries(value).map(([key, item]) => [clean(key), SECRET_NAME.test(key) ? REDACTED : cleanJson(item, depth + 1)]);
    return Object.fromEntries(entries);
  }

  /** @param {Uint8Array} body */
  function cleanBody(body) {
    if (body.length === 0) return null;
    try {
      return cleanJson(JSON.parse(new TextDecoder().decode(body)), 0);
    } catch {
      return `[${body.length} bytes that are not JSON]`;
    }
  }

  /** @param {SandboxRequest} request */
  function cleanPath({ path, search }) {
    const query = [...new URLSearchParams(search)].map(([name, value]) => [name, cleanNamed(name, value)]);
    return clean(path) + (query.length === 0 ? "" : `?${query.map((pair) => pair.join("=")).join("&")}`);
  }

  /** @param {RecordedRequest} record @returns {Watched} */
  const watched = (record) => ({ number: /** @type {number} */ (numbers.get(record)), record });

  /** @param {RecordedRequest} record */
  function show(record) {
    for (const see of watchers) see(watched(record));
  }

  return {
    requests,

    add(request) {
      const headers = Object.fromEntries([...request.headers].map(([name, value]) => [name, cleanNamed(name, value)]));
      const { method, at } = request;
      const record = { method, path: cleanPath(request), status: null, headers, body: cleanBody(request.body), at };
      count += 1;
      numbers.set(record, count);
      requests.push(record);
      if (requests.length > KEPT) requests.shift();
      show(record);
      return record;
    },

    settle(record, status) {
      record.status = status;
      show(record);
    },

    watch(see) {
      for (const record of requests.slice(-SHOWN_AT_FIRST)) see(watched(record));
      watchers.add(see);
      return () => watchers.delete(see);
    },
  };
}
