/**
 * The sandbox over HTTP, on 127.0.0.1 alone. The only file that needs a runtime with sockets: `node:http`, which Node, Deno
 * and Bun have, is looked up when `listen()` is called and never before.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("node:http").IncomingMessage} Incoming
 * @typedef {import("node:http").ServerResponse} Outgoing
 */
import { LONGEST_BODY } from "./exchange.js";
import { servePage } from "./page/serve.js";
import { bombPieces } from "./stream.js";

const HOST = "127.0.0.1";
/** Longer than any client keeps a connection, so that none is closed while a request is on its way. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Asks the runtime instead of importing: bundlers have nothing to resolve, and Miniflare and Jest's CommonJS, which refuse or lack
 * a dynamic import, can load this file.
 *
 * @returns {typeof import("node:http")}
 */
function findHttp() {
  const http = globalThis.process?.getBuiltinModule?.("node:http");
  if (!http) throw new Error("sandbox listen: this runtime has no node:http; use Node, Deno or Bun, or the sandbox's fetch");
  return http;
}

/** Keeps little more than the limit, which is enough to refuse it. @param {Incoming} incoming @returns {Promise<Uint8Array>} */
async function readBody(incoming) {
  const chunks = [];
  let length = 0;
  for await (const chunk of incoming) {
    if (length <= LONGEST_BODY) chunks.push(chunk);
    length += chunk.length;
  }
  const body = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

/** @param {Incoming} incoming @param {number} at @returns {Promise<import("./exchange.js").SandboxRequest>} */
async function readRequest(incoming, at) {
  const [path, ...search] = (incoming.url ?? "/").split("?");
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, [value ?? ""].flat().join(", "));
  const body = await readBody(incoming);
  const { method = "GET" } = incoming;
  return { method, host: incoming.headers.host ?? "", path, search: search.length === 0 ? "" : `?${search.join("?")}`, headers, body, at };
}

/** Writes pieces no faster than they are taken. @param {Outgoing} outgoing @param {number} bytes */
function pour(outgoing, bytes) {
  const pieces = bombPieces(bytes);
  const writeUntilFull = () => {
    while (!outgoing.destroyed) {
      const { done, value } = pieces.next();
      if (done) {
        outgoing.end();
        return;
      }
      if (!outgoing.write(value)) return;
    }
  };
  outgoing.on("drain", writeUntilFull);
  writeUntilFull();
}

/**
 * Sends the head and the first bytes, then calls back when they have left.
 *
 * @param {Outgoing} outgoing
 * @param {Reply} reply
 * @param {number} bytes
 * @param {() => void} then
 */
function begin(outgoing, { body }, bytes, then) {
  outgoing.flushHeaders();
  if (body && bytes > 0) outgoing.write(body.subarray(0, bytes), then);
  else setTimeout(then);
}

/** @param {Outgoing} outgoing @param {Reply} reply */
function deliver(outgoing, reply) {
  const { status, headers, body, delivery } = reply;
  const hangUp = () => outgoing.socket?.destroy();
  if (delivery?.kind === "silence") return;
  if (delivery?.kind === "disconnect") {
    hangUp();
    return;
  }
  outgoing.writeHead(status, headers);
  if (!delivery) outgoing.end(body ?? undefined);
  else if (delivery.kind === "stream") pour(outgoing, delivery.bytes);
  else begin(outgoing, reply, delivery.bytes, delivery.kind === "truncate" ? hangUp : () => {});
}

/**
 * @param {{ exchange: import("./exchange.js").Exchange, clock: { now(): number }, page: import("./page/serve.js").Source }} sandbox
 * @param {number} port 0 takes a free one
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function listen({ exchange, clock, page }, port) {
  if (!Number.isInteger(port)) throw new TypeError("sandbox listen: port: expected a whole number");
  const { createServer } = findHttp();
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();

  /** @param {Incoming} incoming @param {Outgoing} outgoing */
  async function serve(incoming, outgoing) {
    if (servePage(incoming, outgoing, page)) return;
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    try {
      deliver(outgoing, await exchange(await readRequest(incoming, clock.now()), gone.signal));
    } catch (error) {
      if (gone.signal.aborted || outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { "Content-Type": "text/plain" }).end(`The sandbox itself failed: ${error}`);
    }
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, serve);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(undefined));
  });

  /** @type {Promise<void> | undefined} */
  let closing;
  const { port: taken } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://${HOST}:${taken}`,
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
      return closing;
    },
  };
}
