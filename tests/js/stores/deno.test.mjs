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

/** As much of a Deno KV as the store uses, in memory; `meanwhile` happens between a read and what follows it. */
function kvInMemory() {
  const entries = new Map();
  const lives = [];
  let versions = 0;
  const nameOf = (key) => JSON.stringify(key);
  const kv = {
    entries,
    lives,
    meanwhile: (_name) => {},
    async get(key) {
      const { value = null, versionstamp = null } = entries.get(nameOf(key)) ?? {};
      kv.meanwhile(nameOf(key));
      return { key, value, versionstamp };
    },
    async set(key, value, { expireIn }) {
      lives.push(expireIn);
      entries.set(nameOf(key), { value, versionstamp: String((versions += 1)) });
    },
    delete: async (key) => void entries.delete(nameOf(key)),
    atomic() {
      const [checks, steps] = [[], []];
      const atomic = {
        check: (entry) => (checks.push(entry), atomic),
        set: (...given) => (steps.push(() => kv.set(...given)), atomic),
        delete: (key) => (steps.push(() => kv.delete(key)), atomic),
        async commit() {
          const ok = checks.every(({ key, versionstamp }) => (entries.get(nameOf(key))?.versionstamp ?? null) === versionstamp);
          if (ok) for (const step of steps) await step();
          return { ok };
        },
      };
      return atomic;
    },
  };
  return kv;
}

test("a release that another overtakes leaves that one's lease, and the database is told when to forget", async () => {
  const kv = kvInMemory();
  const store = denoKvStore(kv);
  await store.set("key", "value", { ttlMs: 70_000 });
  const lease = await store.lease("key", 60_000);
  assert.deepEqual(kv.lives, [70_000, 60_000]);
  kv.meanwhile = (name) => kv.entries.set(name, { value: "another's", versionstamp: "another's" });
  await lease.release();
  assert.deepEqual([...kv.entries.values()].map(({ value }) => value).at(-1), "another's");
});

test("a database that stays locked is asked for a second, and one that is locked for a moment is waited for", async () => {
  const kv = kvInMemory();
  const { set } = kv;
  let refused = 0;
  const refuse = () => { refused += 1; throw new TypeError("database is locked"); };
  kv.set = async (...given) => (refused < 2 ? refuse() : set(...given));
  await denoKvStore(kv).set("key", "value", { ttlMs: 60_000 });
  assert.deepEqual([refused, await denoKvStore(kv).get("key")], [2, "value"]);
  kv.set = async () => refuse();
  assert.match((await rejection(() => denoKvStore(kv).set("key", "value", { ttlMs: 60_000 }), 5_000)).message, /^denoKvStore: set failed in the backend/);
});
