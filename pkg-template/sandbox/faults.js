/**
 * Faults that a test orders. `status`, `b2bError`, `redirect`, `html` and `bomb` stand in for the API, which never sees the request;
 * `delay`, `stall`, `truncate` and `disconnect` spoil the answer to a request that the API has carried out.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 * @typedef {{ request: SandboxRequest, answer: () => Promise<Reply>, pauseUntil: (time: number) => Promise<void> }} Scene
 * @typedef {any} Fault
 */
import { b2bError } from "./b2b/error-shapes.js";
import { checkFault } from "./fault-shapes.js";
import { hostOf, titleOf } from "./hosts.js";
import { empty, text } from "./reply.js";

const encoder = new TextEncoder();
const BOMB_BYTES = 256 * 1024 * 1024;
/** `.invalid` never resolves, so a client that follows reaches nobody. */
const ELSEWHERE = "https://redirected.invalid/";
const HTML = "<!DOCTYPE html><html><head><title>Sandbox</title></head><body><p>A proxy's page, not the API's answer</p></body></html>";

/** Encoded when it is ordered, so that a later change of the object does not reach the answer. @param {unknown} body */
function bytesOf(body) {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice();
  return encoder.encode(typeof body === "string" ? body : JSON.stringify(body));
}

/** The ordered headers win over ours, whatever their case. @param {Reply} reply @param {Record<string, string>} headers @returns {Reply} */
function withHeaders(reply, headers) {
  const merged = new Headers(reply.headers);
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  return { ...reply, headers: Object.fromEntries(merged) };
}

/** @param {Reply} reply */
const half = ({ body }) => Math.floor((body?.length ?? 0) / 2);

/** @type {Record<string, (fault: Fault, scene: Scene) => Promise<Reply> | Reply>} */
const KINDS = {
  status({ status, headers, body }, { request }) {
    const usual = status < 400 ? empty(status) : hostOf(request.path).refuse(status, titleOf(status));
    return withHeaders(body ? { status, headers: { "Content-Type": "application/json" }, body } : usual, headers);
  },
  async delay({ ms }, { request, answer, pauseUntil }) {
    const reply = await answer();
    await pauseUntil(request.at + ms);
    return reply;
  },
  async stall({ at = "headers" }, { answer }) {
    const reply = await answer();
    return { ...reply, delivery: at === "headers" ? { kind: "silence", bytes: 0 } : { kind: "stall", bytes: half(reply) } };
  },
  async truncate({ afterBytes }, { answer }) {
    const reply = await answer();
    return { ...reply, delivery: { kind: "truncate", bytes: Math.min(afterBytes ?? half(reply), reply.body?.length ?? 0) } };
  },
  async disconnect(_fault, { answer }) {
    return { ...(await answer()), delivery: { kind: "disconnect", bytes: 0 } };
  },
  b2bError: (fault) => b2bError(fault),
  redirect: ({ status = 307, location = ELSEWHERE }) => empty(status, { Location: location }),
  html: ({ status = 502 }) => text(status, "text/html; charset=utf-8", HTML),
  bomb: ({ bytes = BOMB_BYTES }) => ({ ...empty(200, { "Content-Type": "application/json" }), delivery: { kind: "stream", bytes } }),
};

/** @param {Fault} fault @param {SandboxRequest} request */
function meets({ path, method }, request) {
  return (path === undefined || request.path.includes(path)) && (method === undefined || request.method === method.toUpperCase());
}

/** A queue: the oldest fault that meets a request is used, once per request, until its `times` are spent. */
export function createFaults() {
  /** @type {{ fault: Fault, left: number }[]} */
  const queue = [];
  return {
    /** @param {Fault} fault */
    inject(fault) {
      checkFault(fault);
      const body = fault.body === undefined ? null : bytesOf(fault.body);
      queue.push({ fault: { ...fault, headers: { ...fault.headers }, body }, left: fault.times ?? 1 });
    },

    /** @param {Scene} scene @returns {Promise<Reply>} */
    async play(scene) {
      const next = queue.find(({ fault }) => meets(fault, scene.request));
      if (!next) return scene.answer();
      next.left -= 1;
      if (next.left === 0) queue.splice(queue.indexOf(next), 1);
      return KINDS[next.fault.kind](next.fault, scene);
    },
  };
}
