// What importing the package brings along: the client and nothing of the other parts.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { makeProject } from "./support/project.mjs";
import { runWell } from "./support/run.mjs";

let project;
before(async () => {
  project = await makeProject();
});

/** An import, a require(), and the names under which a bundle has what is in it. Types in comments are none of them. */
const REACHES = [/^(?:import|export)\b[^;]*?["'](\.[^"'?]+)(?:\?module)?["'];$/gm, /\brequire\("(\.[^"]+)"\)/g, /^\/\/ ((?:adapters|bin|entry|lib|sandbox|stores|vendor)\/\S+\.js)$/gm];

/** The files of the package that one of them brings, itself and indirectly. @param {string} entry */
async function reachedFrom(entry) {
  const reached = new Set([entry]);
  for (const name of reached) {
    // What a bundle was made of is not packed: it is told by its name alone.
    const text = /\.c?js$/.test(name) ? await readFile(path.join(project.home, name), "utf8").catch(() => "") : "";
    for (const [, target] of REACHES.flatMap((pattern) => [...text.matchAll(pattern)])) {
      reached.add(target.startsWith(".") ? path.posix.join(path.posix.dirname(name), target) : target);
    }
  }
  return [...reached];
}

/** What stands in the code of those parts and nowhere else, for bundles that do not tell what is in them. */
const MARKS = ["offline.wasm", "levels of nesting"];

/** The marks that are found in the scripts that an entry brings. @param {string} entry */
async function marksIn(entry) {
  const scripts = (await reachedFrom(entry)).filter((name) => /\.c?js$/.test(name));
  const texts = await Promise.all(scripts.map((name) => readFile(path.join(project.home, name), "utf8").catch(() => "")));
  return MARKS.filter((mark) => texts.some((text) => text.includes(mark)));
}

/** Parts with a sub-path of their own. */
const OTHERS = /offline|inspect|scopes|outline|^(adapters|bin|sandbox|stores|vendor)\//;

for (const entry of ["entry/index.js", "entry/index.cjs", "entry/workerd.js", "entry/edge-light.js"]) {
  test(`the client brings no other part of the package: ${entry}`, async () => {
    const reached = await reachedFrom(entry);
    assert.ok(reached.length > 3, "the imports were not found");
    assert.deepEqual(reached.filter((name) => OTHERS.test(name)), []);
    assert.deepEqual(await marksIn(entry), []);
  });
}

test("each part has the marks that the client must not have", async () => {
  assert.deepEqual(await marksIn("entry/scopes.js"), ["offline.wasm", "levels of nesting"]);
  assert.deepEqual(await marksIn("entry/scopes.cjs"), ["offline.wasm", "levels of nesting"]);
});

test("inspect brings no parser, and neither brings the client's wasm", async () => {
  for (const [entry, has, lacks] of [
    ["entry/inspect.js", "wasm/offline-inline.js", /vendor|tokens|bigcommerce_tokens/],
    ["entry/inspect.workerd.js", "wasm/offline.wasm", /vendor|inline|tokens/],
    ["entry/scopes.js", "vendor/graphql.js", /tokens|bigcommerce_tokens/],
    ["entry/scopes.edge-light.js", "wasm/offline.wasm", /inline|tokens/],
  ]) {
    const reached = await reachedFrom(entry);
    assert.ok(reached.includes(has), `${entry} does not bring ${has}`);
    assert.deepEqual(reached.filter((name) => lacks.test(name)), [], entry);
  }
});

test("require() of any sub-path gives errors of the same classes", async () => {
  await project.write({
    "classes.cjs": `
      const { ValidationError } = require("bigcommerce-tokens");
      const thrown = (call) => { try { call(); } catch (error) { return error; } };
      const errors = [thrown(() => require("bigcommerce-tokens/inspect").inspectToken(5)), thrown(() => require("bigcommerce-tokens/scopes").requiredScopes("{"))];
      console.log(errors.map((error) => error instanceof ValidationError).join());
    `,
  });
  assert.equal(await runWell(process.execPath, ["classes.cjs"], { cwd: project.dir }), "true,true\n");
});
