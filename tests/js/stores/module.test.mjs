// The module itself: no work at import, nothing of a store that is not used, no dependency; and errors of backends stop at it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { redisStore, TokenLeaseObject, workersKvStore } from "../../../pkg-template/stores/index.js";
import { rejection } from "../suite/support/check.mjs";

const folder = fileURLToPath(new URL("../../../pkg-template/stores/", import.meta.url));

async function bundled(names) {
  const contents = `export { ${names} } from "./index.js";`;
  const { outputFiles, metafile } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, write: false, format: "esm", minify: true, metafile: true, logLevel: "error" });
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([name]) => name.split("/").at(-1));
  return { text: outputFiles[0].text, used };
}

test("a bundle has only the stores it uses", async () => {
  const shared = ["backend.js", "check.js", "failure.js"];
  const cases = {
    memoryStore: ["memory.js"],
    redisStore: ["dated.js", "names.js", "redis-clients.js", "redis.js"],
    workersKvStore: ["dated.js", "names.js", "workers-kv.js"],
    denoKvStore: ["dated.js", "deno-kv.js", "names.js"],
    unstorageStore: ["dated.js", "names.js", "unstorage.js"],
    durableObjectStore: ["durable-object.js", "names.js"],
  };
  for (const [name, files] of Object.entries(cases)) {
    assert.deepEqual((await bundled(name)).used.sort(), [...shared, ...files].sort(), name);
  }
  assert.deepEqual((await bundled("TokenLeaseObject")).used, ["token-lease-object.js"]);
  assert.deepEqual((await bundled("sealedStore")).used.sort(), ["check.js", "names.js", "sealed-keys.js", "sealed.js"]);
});

test("importing it uses no timer, no randomness, no key and no connection", async () => {
  const { text } = await bundled("memoryStore, redisStore, sealedStore, workersKvStore, denoKvStore, unstorageStore, durableObjectStore, TokenLeaseObject");
  // As a Worker's global scope has them, none of them may be called there.
  const forbidden = ["setTimeout", "setInterval", "fetch", "queueMicrotask", "crypto", "Deno", "process"];
  const kept = forbidden.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  try {
    for (const name of forbidden) Object.defineProperty(globalThis, name, { configurable: true, get: () => assert.fail(`${name} was used`) });
    await import(`data:text/javascript,${encodeURIComponent(text)}`);
  } finally {
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }
});

test("it imports nothing but its siblings", async () => {
  const files = await readdir(folder);
  for (const file of files) {
    const text = await readFile(folder + file, "utf8");
    for (const [, target] of text.matchAll(/^(?:import|export) .*from "([^"]+)"/gm)) assert.ok(files.includes(target.replace("./", "")), `${file}: ${target}`);
  }
});

const HOSTILE = {
  "an error that quotes the command": Object.assign(new Error("SET k synthetic0secret failed"), { command: { name: "set", args: ["k", "synthetic0secret"] }, cause: "synthetic0secret" }),
  "an error whose name is the secret": Object.assign(new Error("no"), { name: "synthetic0secret", code: "synthetic0secret" }),
  "an error whose fields throw": Object.defineProperties(new Error("no"), { name: { get() { throw new Error("synthetic0secret"); } }, code: { get() { throw new Error("synthetic0secret"); } } }),
  "a proxy whose traps throw": new Proxy({}, { get() { throw new Error("synthetic0secret"); }, getPrototypeOf() { throw new Error("synthetic0secret"); } }),
  "a text": "synthetic0secret",
  nothing: undefined,
};

for (const [what, reason] of Object.entries(HOSTILE)) {
  test(`${what} becomes a plain error, thrown or rejected`, async () => {
    for (const fail of [() => Promise.reject(reason), () => { throw reason; }]) {
      const store = redisStore({ get: fail, set: fail, del: fail });
      for (const call of [() => store.get("k"), () => store.set("k", "v", { ttlMs: 9 }), () => store.delete("k"), () => store.lease("k", 9)]) {
        const error = await rejection(call);
        assert.equal(Object.getPrototypeOf(error), Error.prototype);
        assert.match(error.message, /^redisStore: (get|set|delete|lease) failed in the backend( \(Error\))?$/);
        assert.deepEqual(Reflect.ownKeys(error).sort(), ["message", "stack"]);
        assert.ok(!error.stack.includes("synthetic0secret"));
      }
    }
  });
}

test("Workers KV says how long its writes take to be seen", () => {
  const { propagationMs } = workersKvStore({ get() {}, put() {}, delete() {} });
  assert.equal(propagationMs, 60_000);
});

test("an object forgets more than its storage deletes at once", async () => {
  const entries = new Map(Array.from({ length: 300 }, (_, index) => [`record:${index}`, { value: "over", deadline: 1 }]));
  const storage = {
    list: async () => entries,
    async delete(names) {
      assert.ok(names.length <= 128, `${names.length} at once`);
      for (const name of names) entries.delete(name);
    },
  };
  await new TokenLeaseObject({ storage }).alarm();
  assert.equal(entries.size, 0);
});
