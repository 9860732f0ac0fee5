import assert from "node:assert/strict";
import { test } from "node:test";
import { PRIVATE_TOKENS, createPrivateToken, createSandbox, createServerToServerToken, read, send, served } from "./util.mjs";

const headers = [
  ["Origin", { Origin: "https://shop.example" }, 403],
  ["Origin: null", { Origin: "null" }, 403],
  ["Sec-Fetch-Site", { "Sec-Fetch-Site": "cross-site" }, 403],
  ["Sec-Fetch-Site: none", { "Sec-Fetch-Site": "none" }, 403],
  ["Sec-Fetch-Mode alone", { "Sec-Fetch-Mode": "cors" }, 200],
  ["a browser's User-Agent alone", { "User-Agent": "Mozilla/5.0" }, 200],
];

for (const [name, extra, status] of headers) {
  test(`${status} for a request with ${name}, on both hosts`, async () => {
    for (const create of [createPrivateToken, createServerToServerToken]) {
      const sandbox = createSandbox();
      assert.equal((await create(sandbox, {}, { headers: extra })).status, status);
      assert.equal(sandbox.issued.length, status === 200 ? 1 : 0);
    }
  });
}

test("the refusal says that it is the sandbox's own, and comes before the access token is looked at", async () => {
  const { body } = await read(await createPrivateToken(createSandbox(), {}, { headers: { Origin: "https://shop.example", "X-Auth-Token": "other" } }));
  assert.match(body.title, /^Sandbox: .*browser/);
});

test("a preflight is refused without a word that would let the browser go on", async () => {
  const response = await send(createSandbox(), PRIVATE_TOKENS, { method: "OPTIONS", headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "POST" } });
  assert.equal(response.status, 403);
  assert.deepEqual([...response.headers.keys()].filter((name) => name.startsWith("access-control")), []);
});

test("this runtime's own fetch is not taken for a browser", async (t) => {
  const { sandbox, url } = await served(t);
  assert.equal((await createPrivateToken(sandbox, {}, {}, url)).status, 200);
});
