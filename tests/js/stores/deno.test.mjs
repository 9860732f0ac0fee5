// The contract on a real Deno KV in a file, opened twice; and a lease among processes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { denoKvStore } from "../../../pkg-template/stores/index.js";
import { rejection, thrown } from "../suite/support/check.mjs";
import { programOf } from "../util/programs.mjs";
import { testsFor } from "./contract.mjs";

const script = fileURLToPath(new URL("inside/deno.mjs", import.meta.url));
let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-deno-kv-"))));
after(() => rm(folder, { recursive: true, force: true }));

/** @param {string[]} more arguments @returns {Promise<any[]>} what it printed, parsed */
async function deno(file, ...more) {
  const args = ["run", "--quiet", "--no-prompt", "--no-config", "--no-lock", "--cached-only", "--unstable-kv", `--allow-read=${folder}`, `--allow-write=${folder}`, script, join(folder, file), ...more];
  const { stdout } = await promisify(execFile)(programOf("deno"), args, { timeout: 120_000, env: { ...process.env, DENO_DIR: join(folder, "cache"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" } });
  return stdout.trim().split("\n").map((line) => JSON.parse(line));
}

test("the contract holds on Deno KV", async (t) => {
  const results = await deno("contract.kv");
  const expected = testsFor({ leases: true, plants: true }).map(({ name }) => name);
  assert.deepEqual(results.map(({ name }) => name), expected);
  for (const { name, problem } of results) await t.test(`Deno KV: ${name}`, () => assert.equal(problem, null));
});

test("of several processes one gets the lease", async () => {
  await deno("processes.kv", "another key");
  const answers = await Promise.all(Array.from({ length: 4 }, () => deno("processes.kv", "a key")));
  assert.equal(answers.flat().filter((held) => held).length, 1);
});

test("a database that fails is a rejection without its words", async () => {
  const fail = async () => { throw new TypeError("synthetic0secret"); };
  const store = denoKvStore({ get: fail, set: fail, delete: fail, atomic: () => { throw new Error("synthetic0secret"); } });
  for (const call of [() => store.get("k"), () => store.set("k", "v", { ttlMs: 1 }), () => store.delete("k"), () => store.lease("k", 1)]) {
    assert.match((await rejection(call)).message, /^denoKvStore: (get|set|delete|lease) failed in the backend \(TypeError\)$/);
  }
  assert.match(thrown(() => denoKvStore({ get: fail })).message, /^denoKvStore: expected what Deno\.openKv\(\) gives, got object without set, delete, atomic$/);
});
