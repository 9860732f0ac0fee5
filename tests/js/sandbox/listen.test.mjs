// The sandbox's server, looked at from the socket.
import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { freePort } from "../util/free-port.mjs";
import { PRIVATE_TOKENS, createPrivateToken, createSandbox, createServerToServerToken, init, privateToken, read, rejection, served } from "./util.mjs";

/** Writes raw bytes and reads until the server hangs up. */
async function raw(url, text) {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    received += chunk;
  });
  socket.on("error", () => {});
  socket.write(text);
  await once(socket, "close");
  return received;
}

function rawPost(sandbox) {
  const { headers, body } = init(sandbox, { body: privateToken(sandbox) });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${PRIVATE_TOKENS} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}Content-Length: ${body.length}\r\n\r\n${body}`;
}

test("both hosts are served at one origin on 127.0.0.1, at a free port", async (t) => {
  const { sandbox, url } = await served(t);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 200);
  assert.equal((await createServerToServerToken(sandbox, {}, {}, url)).status, 200);
  assert.equal((await fetch(`${sandbox.endpoints(url).b2b}/auth/backend`, { method: "PUT" })).status, 405);
});

test("the server and the sandbox's fetch are one store", async (t) => {
  const { sandbox, url } = await served(t, { rateLimit: { requests: 2, windowMs: 60_000 } });
  await createPrivateToken(sandbox);
  await createPrivateToken(sandbox, {}, {}, url);
  assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 429);
  assert.equal(sandbox.issued.length, 2);
  assert.equal(sandbox.requests.length, 3);
});

test("two servers of one sandbox close apart", async (t) => {
  const { sandbox, url, close } = await served(t);
  const second = await sandbox.listen();
  t.after(second.close);
  assert.notEqual(second.url, url);
  await close();
  assert.equal((await createPrivateToken(sandbox, {}, {}, second.url)).status, 200);
});

test("a port that is taken, or is none, is a rejection", async (t) => {
  const { sandbox, url } = await served(t);
  assert.equal((await rejection(sandbox.listen(Number(new URL(url).port)))).code, "EADDRINUSE");
  assert.ok((await rejection(sandbox.listen(70_000))) instanceof RangeError);
  assert.match((await rejection(sandbox.listen("x"))).message, /port: expected a whole number/);
});

test("a runtime without node:http is told what to use instead", async (t) => {
  const { getBuiltinModule } = process;
  t.after(() => Object.assign(process, { getBuiltinModule }));
  process.getBuiltinModule = undefined;
  assert.match((await rejection(createSandbox().listen())).message, /no node:http; use Node, Deno or Bun/);
});

test("an answer on the wire has the status line, the length and the quota", async (t) => {
  const { sandbox, url } = await served(t);
  sandbox.inject({ kind: "truncate", afterBytes: 5 });
  const [head, body] = (await raw(url, rawPost(sandbox))).split("\r\n\r\n");
  assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(head, /\r\ncontent-length: \d{3}\r\n/i);
  assert.match(head, /\r\nx-rate-limit-requests-left: 149\r\n/i);
  assert.equal(body, '{"dat');
});

test("a disconnect closes the socket without a byte", async (t) => {
  const { sandbox, url } = await served(t);
  sandbox.inject({ kind: "disconnect" });
  assert.equal(await raw(url, rawPost(sandbox)), "");
});

test("a stall keeps the socket open and silent", async (t) => {
  const { sandbox, url, close } = await served(t);
  sandbox.inject({ kind: "stall" });
  const received = raw(url, rawPost(sandbox));
  const first = await Promise.race([received, new Promise((resolve) => setTimeout(resolve, 200, "still open"))]);
  assert.equal(first, "still open");
  await close();
  assert.equal(await received, "");
});

test("close ends idle, stalled, delayed and pouring connections, may be called again, and nothing answers after it", async () => {
  const sandbox = createSandbox();
  const { url, close } = await sandbox.listen(await freePort());
  const agent = new Agent({ keepAlive: true });
  const idle = httpRequest(`${url}/`, { agent }).end();
  const [answer] = await once(idle, "response");
  answer.resume();
  await once(answer, "end");

  const pending = [];
  for (const fault of [{ kind: "stall" }, { kind: "stall", at: "body" }, { kind: "delay", ms: 3_600_000 }, { kind: "bomb", bytes: Infinity }]) {
    sandbox.inject(fault);
    const seen = sandbox.requests.length;
    pending.push(rejection(createPrivateToken(sandbox, {}, {}, url).then((response) => (fault.kind === "bomb" ? response.body.pipeTo(new WritableStream()) : response.text()))));
    while (sandbox.requests.length === seen) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all([close(), close()]);
  for (const reason of await Promise.all(pending)) assert.ok(reason instanceof Error);
  assert.ok(await rejection(createPrivateToken(sandbox, {}, {}, url)));
  agent.destroy();
});

test("a client that leaves during a delay is forgotten", async (t) => {
  const { sandbox, url } = await served(t);
  sandbox.inject({ kind: "delay", ms: 200 });
  await rejection(createPrivateToken(sandbox, {}, { signal: AbortSignal.timeout(50) }, url));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(sandbox.requests[0].status, null);
  assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 200);
});

test("a body above 1 MiB is read and refused, and the connection lives", async (t) => {
  const { sandbox, url } = await served(t);
  const answer = await read(await createPrivateToken(sandbox, {}, { body: "x".repeat(3 * 1024 * 1024) }, url));
  assert.equal(answer.status, 413);
  const [kept] = /\d+/.exec(sandbox.requests[0].body);
  assert.ok(Number(kept) > 1024 * 1024 && Number(kept) < 2 * 1024 * 1024, `${kept} bytes were kept`);
  assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 200);
});

test("a path that begins with two slashes is a path", async (t) => {
  const { sandbox, url } = await served(t);
  assert.match(await raw(url, "GET //evil.invalid/a?b HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 404 /);
  assert.equal(sandbox.requests[0].path, "//evil.invalid/a?b=");
});

test("a hundred requests at once are answered", async (t) => {
  const { sandbox, url } = await served(t);
  const responses = await Promise.all(Array.from({ length: 100 }, () => createPrivateToken(sandbox, {}, {}, url)));
  const tokens = await Promise.all(responses.map(async (response) => (await response.json()).data.token));
  assert.equal(new Set(tokens).size, 100);
});
