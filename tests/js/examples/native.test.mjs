// The crate without JavaScript: the native example brings its own transport.
import assert from "node:assert/strict";
import { test } from "node:test";
import { repository, run } from "./support.mjs";

test("the native example builds both requests and reads both answers", async () => {
  const { code, stdout, stderr } = await run("cargo", ["run", "--quiet", "--locked", "--example", "native"], { cwd: repository });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /api-token-private/);
  assert.match(stdout, /auth\/backend/);
});
