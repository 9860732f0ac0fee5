// The page of a served sandbox, over HTTP; chromium.test.mjs looks at it in a browser.
import assert from "node:assert/strict";
import { createServer, request as httpRequest } from "node:http";
import { test } from "node:test";
import { servePage } from "../../../../pkg-template/sandbox/page/serve.js";
import { createRecorder } from "../../../../pkg-template/sandbox/record.js";
import { PRIVATE_TOKENS, createPrivateToken, createSandbox, served } from "../util.mjs";

/** A GET with headers that fetch would not send. */
const get = (url, headers = {}) =>
  new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    })
      .on("error", reject)
      .end();
  });

/** Reads the stream of events, one at a time. */
async function events(t, url) {
  const leaving = new AbortController();
  t.after(() => leaving.abort());
  const response = await fetch(`${url}/sandbox/events`, { signal: leaving.signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next() {
    while (!text.includes("\n\n")) {
      const { value, done } = await reader.read();
      if (done) return null;
      text += value;
    }
    const end = text.indexOf("\n\n");
    const [name, data] = text.slice(0, end).split("\n");
    text = text.slice(end + 2);
    return { name: name.slice("event: ".length), data: JSON.parse(data.slice("data: ".length)) };
  }
  return { response, next, leave: () => leaving.abort() };
}

const parts = [
  ["/", /^text\/html/, /<title>Sandbox sandbox1<\/title>/],
  ["/?again", /^text\/html/, /<title>/],
  ["/sandbox/page.css", /^text\/css/, /prefers-color-scheme: dark/],
  ["/sandbox/page.js", /^text\/javascript/, /new EventSource/],
];

for (const [path, type, content] of parts) {
  test(`${path} is served, bound to this origin, and not recorded`, async (t) => {
    const { sandbox, url } = await served(t);
    const { status, headers, text } = await get(url + path);
    assert.equal(status, 200);
    assert.match(headers["content-type"], type);
    assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self'/);
    assert.equal(headers["cache-control"], "no-store");
    assert.match(text, content);
    assert.deepEqual(sandbox.requests, []);
  });
}

test("a host of another name, which a foreign site could have pointed here, gets no page", async (t) => {
  const { url } = await served(t);
  for (const path of ["/", "/sandbox/events"]) assert.equal((await get(url + path, { host: "shop.example" })).status, 404);
  for (const host of ["localhost:80", "127.0.0.1", "[::1]:1"]) assert.equal((await get(`${url}/`, { host })).status, 200, host);
});

test("only GET is for the page, and the sandbox's fetch has none", async (t) => {
  const { url } = await served(t);
  assert.equal((await fetch(`${url}/`, { method: "POST" })).status, 404);
  assert.equal((await createSandbox().fetch("https://sandbox.invalid/")).status, 404);
});

test("a fault does not meet the page", async (t) => {
  const { sandbox, url } = await served(t);
  sandbox.inject({ kind: "disconnect", times: Infinity });
  assert.equal((await get(`${url}/`)).status, 200);
});

test("the stream begins with what was received before, then tells each request, and again when it is answered", async (t) => {
  const { sandbox, url } = await served(t);
  await createPrivateToken(sandbox);
  const { response, next } = await events(t, url);
  assert.match(response.headers.get("content-type"), /^text\/event-stream/);
  assert.equal((await next()).name, "hello");
  const first = (await next()).data;
  assert.deepEqual([first.number, first.method, first.path, first.status], [1, "POST", PRIVATE_TOKENS, 200]);
  assert.equal(first.headers["x-auth-token"], "[redacted]");
  assert.deepEqual(JSON.parse(first.body).scopes, ["Unauthenticated"]);
  await createPrivateToken(sandbox, { scopes: [] });
  assert.deepEqual([(await next()).data, (await next()).data].map(({ number, status }) => [number, status]), [[2, null], [2, 422]]);
});

test("the stream begins with the last two hundred, and a long body is told by its length", async (t) => {
  const { sandbox, url } = await served(t);
  for (let n = 0; n < 250; n += 1) await sandbox.fetch(`https://sandbox.invalid/${n}`);
  await createPrivateToken(sandbox, { note: "x".repeat(5_000) });
  const { next } = await events(t, url);
  await next();
  assert.equal((await next()).data.path, "/51");
  let last;
  for (let n = 1; n < 200; n += 1) last = (await next()).data;
  assert.deepEqual([last.number, /^\[\d{4} characters\]$/.test(last.body)], [251, true]);
});

test("a secret reaches no reader of the stream", async (t) => {
  const { sandbox, url } = await served(t);
  const { next } = await events(t, url);
  await next();
  await sandbox.fetch(`https://sandbox.invalid/api/io/auth/storefront?jwtToken=canary-5ecret`, { headers: { Cookie: "canary-5ecret", "X-Auth-Token": sandbox.credentials.accessToken } });
  const text = JSON.stringify([await next(), await next()]);
  assert.equal(text.includes("canary-5ecret") || text.includes(sandbox.credentials.accessToken), false, text);
});

test("close ends the stream", async (t) => {
  const { url, close } = await served(t);
  const { next } = await events(t, url);
  await next();
  const ended = next().then((event) => event, () => null);
  await close();
  assert.equal(await ended, null);
});

test("a reader who leaves is forgotten", async (t) => {
  let stopped;
  const forgotten = new Promise((resolve) => (stopped = resolve));
  const server = createServer((incoming, outgoing) => servePage(incoming, outgoing, { storeHash: "sandbox1", watch: () => stopped }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { next, leave } = await events(t, `http://127.0.0.1:${server.address().port}`);
  await next();
  leave();
  await forgotten;
});

test("what watches is shown the past, then the present, until it stops", () => {
  const recorder = createRecorder({ accounts: [], users: [], customers: [] });
  const add = (path) => recorder.add({ method: "GET", host: "sandbox.invalid", path, search: "", headers: new Headers(), body: new Uint8Array(), at: 0 });
  const seen = [];
  add("/a");
  const stop = recorder.watch(({ number, record: { path, status } }) => seen.push([number, path, status]));
  recorder.settle(add("/b"), 200);
  stop();
  add("/c");
  assert.deepEqual(seen, [[1, "/a", null], [2, "/b", null], [2, "/b", 200]]);
});

test("two readers see the same", async (t) => {
  const { sandbox, url } = await served(t);
  const [one, other] = [await events(t, url), await events(t, url)];
  await one.next();
  await other.next();
  await createPrivateToken(sandbox);
  assert.deepEqual([(await one.next()).data.number, (await other.next()).data.number], [1, 1]);
});
