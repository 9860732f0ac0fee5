import assert from "node:assert/strict";
import { test } from "node:test";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createSandbox } from "bigcommerce-tokens/sandbox";
import { rotate } from "./rotate.mjs";

/** A client that reaches the sandbox alone: no network, no store, no real secret. */
function connect(options) {
  const sandbox = createSandbox();
  const { storeHash, accessToken } = sandbox.credentials;
  const client = new BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, clock: sandbox.clock, ...options });
  return { sandbox, client };
}

test("a token is saved and the next run comes before its end", async () => {
  const { sandbox, client } = connect();
  const saved = [];
  const { nextRunAt } = await rotate(client, async (token) => saved.push(token));
  assert.equal(saved.length, 1);
  assert.ok(nextRunAt.getTime() > sandbox.clock.now());
  assert.equal(sandbox.requests[0].path, `/stores/${sandbox.credentials.storeHash}/v3/storefront/api-token-private`);
});

test("a rate limit postpones the job", async () => {
  const { sandbox, client } = connect({ maxRetries: 0 });
  sandbox.inject({ kind: "status", status: 429, headers: { "X-Retry-After": "20" } });
  assert.deepEqual(await rotate(client, assert.fail), { postponedMs: 20_000 });
});

test("a passing outage is retried by the client itself", async () => {
  const { sandbox, client } = connect();
  sandbox.inject({ kind: "status", status: 503 });
  await rotate(client, async () => {});
  assert.deepEqual(sandbox.requests.map(({ status }) => status), [503, 200]);
});
