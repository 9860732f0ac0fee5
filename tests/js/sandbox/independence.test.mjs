// The sandbox may disagree with the library because it shares nothing with it; these tests keep it so.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { posix } from "node:path";
import { test } from "node:test";

const folder = new URL("../../../pkg-template/sandbox/", import.meta.url);
const files = (await readdir(folder, { recursive: true })).map((file) => file.replaceAll("\\", "/")).filter((file) => file.endsWith(".js"));
const IMPORT = /\b(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|(?<!\{)\bimport\(\s*(?:\/\*.*?\*\/\s*)*["']([^"']+)["']/gm;

/** The modules that a source loads; what stands in a comment is a type. */
const loadedBy = (source) => [...source.replace(/\/\*\*[\s\S]*?\*\//g, "").matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3]);

test("the search for imports finds every form", () => {
  const source = 'import a from "./a.js";\nimport {\n  b,\n} from "./b.js";\nimport "./c.js";\nexport { d } from "./d.js";\nawait import(/* @vite-ignore */ "./e.js");\n/** @type {import("./f.js")} */';
  assert.deepEqual(loadedBy(source), ["./a.js", "./b.js", "./c.js", "./d.js", "./e.js"]);
});

for (const file of files) {
  test(`${file} loads nothing but files of the sandbox`, async () => {
    const loaded = loadedBy(await readFile(new URL(file, folder), "utf8"));
    for (const name of loaded) assert.ok(/^\.\.?\//.test(name) && files.includes(posix.join(posix.dirname(file), name)), name);
  });
}

test("importing and creating a sandbox makes no key, no timer and no connection", async () => {
  const forbid = (name) => () => assert.fail(`${name} was used`);
  const kept = { setTimeout: globalThis.setTimeout, fetch: globalThis.fetch };
  const { generateKey } = SubtleCrypto.prototype;
  const { randomUUID, getRandomValues } = Crypto.prototype;
  try {
    globalThis.setTimeout = forbid("setTimeout");
    globalThis.fetch = forbid("fetch");
    SubtleCrypto.prototype.generateKey = forbid("generateKey");
    Crypto.prototype.randomUUID = forbid("randomUUID");
    Crypto.prototype.getRandomValues = forbid("getRandomValues");
    const { createSandbox } = await import(`${new URL("index.js", folder).href}?fresh`);
    createSandbox();
  } finally {
    Object.assign(globalThis, kept);
    SubtleCrypto.prototype.generateKey = generateKey;
    Object.assign(Crypto.prototype, { randomUUID, getRandomValues });
  }
});
