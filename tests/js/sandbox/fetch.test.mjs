// The sandbox as a `fetch`: what may be passed in, and what it honours.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PRIVATE_TOKENS, createPrivateToken, createSandbox, init, privateToken, read, rejection, send } from "./util.mjs";

const URL_OF_API = `https://api.bigcommerce.com${PRIVATE_TOKENS}`;
const requestOf = (sandbox, changes) => init(sandbox, { body: privateToken(sandbox), ...changes });

const shapes = [
  ["a string and init", (sandbox) => [URL_OF_API, requestOf(sandbox)]],
  ["a URL and init", (sandbox) => [new URL(URL_OF_API), requestOf(sandbox)]],
  ["a Request", (sandbox) => [new Request(URL_OF_API, requestOf(sandbox))]],
  ["a Request whose init replaces the method", (sandbox) => [new Request(URL_OF_API, requestOf(sandbox, { method: "PUT" })), { method: "post" }]],
  ["a Request whose init replaces the body", (sandbox) => [new Request(URL_OF_API, requestOf(sandbox, { body: "?" })), { body: JSON.stringify(privateToken(sandbox)) }]],
  ["a Headers object", (sandbox) => [URL_OF_API, { ...requestOf(sandbox), headers: new Headers(requestOf(sandbox).headers) }]],
  ["a list of headers", (sandbox) => [URL_OF_API, { ...requestOf(sandbox), headers: Object.entries(requestOf(sandbox).headers) }]],
  ["a body of bytes", (sandbox) => [URL_OF_API, requestOf(sandbox, { body: new TextEncoder().encode(JSON.stringify(privateToken(sandbox))) })]],
  ["a body of a Blob", (sandbox) => [URL_OF_API, { ...requestOf(sandbox), body: new Blob([JSON.stringify(privateToken(sandbox))]) }]],
  ["another host", (sandbox) => [`http://127.0.0.1:9${PRIVATE_TOKENS}?a=1#b`, requestOf(sandbox)]],
  ["a signal that is null", (sandbox) => [URL_OF_API, { ...requestOf(sandbox), signal: null }]],
];

for (const [name, argumentsOf] of shapes) {
  test(`fetch takes ${name}`, async () => {
    const sandbox = createSandbox();
    const { fetch } = sandbox;
    const response = await fetch(...argumentsOf(sandbox));
    assert.ok(response instanceof Response);
    assert.equal(response.status, 200);
    assert.equal(typeof (await response.json()).data.token, "string");
  });
}

test("a string body without a media type gets the one that fetch gives it", async () => {
  const sandbox = createSandbox();
  await send(sandbox, PRIVATE_TOKENS, { body: "{}", headers: { "Content-Type": null } });
  assert.equal(sandbox.requests[0].headers["content-type"].toLowerCase(), "text/plain;charset=utf-8");
});

const misuses = [
  ["a relative URL", [PRIVATE_TOKENS, { method: "POST" }]],
  ["another scheme", ["ftp://api.bigcommerce.com/", { method: "POST" }]],
  ["credentials in the URL", ["https://user:password@api.bigcommerce.com/", { method: "POST" }]],
  ["a GET with a body", [URL_OF_API, { method: "GET", body: "{}" }]],
  ["a header that HTTP cannot carry", [URL_OF_API, { method: "POST", headers: { "x-auth-token": "a\nb" } }]],
];

for (const [name, input] of misuses) {
  test(`${name} is rejected by a TypeError, as fetch does, and nothing is recorded`, async () => {
    const sandbox = createSandbox();
    let promise;
    assert.doesNotThrow(() => {
      promise = sandbox.fetch(...input);
    });
    assert.ok((await rejection(promise)) instanceof TypeError);
    assert.deepEqual(sandbox.requests, []);
  });
}

test("a Request whose body is used up is rejected", async () => {
  const sandbox = createSandbox();
  const request = new Request(URL_OF_API, requestOf(sandbox));
  await request.text();
  assert.ok((await rejection(sandbox.fetch(request))) instanceof TypeError);
});

test("a signal aborted beforehand rejects with its reason and sends nothing", async () => {
  const sandbox = createSandbox();
  const reason = new Error("no longer needed");
  assert.equal(await rejection(createPrivateToken(sandbox, {}, { signal: AbortSignal.abort(reason) })), reason);
  assert.deepEqual(sandbox.requests, []);
});

test("a signal aborted right after the call rejects with its reason", async () => {
  const controller = new AbortController();
  const pending = rejection(createPrivateToken(createSandbox(), {}, { signal: controller.signal }));
  controller.abort("a reason that is no Error");
  assert.equal(await pending, "a reason that is no Error");
});

const waits = [
  ["a delay", { kind: "delay", ms: 3_600_000 }],
  ["a stall before the headers", { kind: "stall" }],
];

for (const [name, fault] of waits) {
  test(`a signal ends ${name}`, async () => {
    const sandbox = createSandbox();
    sandbox.inject(fault);
    const controller = new AbortController();
    const pending = rejection(createPrivateToken(sandbox, {}, { signal: controller.signal }));
    setTimeout(() => controller.abort());
    assert.equal((await pending).name, "AbortError");
    assert.equal(sandbox.requests[0].status, null);
  });
}

test("a signal of a Request counts, and one in init replaces it", async () => {
  const sandbox = createSandbox();
  const request = () => new Request(URL_OF_API, requestOf(sandbox, { signal: AbortSignal.abort() }));
  assert.equal((await rejection(sandbox.fetch(request()))).name, "AbortError");
  assert.equal((await sandbox.fetch(request(), { signal: new AbortController().signal })).status, 200);
});

for (const fault of [{ kind: "stall", at: "body" }, { kind: "bomb", bytes: Infinity }]) {
  test(`a signal ends the body of a ${fault.kind}`, async () => {
    const sandbox = createSandbox();
    sandbox.inject(fault);
    const controller = new AbortController();
    const response = await createPrivateToken(sandbox, {}, { signal: controller.signal });
    const reader = response.body.getReader();
    assert.ok((await reader.read()).value.length > 0);
    const reason = new Error("enough");
    controller.abort(reason);
    const rest = async () => {
      while (!(await reader.read()).done);
    };
    assert.equal(await rejection(rest()), reason);
  });
}

test("a redirect is handed over, refused or followed, as `redirect` asks", async () => {
  const sandbox = createSandbox();
  const location = `https://elsewhere.invalid${PRIVATE_TOKENS}`;
  sandbox.inject({ kind: "redirect", location, times: 3 });
  const manual = await createPrivateToken(sandbox, {}, { redirect: "manual" });
  assert.deepEqual([manual.status, manual.headers.get("location")], [307, location]);
  assert.ok((await rejection(createPrivateToken(sandbox, {}, { redirect: "error" }))) instanceof TypeError);
  assert.equal((await createPrivateToken(sandbox)).status, 200);
  assert.equal(sandbox.requests.length, 4);
});

const followed = [
  [301, "GET"],
  [303, "GET"],
  [307, "POST"],
  [308, "POST"],
];

for (const [status, method] of followed) {
  test(`a followed ${status} arrives as ${method}, with the access token as real runtimes send it`, async () => {
    const sandbox = createSandbox();
    sandbox.inject({ kind: "redirect", status, location: "/next?to=here" });
    await createPrivateToken(sandbox, {}, { headers: { Authorization: "Bearer synthetic" } });
    const second = sandbox.requests[1];
    assert.deepEqual([second.method, second.path, second.headers["x-auth-token"]], [method, "/next?to=here", "[redacted]"]);
    assert.equal(second.body === null, method === "GET");
    assert.equal("authorization" in second.headers, true);
  });
}

test("Authorization is not taken along to another origin", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "redirect", location: "https://elsewhere.invalid/" });
  await createPrivateToken(sandbox, {}, { headers: { Authorization: "Bearer synthetic" } });
  assert.equal("authorization" in sandbox.requests[1].headers, false);
});

test("redirects without end are given up", async () => {
  const sandbox = createSandbox();
  sandbox.inject({ kind: "redirect", times: Infinity });
  assert.match((await rejection(createPrivateToken(sandbox))).message, /too many redirects/);
});

test("an answer says its length and the sandbox's date", async () => {
  const sandbox = createSandbox();
  sandbox.clock.advance(86_400_000);
  const response = await createPrivateToken(sandbox);
  assert.ok(Date.parse(response.headers.get("date")) > Date.now() + 86_000_000);
  const length = Number(response.headers.get("content-length"));
  assert.equal((await response.arrayBuffer()).byteLength, length);
});

test("two sandboxes share nothing", async () => {
  const [one, other] = [createSandbox(), createSandbox()];
  one.inject({ kind: "html" });
  await createPrivateToken(one);
  assert.equal((await createPrivateToken(other)).status, 200);
  assert.deepEqual([one.issued.length, other.issued.length, one.requests.length, other.requests.length], [0, 1, 1, 1]);
});

test("the endpoints of a sandbox are one origin, and reach nobody where none is given", async () => {
  const sandbox = createSandbox();
  assert.deepEqual(sandbox.endpoints("http://127.0.0.1:8080/"), { api: "http://127.0.0.1:8080", b2b: "http://127.0.0.1:8080/api/io", storefront: "http://127.0.0.1:8080" });
  const { api, b2b } = sandbox.endpoints();
  assert.match(new URL(api).hostname, /\.invalid$/);
  const response = await sandbox.fetch(`${b2b}/auth/backend`, requestOf(sandbox));
  assert.notEqual((await read(response)).status, 404);
});
