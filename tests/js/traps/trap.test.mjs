// A real trap, by an export that only the test build has: the calls in flight end with an error of ours, the next one works,
// and the process lives. The suite goes further with injected traps, in every runtime.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BigCommerceTokens } from "../../../pkg-test-hooks-unbundled/entry/index.js";
import { fromDescription } from "../../../pkg-test-hooks-unbundled/lib/errors.js";
import { tokens } from "../../../pkg-test-hooks-unbundled/lib/tokens-wasm.js";

const params = { channelId: 1, expiresIn: "6h", scopes: ["Customer"] };
const options = { storeHash: "g5cd38", accessToken: "synthetic0access0token" };
const answered = async () => Response.json({ data: { token: "synthetic-issued-token" }, meta: {} });
const never = () => new Promise(() => {});

/** Ends the instance from inside, `later` after a turn of the event loop. */
const trap = (later) => tokens.run("beginTrap", undefined, later).catch((error) => Promise.reject(fromDescription(error)));

const internal = { name: "BigCommerceError", code: "internal" };

for (const [when, later] of [["at once", false], ["after a turn of the event loop", true]]) {
  test(`a trap ${when} becomes an internal error`, async () => {
    await assert.rejects(trap(later), internal);
    const { token } = await new BigCommerceTokens({ ...options, fetch: answered }).privateTokens.create(params);
    assert.equal(token, "synthetic-issued-token");
  });

  test(`a trap ${when} ends the calls in flight, not those after it`, async () => {
    const hanging = new BigCommerceTokens({ ...options, fetch: never });
    const inFlight = [hanging.privateTokens.create(params), hanging.b2b.serverToServerTokens.create({ email: "a@example.com", password: "synthetic", name: "n" }, { timeoutMs: 60_000 })];
    const ended = Promise.allSettled(inFlight);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await assert.rejects(trap(later), internal);
    for (const result of await ended) assert.equal(result.reason?.code, "internal");
    const working = new BigCommerceTokens({ ...options, fetch: answered });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => working.privateTokens.create(params)));
    assert.equal(tokens.length, 20);
  });
}

test("what the dead instance still waited for is not heard of again", async () => {
  let answer;
  const late = new BigCommerceTokens({ ...options, fetch: () => new Promise((resolve) => { answer = resolve; }) });
  const call = late.privateTokens.create(params);
  const ended = assert.rejects(call, internal);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await assert.rejects(trap(true), internal);
  await ended;
  answer(Response.json({ data: { token: "synthetic-late-token" }, meta: {} }));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
