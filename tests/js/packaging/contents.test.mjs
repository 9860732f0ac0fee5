// What `npm pack` puts into the tarball: exactly the files listed, small enough, and nothing of the machine that made them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { filesBelow, makeProject, SUITE_ROOT } from "./support/project.mjs";

// The library with its stores, the sandbox, and a command line.
const MAX_UNPACKED = 2_400_000;
const LIST = new URL("support/files.txt", import.meta.url);

let project;
/** @type {Map<string, Buffer>} */
let files;
before(async () => {
  project = await makeProject();
  files = new Map(await Promise.all((await filesBelow(project.home)).map(async (name) => [name, await readFile(path.join(project.home, name))])));
});

test("the tarball holds the listed files and no others", async () => {
  const listed = (await readFile(LIST, "utf8")).split("\n").filter((line) => line !== "");
  const packed = [...files.keys()].sort();
  const missing = listed.filter((name) => !files.has(name));
  const extra = packed.filter((name) => !listed.includes(name));
  assert.deepEqual(
    { missing, extra },
    { missing: [], extra: [] },
    `support/files.txt and the tarball differ.\nListed, but not packed (remove the line, or mend the build):\n  ${missing.join("\n  ")}\nPacked, but not listed (add the line, or keep the file out by package.json's "files"):\n  ${extra.join("\n  ")}`,
  );
  assert.deepEqual(listed, packed, "support/files.txt is not sorted");
});

test("the package is small", () => {
  const sizes = [...files].map(([name, bytes]) => ({ name, size: bytes.length })).sort((a, b) => b.size - a.size);
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  assert.ok(total <= MAX_UNPACKED, `unpacked it has ${total} bytes, at most ${MAX_UNPACKED} are allowed; the largest:\n${sizes.slice(0, 8).map(({ name, size }) => `  ${size} ${name}`).join("\n")}`);
});

test("the manifest asks for nothing and runs nothing", async () => {
  const manifest = await project.readPackage();
  const wanted = ["dependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies", "devDependencies", "scripts", "private", "publishConfig"];
  assert.deepEqual(wanted.filter((key) => key in manifest), []);
  assert.deepEqual(manifest.bin, { "bigcommerce-tokens": "bin/bigcommerce-tokens.js" });
  const demanded = Object.keys(manifest.peerDependencies ?? {}).filter((name) => manifest.peerDependenciesMeta?.[name]?.optional !== true);
  assert.deepEqual(demanded, [], "a peer that is not optional");
  assert.equal(manifest.engines.node, ">=20");
  assert.match(manifest.version, /^\d+\.\d+\.\d+/);
  assert.notEqual(manifest.version, "0.0.0", "the build puts the crate's version in");
});

/** The files that a part of the manifest names. @param {any} value @returns {string[]} */
const targets = (value) => (typeof value === "string" ? [path.posix.normalize(value)] : Object.values(value).flatMap(targets));

test("every file that the manifest names is packed", async () => {
  const manifest = await project.readPackage();
  const named = targets([manifest.exports, manifest.typesVersions, manifest.bin, manifest.main, manifest.module, manifest.types]);
  assert.ok(named.length > 20);
  for (const name of named) assert.ok(files.has(name), `${name} is not packed`);
});

test("the licences and the documents are packed", () => {
  const starts = { "LICENSE-MIT": /MIT License|Permission is hereby granted/, "LICENSE-APACHE": /Apache License/, "README.md": /^# bigcommerce-tokens/, "SECURITY.md": /^# /, "THIRD-PARTY.md": /^# Third-party software/ };
  for (const [name, start] of Object.entries(starts)) assert.match(files.get(name)?.toString() ?? "", start, name);
});

test("the third-party notice lists each crate of the wasm at its locked version, with a licence text", async () => {
  const notice = files.get("THIRD-PARTY.md").toString();
  const lock = await readFile(path.join(SUITE_ROOT, "../../Cargo.lock"), "utf8");
  const rows = [...notice.matchAll(/^\| (\S+) \| (\d\S+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  for (const [, name, version, licence, texts] of rows) {
    assert.ok(lock.includes(`name = "${name}"\nversion = "${version}"`), `${name} ${version} is not in Cargo.lock`);
    assert.match(licence, /MIT|Apache-2\.0|BSD|ISC|Unicode|Zlib/, name);
    for (const text of texts.split(", ")) assert.ok(text === "LICENSE-APACHE" || notice.includes(`\n## ${text}\n\n\`\`\`text\n`), `${name}: text ${text} is missing`);
  }
  const names = rows.map(([, name]) => name);
  for (const name of ["js-sys", "serde", "serde_json", "wasm-bindgen", "zeroize"]) assert.ok(names.includes(name), `${name} is missing`);
  assert.ok(!names.includes("serde_derive"), "a crate that only runs at compile time is listed");
});

test("there are no source maps, and no file points to one", () => {
  for (const [name, bytes] of files) {
    assert.doesNotMatch(name, /\.map$/);
    assert.ok(!bytes.includes("sourceMappingURL="), `${name} points to a source map`);
  }
});

test("no file names a folder of the machine that made it", () => {
  const folders = [path.resolve(SUITE_ROOT, "../.."), os.homedir(), process.env.CARGO_HOME, process.env.RUSTUP_HOME, ".cargo/", ".rustup/", "/target/", "/home/", "/Users/", "/tmp/", "/root/", "file:///"];
  const marks = folders.filter((mark) => mark !== undefined && mark.length > 1);
  for (const [name, bytes] of files) {
    for (const mark of marks) assert.ok(!bytes.includes(mark), `${name} holds ${JSON.stringify(mark)}`);
  }
});

test("no code holds a blob, but the base64 of the wasm", () => {
  for (const [name, bytes] of files) {
    if (/\.wasm$|^wasm\/\w+-inline\./.test(name)) continue;
    const [blob] = /[\w+/=-]{200,}/.exec(bytes.toString()) ?? [];
    assert.equal(blob, undefined, name);
  }
});

test("the base64 in the code is the wasm beside it", () => {
  for (const [file, inline] of [["bigcommerce_tokens", "tokens"], ["graphql", "graphql"], ["provider", "provider"], ["offline", "offline"]]) {
    const wasm = files.get(`wasm/${file}.wasm`);
    assert.ok(wasm.length > 10_000 && WebAssembly.validate(wasm), file);
    const [, base64] = /^const text = "([^"]+)";$/m.exec(files.get(`wasm/${inline}-inline.js`).toString());
    assert.ok(Buffer.from(base64, "base64").equals(wasm), file);
  }
});

const SCRIPT = /\.(c?js|wasm)$/;

/** What a script asks for, statically or later, as it is written there. @param {string} name @returns {string[]} */
const importsOf = (name) => [...files.get(name).toString().matchAll(/(?:from |import |import\(|require\()["']([^"']+)["']/g)].map(([, path]) => path);

test("the library imports its own files alone", () => {
  const scripts = [...files.keys()].filter((name) => /^(entry|lib|vendor|wasm)\/.*\.c?js$/.test(name) && !/^entry\/sandbox\./.test(name) && !/-inline\.cjs$/.test(name));
  const imported = scripts.flatMap((name) => importsOf(name).map((path) => `${name}: ${path}`));
  const foreign = imported.filter((line) => !/: \.\.?\//.test(line) && !line.includes("/server-only--"));
  assert.ok(imported.length > 80, `only ${imported.length} imports were found`);
  assert.deepEqual(foreign, []);
});

test("every script is an entry, or one asks for it", async () => {
  const { exports, bin } = await project.readPackage();
  const reached = new Set(targets([exports, bin]).filter((name) => SCRIPT.test(name)));
  for (const name of reached) {
    if (!files.has(name) || name.endsWith(".wasm")) continue;
    for (const asked of importsOf(name)) reached.add(path.posix.join(path.posix.dirname(name), asked.replace("?module", "")));
  }
  const scripts = [...files.keys()].filter((name) => SCRIPT.test(name));
  assert.ok(scripts.length > 100, `only ${scripts.length} scripts were found`);
  assert.deepEqual(scripts.filter((name) => !reached.has(name)), []);
});
