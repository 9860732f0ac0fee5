// A small HTTP/1.1 request reader. Node's own server hides duplicate headers, header case and half-sent requests;
// the tests assert on all three.

const HEAD_END = Buffer.from("\r\n\r\n");
const MAX_HEAD = 1 << 20;

/**
 * @typedef {{ method: string, target: string, headers: [string, string][], body: string, at: number }} ReceivedRequest
 */

/** Collects bytes of one connection and hands out whole requests. */
export class RequestReader {
  #bytes = Buffer.alloc(0);

  /** @param {Buffer} chunk @returns {ReceivedRequest[]} every request completed by this chunk */
  push(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const complete = [];
    for (;;) {
      const request = this.#take();
      if (request === null) return complete;
      complete.push(request);
    }
  }

  #take() {
    const end = this.#bytes.indexOf(HEAD_END);
    if (end === -1) {
      if (this.#bytes.length > MAX_HEAD) throw new Error("request head too large");
      return null;
    }
    const { method, target, headers } = parseHead(this.#bytes.toString("latin1", 0, end));
    const rest = this.#bytes.subarray(end + HEAD_END.length);
    const body = readBody(headers, rest);
    if (body === null) return null;
    this.#bytes = Buffer.from(rest.subarray(body.used));
    return { method, target, headers, body: body.text, at: Date.now() };
  }
}

function parseHead(text) {
  const [first, ...lines] = text.split("\r\n");
  const [method, target] = first.split(" ");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return /** @type {[string, string]} */ ([line.slice(0, colon), line.slice(colon + 1).trim()]);
  });
  return { method, target, headers };
}

/** @returns {{ text: string, used: number } | null} null while the body is incomplete */
function readBody(headers, rest) {
  const header = (name) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  if (/chunked/i.test(header("transfer-encoding") ?? "")) return readChunked(rest);
  const length = Number(header("content-length") ?? 0);
  if (rest.length < length) return null;
  return { text: rest.toString("utf8", 0, length), used: length };
}

function readChunked(rest) {
  const parts = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    const start = lineEnd + 2;
    if (rest.length < start + size + 2) return null;
    if (size === 0) return { text: Buffer.concat(parts).toString("utf8"), used: start + 2 };
    parts.push(rest.subarray(start, start + size));
    at = start + size + 2;
  }
}
