// One scenario is one loopback port with a list of answers. A port of its own (rather than a path) leaves the
// library's addresses untouched, and its connections can be counted, cut and watched alone.
import net from "node:net";
import tls from "node:tls";
import selfsigned from "selfsigned";
import { RequestReader } from "./http-request.mjs";
import { stepsOf } from "./wire-answer.mjs";

/**
 * @typedef {import("./wire-answer.mjs").Answer} Answer
 * @typedef {{ answers?: Answer[], rules?: { body?: string, target?: string, answers: Answer[] }[], keepAlive?: boolean, secure?: "self-signed" | "plain text" }} ScenarioPlan
 *   `secure` makes it an https origin that nobody should trust: its certificate is its own, or there is no TLS behind it.
 */

/** @type {Promise<{ private: string, cert: string }> | undefined} */
let certificate;

/** Made once for each run, so that no private key lies in the repository. */
const ownCertificate = () => (certificate ??= selfsigned.generate([{ name: "commonName", value: "localhost" }], { keyType: "ec", algorithm: "sha256" }));

export class Scenario {
  /** @type {net.Server} */
  #server;
  #sockets = new Set();
  /** Sockets that carried a request. Runtimes open spare ones too, and keep them for seconds. */
  #busy = new Set();
  #plan;
  #counts = new Map();
  /** @type {import("./http-request.mjs").ReceivedRequest[]} */
  #requests = [];
  #connections = 0;
  #faults = [];
  #origin = "";

  /** @param {ScenarioPlan} plan */
  constructor(plan) {
    this.#plan = plan;
  }

  /** @returns {Promise<string>} the origin */
  async listen() {
    const serve = (socket) => this.#serve(socket);
    if (this.#plan.secure === "self-signed") {
      const { private: key, cert } = await ownCertificate();
      this.#server = tls.createServer({ key, cert }, serve);
    } else {
      this.#server = net.createServer(serve);
    }
    await new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => resolve(undefined));
    });
    this.#origin = `${this.#plan.secure ? "https" : "http"}://127.0.0.1:${/** @type {net.AddressInfo} */ (this.#server.address()).port}`;
    return this.#origin;
  }

  log() {
    return { requests: this.#requests, connections: this.#connections, open: this.#busy.size, faults: this.#faults };
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket) {
    this.#connections += 1;
    this.#sockets.add(socket);
    const reader = new RequestReader();
    let queue = Promise.resolve();
    socket.setNoDelay(true);
    const gone = () => {
      this.#sockets.delete(socket);
      this.#busy.delete(socket);
    };
    socket.on("close", gone);
    // A client that goes away is an ordinary event here: the log's `open` count is what tests look at.
    socket.on("error", gone);
    socket.on("data", (chunk) => {
      this.#busy.add(socket);
      if (this.#plan.secure === "plain text") {
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        return;
      }
      try {
        for (const request of reader.push(chunk)) {
          this.#requests.push(request);
          const answer = this.#answerFor(request);
          queue = queue.then(() => play(socket, stepsOf(answer, request, { keepAlive: this.#plan.keepAlive ?? false, origin: this.#origin })));
        }
      } catch (error) {
        this.#faults.push(String(error));
        socket.destroy();
      }
    });
  }

  #answerFor(request) {
    const rule = this.#plan.rules?.find((each) => (each.body === undefined || request.body.includes(each.body)) && (each.target === undefined || request.target.includes(each.target)));
    const answers = rule?.answers ?? this.#plan.answers ?? [];
    const key = rule ?? this.#plan;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return answers[Math.min(count, answers.length - 1)] ?? { status: 500, text: "no answer was programmed" };
  }
}

/** @param {net.Socket} socket @param {import("./wire-answer.mjs").Step[]} steps */
async function play(socket, steps) {
  for (const step of steps) {
    if (socket.destroyed) return;
    if ("write" in step) await write(socket, step.write);
    else if ("base64" in step) await write(socket, Buffer.from(step.base64, "base64"));
    else if ("sleep" in step) await sleep(step.sleep, socket);
    else if ("repeat" in step) await repeat(socket, step);
    else if ("end" in step) socket.end();
    else if ("reset" in step) socket.resetAndDestroy();
    else if ("hang" in step) return;
    else throw new Error(`unknown step ${JSON.stringify(step)}`);
  }
}

async function repeat(socket, { repeat: text, times, everyMs }) {
  for (let i = 0; (times < 0 || i < times) && !socket.destroyed; i += 1) {
    await write(socket, text);
    if (everyMs) await sleep(everyMs, socket);
  }
}

/** Waits for the kernel to take the bytes: an endless body must not become an endless buffer here. */
function write(socket, data) {
  if (data.length === 0 || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.once("close", resolve);
    socket.write(data, () => {
      socket.off("close", resolve);
      resolve(undefined);
    });
  });
}

function sleep(ms, socket) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      socket.off("close", done);
      resolve(undefined);
    };
    const timer = setTimeout(done, ms);
    socket.once("close", done);
  });
}
