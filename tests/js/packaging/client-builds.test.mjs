// A program for browsers that imports the package: its build fails and says why, or what was built throws and says why.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { CLIENT_BUILDS } from "./support/client-builds.mjs";
import { makeFolder, makeProject } from "./support/project.mjs";

/** The start of every WebAssembly module, as bytes and in base64. */
const WASM = ["\0asm", "AGFzbQ"];

let project;
before(async () => {
  project = await makeProject();
  const use = "globalThis.used = [typeof BigCommerceTokens, new BigCommerceTokens({ storeHash: \"sandbox1\", accessToken: \"synthetic\" })];\n";
  await project.write({
    "client.mjs": `import { BigCommerceTokens } from "bigcommerce-tokens";\n${use}`,
    "catches.mjs": "import { BigCommerceError } from \"bigcommerce-tokens\";\nglobalThis.used = BigCommerceError.is({});\n",
    "graphql.mjs": "import { createStorefrontClient } from \"bigcommerce-tokens/graphql\";\nglobalThis.used = createStorefrontClient({ storeHash: \"sandbox1\", channelId: 1, token: \"synthetic\" });\n",
    "client.cjs": `const { BigCommerceTokens } = require("bigcommerce-tokens");\n${use}`,
    "inspect.mjs": "import { inspectToken } from \"bigcommerce-tokens/inspect\";\nglobalThis.used = inspectToken(\"synthetic\");\n",
    "scopes.mjs": "import { requiredScopes } from \"bigcommerce-tokens/scopes\";\nglobalThis.used = requiredScopes(\"{ site { name } }\");\n",
    "where.mjs": "import { detectRuntime } from \"bigcommerce-tokens/runtime\";\nglobalThis.where = detectRuntime();\n",
  });
});

async function assertNoWasm(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    const text = await readFile(path.join(folder, name), "latin1").catch(() => "");
    for (const mark of WASM) assert.ok(!text.includes(mark), `${name} holds the wasm`);
  }
}

const refusals = CLIENT_BUILDS.flatMap(({ entry, ...row }) => (entry ? [{ entry, ...row }] : ["client.mjs", "catches.mjs", "graphql.mjs", "inspect.mjs", "scopes.mjs"].map((each) => ({ entry: each, ...row }))));

for (const { name, entry, fails, bundle } of refusals) {
  test(`a client build ${fails ? "fails and names the reason" : "throws when it is loaded"}: ${name}, ${entry}`, async () => {
    const folder = await makeFolder();
    const out = path.join(folder, "out.mjs");
    const building = bundle({ dir: project.dir, entry, out });
    if (fails) {
      await assert.rejects(building, /server-only--do-not-import-this-package-from-browser-code/);
    } else {
      await building;
      await assert.rejects(import(pathToFileURL(out).href), { name: "BrowserRefusedError", code: "browser_refused", message: /server.*node or workerd condition.*jest-environment node/s });
    }
    await assertNoWasm(folder);
  });
}

for (const { name, bundle } of CLIENT_BUILDS.filter(({ entry }) => entry === undefined)) {
  test(`a client may ask where it is, without the wasm: ${name}`, async () => {
    const folder = await makeFolder();
    const out = path.join(folder, "out.mjs");
    await bundle({ dir: project.dir, entry: "where.mjs", out });
    await import(pathToFileURL(out).href);
    assert.deepEqual([globalThis.where.name, globalThis.where.server], ["browser", false]);
    delete globalThis.where;
    await assertNoWasm(folder);
  });
}
