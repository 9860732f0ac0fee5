// The linters of packages: whether what the manifest promises is what each tool finds.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { makeFolder, makeProject } from "./support/project.mjs";

/** Only require() in Node, which loads no wasm file, finds no type for it. */
const known = (entrypoint) => [
  { kind: "NoResolution", entrypoint, resolutionKind: "node10" },
  { kind: "CJSResolvesToESM", entrypoint, resolutionKind: "node16-cjs" },
];

let project;
let manifest;
before(async () => {
  project = await makeProject();
  manifest = await project.readPackage();
});

test("publint, strict, has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: project.home, strict: true, level: "suggestion", pack: false });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

test("the types are right for every sub-path and every way of resolving modules", async () => {
  const folder = await makeFolder();
  await promisify(execFile)("tar", ["-czf", path.join(folder, "package.tgz"), "-C", path.dirname(project.home), path.basename(project.home)]);
  const tarball = await readFile(path.join(folder, "package.tgz"));
  const { problems, types, entrypoints } = await checkPackage(createPackageFromTarballData(tarball));
  assert.deepEqual(types, { kind: "included" });
  assert.deepEqual(Object.keys(entrypoints).sort(), Object.keys(manifest.exports).sort());
  assert.deepEqual(problems, Object.keys(manifest.exports).filter((entrypoint) => entrypoint.endsWith(".wasm")).flatMap(known));
});
