// Every fault, by the sandbox's own fetch and over HTTP: one table, so that the two cannot drift apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createPrivateToken, createSandbox, createServerToServerToken, read, rejection, served } from "./util.mjs";

const BOMB_HEAD = '{"data":{"token":"AAAA';

/** What became of a call: its status and body, or how far it came before it broke. */
async function outcome(call) {
  let status = null;
  let received = 0;
  try {
    const response = await call;
    status = response.status;
    const chunks = [];
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      received += chunk.length;
    }
    return { status, headers: response.headers, body: Buffer.concat(chunks).toString("utf8") };
  } catch (error) {
    return { status, received, broke: error instanceof TypeError };
  }
}

const json = (found) => JSON.parse(found.body);
const table = [
  {
    name: "a status with a body that is an object",
    fault: { kind: "status", status: 503, body: { detail: "synthetic" }, headers: { "retry-after": "7" } },
    check: (found) => {
      assert.equal(found.status, 503);
      assert.deepEqual(json(found), { detail: "synthetic" });
      assert.deepEqual([found.headers.get("retry-after"), found.headers.get("content-type")], ["7", "application/json"]);
    },
    creates: 0,
  },
  {
    name: "a status with a body that is text, under another media type",
    fault: { kind: "status", status: 200, body: "not json", headers: { "Content-Type": "text/plain" } },
    check: (found) => assert.deepEqual([found.status, found.body, found.headers.get("content-type")], [200, "not json", "text/plain"]),
    creates: 0,
  },
  {
    name: "a status with bytes",
    fault: { kind: "status", status: 200, body: new TextEncoder().encode("{}") },
    check: (found) => assert.deepEqual([found.status, found.body], [200, "{}"]),
    creates: 0,
  },
  {
    name: "a status with null as its JSON body",
    fault: { kind: "status", status: 200, body: null },
    check: (found) => assert.deepEqual([found.status, found.body], [200, "null"]),
    creates: 0,
  },
  {
    name: "an error status without a body, in the host's own shape",
    fault: { kind: "status", status: 429 },
    check: (found) => {
      assert.deepEqual([json(found).status, json(found).title], [429, "Too many requests"]);
      assert.equal(found.headers.get("x-rate-limit-time-reset-ms"), null);
    },
    creates: 0,
  },
  { name: "401 without a body", fault: { kind: "status", status: 401 }, check: (found) => assert.deepEqual([found.status, found.body], [401, ""]), creates: 0 },
  { name: "204", fault: { kind: "status", status: 204 }, check: (found) => assert.deepEqual([found.status, found.body], [204, ""]), creates: 0 },
  { name: "204 with a body that HTTP does not allow", fault: { kind: "status", status: 204, body: "x" }, check: (found) => assert.deepEqual([found.status, found.body], [204, ""]), creates: 0 },
  { name: "304", fault: { kind: "status", status: 304 }, check: (found) => assert.deepEqual([found.status, found.body], [304, ""]), creates: 0 },
  {
    name: "a redirect to elsewhere",
    fault: { kind: "redirect" },
    check: (found) => assert.deepEqual([found.status, found.headers.get("location"), found.body], [307, "https://redirected.invalid/", ""]),
    creates: 0,
  },
  {
    name: "a redirect of another status to a given place",
    fault: { kind: "redirect", status: 302, location: "//evil.invalid/x" },
    check: (found) => assert.deepEqual([found.status, found.headers.get("location")], [302, "//evil.invalid/x"]),
    creates: 0,
  },
  {
    name: "an HTML page",
    fault: { kind: "html" },
    check: (found) => {
      assert.deepEqual([found.status, found.headers.get("content-type")], [502, "text/html; charset=utf-8"]);
      assert.match(found.body, /^<!DOCTYPE html>/);
    },
    creates: 0,
  },
  { name: "an HTML page with status 200", fault: { kind: "html", status: 200 }, check: (found) => assert.equal(found.status, 200), creates: 0 },
  {
    name: "a bomb of a given size",
    fault: { kind: "bomb", bytes: 200_000 },
    check: (found) => {
      assert.deepEqual([found.status, found.body.length, found.headers.get("content-length")], [200, 200_000, null]);
      assert.equal(found.body.slice(0, BOMB_HEAD.length), BOMB_HEAD);
    },
    creates: 0,
  },
  { name: "a bomb of no bytes", fault: { kind: "bomb", bytes: 0 }, check: (found) => assert.deepEqual([found.status, found.body], [200, ""]), creates: 0 },
  { name: "a delay", fault: { kind: "delay", ms: 5 }, check: (found) => assert.equal(typeof json(found).data.token, "string"), creates: 1 },
  {
    name: "an answer cut in the middle",
    fault: { kind: "truncate" },
    check: (found) => {
      assert.deepEqual([found.status, found.broke], [200, true]);
      assert.ok(found.received > 100);
    },
    creates: 1,
  },
  {
    name: "an answer cut after ten bytes",
    fault: { kind: "truncate", afterBytes: 10 },
    check: (found) => assert.deepEqual(found, { status: 200, received: 10, broke: true }),
    creates: 1,
  },
  {
    name: "an answer cut after its headers",
    fault: { kind: "truncate", afterBytes: 0 },
    check: (found) => assert.deepEqual(found, { status: 200, received: 0, broke: true }),
    creates: 1,
  },
  {
    name: "an answer cut at its last byte, which promised one more",
    fault: { kind: "truncate", afterBytes: 100_000 },
    check: (found) => assert.deepEqual([found.status, found.broke], [200, true]),
    creates: 1,
  },
  {
    name: "a connection closed before the answer",
    fault: { kind: "disconnect" },
    check: (found) => assert.deepEqual(found, { status: null, received: 0, broke: true }),
    recorded: null,
    creates: 1,
  },
];

for (const { name, fault, check, creates, recorded } of table) {
  for (const overHttp of [false, true]) {
    test(`${name}, ${overHttp ? "over HTTP" : "by the sandbox's fetch"}`, async (t) => {
      const { sandbox, url } = overHttp ? await served(t) : { sandbox: createSandbox(), url: undefined };
      sandbox.inject(fault);
      const found = await outcome(createPrivateToken(sandbox, {}, { redirect: "manual" }, url));
      check(found);
      assert.equal(sandbox.issued.length, creates, "tokens that exist");
      assert.equal(sandbox.requests[0].status, recorded === undefined ? found.status : recorded);
      assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 200, "the next request is not met");
    });
  }
}

const stalls = [
  ["before its headers", { kind: "stall" }, null],
  ["inside its body", { kind: "stall", at: "body" }, 200],
];

for (const [name, fault, status] of stalls) {
  test(`an answer that stalls ${name} over HTTP is still pending when the client gives up`, async (t) => {
    const { sandbox, url } = await served(t);
    sandbox.inject(fault);
    const found = await outcome(createPrivateToken(sandbox, {}, { signal: AbortSignal.timeout(300) }, url));
    assert.deepEqual({ status: found.status, broke: found.broke }, { status, broke: false });
    assert.equal(found.received > 0, status === 200);
    assert.equal(sandbox.requests[0].status, status);
    assert.equal(sandbox.issued.length, 1);
  });
}

test("a bomb without end is made as it is read", async (t) => {
  const { sandbox, url } = await served(t);
  for (const at of [undefined, url]) {
    sandbox.inject({ kind: "bomb", bytes: Infinity });
    const response = await createPrivateToken(sandbox, {}, {}, at);
    const reader = response.body.getReader();
    let received = 0;
    while (received < 5_000_000) received += (await reader.read()).value.length;
    await reader.cancel();
  }
});

test("a fault's default size is far beyond what a token needs", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "bomb" });
  const reader = (await createPrivateToken(sandbox)).body.getReader();
  let received = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) received += chunk.value.length;
  assert.equal(received, 256 * 1024 * 1024);
});

test("a delay is waited by the sandbox's clock", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "delay", ms: 3_600_000 });
  const pending = createPrivateToken(sandbox);
  sandbox.clock.advance(3_600_000);
  assert.equal((await pending).status, 200);
});

test("an injected length may lie", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "status", status: 200, body: "{}", headers: { "Content-Length": "10000000000" } });
  assert.equal((await createPrivateToken(sandbox)).headers.get("content-length"), "10000000000");
});

test("an error of B2B Edition has that host's shape", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "status", status: 500 });
  assert.deepEqual((await read(await createServerToServerToken(sandbox))).body, { code: 500, data: { errMsg: "Internal server error" }, meta: { message: "Server Error" } });
});

const targets = [
  ["once unless told otherwise", { kind: "html" }, [502, 200, 200, 200]],
  ["as often as told", { kind: "html", times: 3 }, [502, 502, 502, 200]],
  ["for ever", { kind: "html", times: Infinity }, [502, 502, 502, 502]],
  ["requests of a path", { kind: "html", path: "/auth/backend", times: Infinity }, [200, 502, 200, 502]],
  ["requests of a method", { kind: "html", method: "get", times: Infinity }, [200, 200, 200, 200]],
  ["requests of a method, in any case", { kind: "html", method: "post" }, [502, 200, 200, 200]],
];

for (const [name, fault, statuses] of targets) {
  test(`a fault meets ${name}`, async () => {
    const sandbox = createSandbox();
    sandbox.inject(fault);
    const found = [];
    for (const create of [createPrivateToken, createServerToServerToken, createPrivateToken, createServerToServerToken]) found.push((await create(sandbox)).status);
    assert.deepEqual(found, statuses);
  });
}

test("faults are taken in the order in which they were ordered", async () => {
  const sandbox = createSandbox();
  for (const status of [500, 502, 503]) sandbox.inject({ kind: "status", status });
  const found = [];
  for (let n = 0; n < 4; n += 1) found.push((await createPrivateToken(sandbox)).status);
  assert.deepEqual(found, [500, 502, 503, 200]);
});

test("a fault is kept as it was when it was ordered", async () => {
  const sandbox = createSandbox();
  const fault = { kind: "status", status: 500, body: { detail: "before" }, headers: { "x-note": "before" } };
  sandbox.inject(fault);
  fault.body.detail = fault.headers["x-note"] = "after";
  const response = await createPrivateToken(sandbox);
  assert.deepEqual([response.headers.get("x-note"), (await read(response)).body.detail], ["before", "before"]);
});

test("an injected answer costs no quota", async () => {
  const sandbox = createSandbox({ rateLimit: { requests: 1, windowMs: 1000 } });
  sandbox.inject({ kind: "status", status: 500 });
  await createPrivateToken(sandbox);
  assert.equal((await createPrivateToken(sandbox)).status, 200);
});

const misuses = [
  ["kind", undefined],
  ["kind", "html"],
  ["kind", { kind: "explode" }],
  ["kind", { kind: "toString" }],
  ["status", { kind: "status" }],
  ["status", { kind: "status", status: 103 }],
  ["status", { kind: "status", status: "500" }],
  ["headers", { kind: "status", status: 500, headers: { "x note": "" } }],
  ["headers", { kind: "status", status: 500, headers: [["x-note", ""]] }],
  ["body", { kind: "status", status: 500, body: () => "" }],
  ["ms", { kind: "delay" }],
  ["shape", { kind: "b2bError" }],
  ["shape", { kind: "b2bError", shape: "toString" }],
  ["code", { kind: "b2bError", shape: "message", code: "403" }],
  ["text", { kind: "b2bError", shape: "message", text: 5 }],
  ["ms", { kind: "delay", ms: Infinity }],
  ["at", { kind: "stall", at: "middle" }],
  ["afterBytes", { kind: "truncate", afterBytes: -1 }],
  ["status", { kind: "redirect", status: 200 }],
  ["bytes", { kind: "bomb", bytes: 1.5 }],
  ["byte", { kind: "bomb", byte: 1 }],
  ["times", { kind: "html", times: 0 }],
  ["path", { kind: "html", path: /auth/ }],
];

for (const [field, fault] of misuses) {
  test(`inject refuses ${JSON.stringify(fault)} and names ${field}`, () => {
    assert.throws(() => createSandbox().inject(fault), { name: "TypeError", message: new RegExp(`^inject: ${field}: `) });
  });
}

test("a connection that is closed on the sandbox's fetch looks like a reset one", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "disconnect" });
  const error = await rejection(createPrivateToken(sandbox));
  assert.deepEqual([error.name, error.cause.code], ["TypeError", "ECONNRESET"]);
});
