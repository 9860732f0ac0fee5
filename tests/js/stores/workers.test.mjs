// The contract inside workerd, on a real KV namespace and a real Durable Object.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { testsFor } from "./contract.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Both kinds of storage a Durable Object may have, with Node's modules and without. */
const VARIANTS = {
  "SQLite, no nodejs_compat": { useSQLite: true, compatibilityDate: "2025-06-01", compatibilityFlags: [] },
  "no SQLite, nodejs_compat": { useSQLite: false, compatibilityDate: "2026-04-01", compatibilityFlags: ["nodejs_compat"] },
};

async function bundle() {
  const { outputFiles } = await build({ entryPoints: [`${here}inside/worker.mjs`], bundle: true, write: false, format: "esm", target: "es2022", logLevel: "error" });
  return outputFiles[0].text;
}

for (const [variant, { useSQLite, ...compatibility }] of Object.entries(VARIANTS)) {
  let miniflare;
  const ask = async (path) => (await miniflare.dispatchFetch(`http://worker.example${path}`)).json();

  before(async () => {
    miniflare = new Miniflare({
      modules: true,
      script: await bundle(),
      ...compatibility,
      kvNamespaces: ["TOKENS"],
      durableObjects: { TOKEN_LEASES: { className: "InspectedObject", useSQLite } },
    });
    await miniflare.ready;
  });
  after(() => miniflare?.dispose());

  for (const [store, has] of Object.entries({ kv: { leases: false, plants: true }, object: { leases: true, plants: false }, stub: { leases: true, plants: false } })) {
    for (const { name } of testsFor(has)) {
      test(`${store}, ${variant}: ${name}`, async () => {
        const problem = await ask(`/contract?store=${store}&name=${encodeURIComponent(name)}`);
        assert.equal(problem, null);
      });
    }
  }

  test(`${variant}: a store made in one request serves the next`, async () => {
    for (const store of ["kv", "object"]) {
      assert.equal(await ask(`/first?store=${store}`), "made");
      assert.equal(await ask(`/next?store=${store}`), "value", store);
    }
  });

  test(`${variant}: an object removes what is over, and keeps what is not`, async () => {
    assert.deepEqual(await ask("/alarm"), { before: ["lease:kept", "lease:over", "record:kept", "record:over"], after: ["lease:kept", "record:kept"] });
  });

  test(`${variant}: KV keeps a short life for its own minimum and the value no longer than asked`, async () => {
    assert.deepEqual(await ask("/short"), { value: null, stored: true });
  });

  test(`${variant}: an object that does not understand is a rejection without its words`, async () => {
    assert.equal(await ask("/foreign"), "durableObjectStore: get failed in the backend (RangeError)");
  });
}
