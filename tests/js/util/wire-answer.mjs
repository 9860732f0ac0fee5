// Turns the JSON description of an answer into steps on a socket. Descriptions are plain JSON, so that
// a test in any runtime can program the server.
import { gzipSync, constants } from "node:zlib";

/**
 * @typedef {{ write: string } | { base64: string } | { sleep: number } | { repeat: string, times: number, everyMs?: number }
 *   | { end: true } | { reset: true } | { hang: true }} Step
 * @typedef {{
 *   status?: number, reason?: string, headers?: Record<string, string> | [string, string][],
 *   json?: unknown, text?: string, bytes?: number[], gzipOf?: { fill: string, bytes: number },
 *   framing?: "length" | "chunked" | "close" | number, delayMs?: number, before?: string, steps?: Step[],
 * }} Answer
 */

const bombs = new Map();

/** A gzip stream that decodes to `bytes` times `fill`; made once, since a large one takes a second. */
function gzipOf({ fill, bytes }) {
  const key = `${fill}:${bytes}`;
  if (!bombs.has(key)) bombs.set(key, gzipSync(Buffer.alloc(bytes, fill), { level: constants.Z_BEST_COMPRESSION }));
  return bombs.get(key);
}

function bodyOf(answer, request) {
  if (answer.json !== undefined) return Buffer.from(fill(JSON.stringify(answer.json), request));
  if (answer.text !== undefined) return Buffer.from(fill(answer.text, request));
  if (answer.bytes !== undefined) return Buffer.from(answer.bytes);
  if (answer.gzipOf !== undefined) return gzipOf(answer.gzipOf);
  return Buffer.alloc(0);
}

/** `{{name}}` in a body becomes the `name` field of the request's JSON, so that answers can be told apart. */
function fill(text, request) {
  if (!text.includes("{{name}}")) return text;
  return text.replaceAll("{{name}}", JSON.parse(request.body).name);
}

/**
 * @param {Answer} answer
 * @param {import("./http-request.mjs").ReceivedRequest} request
 * @param {{ keepAlive: boolean, origin: string }} server
 * @returns {Step[]}
 */
export function stepsOf(answer, request, { keepAlive, origin }) {
  const delay = answer.delayMs ? [{ sleep: answer.delayMs }] : [];
  if (answer.steps && answer.status === undefined) return [...delay, ...answer.steps];

  const body = bodyOf(answer, request);
  const framing = answer.framing ?? "length";
  const given = Array.isArray(answer.headers) ? answer.headers : Object.entries(answer.headers ?? {});
  const headers = [["Content-Type", "application/json"], ["Connection", keepAlive ? "keep-alive" : "close"], ...given];
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const kept = headers.filter(([name], index) => index >= 2 || !names.has(name.toLowerCase()));
  const bodiless = answer.status === 204 || answer.status === 304;
  if (framing === "length" && !bodiless) kept.push(["Content-Length", String(body.length)]);
  if (typeof framing === "number") kept.push(["Content-Length", String(framing)]);
  if (framing === "chunked") kept.push(["Transfer-Encoding", "chunked"]);

  const head = `HTTP/1.1 ${answer.status ?? 200} ${answer.reason ?? "Answer"}\r\n${kept.map(([k, v]) => `${k}: ${v.replaceAll("{{origin}}", origin)}\r\n`).join("")}\r\n`;
  const steps = [...delay, { base64: Buffer.from((answer.before ?? "") + head, "latin1").toString("base64") }];
  if (framing === "chunked") {
    if (body.length > 0) steps.push({ write: `${body.length.toString(16)}\r\n` }, { base64: body.toString("base64") }, { write: "\r\n" });
    if (!answer.steps) steps.push({ write: "0\r\n\r\n" });
  } else {
    steps.push({ base64: body.toString("base64") });
  }
  steps.push(...(answer.steps ?? []));
  if (!answer.steps && (!keepAlive || framing === "close")) steps.push({ end: true });
  return steps;
}
