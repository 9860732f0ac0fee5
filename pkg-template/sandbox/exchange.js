/**
 * One request and its answer, whatever carries them. `fetch.js` and `listen.js` read a request into this shape and play
 * the reply out.
 *
 * @typedef {object} SandboxRequest
 * @property {string} method upper case
 * @property {string} host with its port, if it has one
 * @property {string} path
 * @property {string} search with its question mark, or empty
 * @property {Headers} headers
 * @property {Uint8Array} body
 * @property {number} at milliseconds of the sandbox's clock
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {(request: SandboxRequest, signal?: AbortSignal | null) => Promise<Reply>} Exchange
 */
import { hostOf } from "./hosts.js";

/** Invented; no honest request of these APIs comes near. */
export const LONGEST_BODY = 1024 * 1024;
const WITHOUT_STATUS = ["silence", "disconnect"];
const WITHOUT_BODY = [204, 205, 304];

/**
 * What the answer says of its own length: a cut answer promises at least one byte that never comes.
 *
 * @param {Reply} reply
 * @returns {Record<string, string>}
 */
function lengthHeader({ body, delivery }) {
  if (delivery?.kind === "stream") return {};
  const length = body?.length ?? 0;
  return { "Content-Length": String(delivery?.kind === "truncate" ? Math.max(length, delivery.bytes + 1) : length) };
}

/** @param {Reply} reply @param {number} now @returns {Reply} with its last headers, in lower case as HTTP/2 sends them */
function complete(reply, now) {
  const bare = WITHOUT_BODY.includes(reply.status);
  const headers = new Headers({ Date: new Date(now).toUTCString(), ...(bare ? {} : lengthHeader(reply)) });
  for (const [name, value] of Object.entries(reply.headers)) headers.set(name, value);
  return { ...reply, headers: Object.fromEntries(headers), body: bare ? null : reply.body };
}

/**
 * @param {object} parts
 * @param {(request: SandboxRequest) => Promise<Reply>} parts.answer
 * @param {ReturnType<typeof import("./faults.js").createFaults>} parts.faults
 * @param {ReturnType<typeof import("./record.js").createRecorder>} parts.recorder
 * @param {ReturnType<typeof import("./clock.js").createClock>} parts.clock
 * @returns {Exchange}
 */
export function createExchange({ answer, faults, recorder, clock }) {
  return async (request, signal) => {
    const record = recorder.add(request);
    const reply = await faults.play({
      request,
      answer: async () => {
        const isTooLarge = request.body.length > LONGEST_BODY;
        return isTooLarge ? hostOf(request.path).refuse(413, "The body is too large") : answer(request);
      },
      pauseUntil: (time) => clock.sleep(time - clock.now(), signal),
    });
    if (!WITHOUT_STATUS.includes(reply.delivery?.kind ?? "")) recorder.settle(record, reply.status);
    return complete(reply, clock.now());
  };
}
