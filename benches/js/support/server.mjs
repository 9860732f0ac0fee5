// The server that is called, in a process of its own so that its work is not counted: it answers each POST at once.
import { fork } from "node:child_process";
import http from "node:http";
import { fileURLToPath } from "node:url";
import { ANSWER, ANSWER_HEADERS } from "./exchange.mjs";

const here = fileURLToPath(import.meta.url);

/** @returns {Promise<{ origin: string, stop(): void }>} */
export async function startServer() {
  const child = fork(here, ["serve"], { execArgv: [] });
  const port = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", () => reject(new Error("the loopback server ended early")));
  });
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

if (process.argv[1] === here && process.argv[2] === "serve") {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(200, { ...ANSWER_HEADERS, "content-length": ANSWER.length }).end(ANSWER));
  });
  server.keepAliveTimeout = 300_000;
  server.listen(0, "127.0.0.1", () => process.send?.(/** @type {import("node:net").AddressInfo} */ (server.address()).port));
  // Whoever started this is gone.
  process.on("disconnect", () => process.exit());
}
