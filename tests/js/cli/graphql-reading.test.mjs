// How `scopes` finds GraphQL: which files a pattern names, which templates are documents, and which fragments belong to a query.
import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { makeStage } from "./support/stage.mjs";

let stage;
let glob;
let templates;
let definitions;
before(async () => {
  stage = await makeStage();
  [glob, templates, definitions] = await Promise.all(["scopes/glob.js", "scopes/templates.js", "scopes/definitions.js"].map((name) => stage.module(name)));
});

const TREE = ["a.ts", "b.graphql", "c.md", ".hidden.ts", "src/a.ts", "src/b.tsx", "src/deep/er/c.gql", "src/deep/d.mjs", "src/.dot/e.ts", "node_modules/x/a.ts", "src/node_modules/x/a.ts", ".git/a.ts", "we [ird]/(x).ts"];

/** patterns -> files */
const PATTERNS = [
  [["*.ts"], ["a.ts"]],
  [["./*.ts"], ["a.ts"]],
  [["**/*.ts"], ["a.ts", "src/a.ts", "we [ird]/(x).ts"]],
  [["src/**/*.{graphql,ts,tsx}"], ["src/a.ts", "src/b.tsx"]],
  [["src/**/*.{t{s,sx},gql}"], ["src/a.ts", "src/b.tsx", "src/deep/er/c.gql"]],
  [["src/*"], ["src/a.ts", "src/b.tsx"]],
  [["src/**"], ["src/a.ts", "src/b.tsx", "src/deep/d.mjs", "src/deep/er/c.gql"]],
  [["{a,c}.{ts,md}"], ["a.ts", "c.md"]],
  [["src/?.ts"], ["src/a.ts"]],
  [["**/.hidden.ts"], [".hidden.ts"]],
  [["src/.dot/*.ts"], ["src/.dot/e.ts"]],
  [["src"], ["src/.dot/e.ts", "src/a.ts", "src/b.tsx", "src/deep/d.mjs", "src/deep/er/c.gql"]],
  [["src/", "src/a.ts", "a.ts"], ["a.ts", "src/.dot/e.ts", "src/a.ts", "src/b.tsx", "src/deep/d.mjs", "src/deep/er/c.gql"]],
  [["we [ird]/(x).ts"], ["we [ird]/(x).ts"]],
  [["we [ird]/*"], ["we [ird]/(x).ts"]],
  [["none/**", "*.none", "none.ts"], []],
];

test("a pattern names the project's own files", async () => {
  const folder = await stage.folder(Object.fromEntries(TREE.map((name) => [name, "x"])));
  await symlink(".", path.join(folder, "src/circle"));
  const before = process.cwd();
  process.chdir(folder);
  try {
    const walk = { signal: new AbortController().signal, onFolder() {}, onSkipped: (place, why) => assert.fail(`${place}: ${why}`) };
    for (const [patterns, expected] of PATTERNS) assert.deepEqual(await glob.findFiles(patterns, walk), expected, patterns.join(" "));
    const absolute = await glob.findFiles([`${folder}/src/*.tsx`], walk);
    assert.deepEqual(absolute, [`${folder}/src/b.tsx`]);
  } finally {
    process.chdir(before);
  }
  assert.throws(() => glob.expandBraces("{a,b}".repeat(11)), { code: "usage" });
});

/** source of a program -> [text with single spaces, line, lines of gaps] */
const SOURCES = [
  ["const q = gql`{ site }`;", [["{ site }", 1, []]]],
  ["const q = graphql`\n  query A { site }\n`;", [["query A { site }", 1, []]]],
  ["\nconst q = graphql(`query A { site }`, [F]);", [["query A { site }", 2, []]]],
  ["const q = graphql(\n  `query A { site }`,\n);", [["query A { site }", 2, []]]],
  ["const q = graphql<A, B>(`query A { site }`);", [["query A { site }", 1, []]]],
  ["const q = /* GraphQL */ `{ site }`;", [["{ site }", 1, []]]],
  ["const q = /*graphql*/`{ site }`;", [["{ site }", 1, []]]],
  ["const q = graphql(/* GraphQL */ `{ site }`);", [["{ site }", 1, []]]],
  ["const q = apollo.gql`{ site }`;", [["{ site }", 1, []]]],
  ["const q = css`{ site }`;", []],
  ["const q = mygql`{ site }`;", []],
  ["// const q = gql`{ site }`;", []],
  ["/*\n * gql`{ site }`\n */", []],
  ["const q = gql`${F}\n{ site }`;", [["{ site }", 1, []]]],
  ["const q = gql`{ site { ${FIELDS} } }`;", [["{ site { } }", 1, [1]]]],
  ["const q = gql`\n{ site {\n ${a ? `x${b}` : '}'} \n} }\n${F}`;", [["{ site { } }", 1, [3]]]],
  ["gql`{ a # { \n ${x} }` + gql`{ b }`", [["{ a # { }", 1, [2]], ["{ b }", 2, []]]],
  ['gql`{ a(b: "{") ${x} }`', [['{ a(b: "{") }', 1, [1]]]],
  ["gql`{ a(b: \"\\`\") }`", [['{ a(b: "`") }', 1, []]]],
  ["gql`{ a ${() => { return { b: '`' } }} } ` ; gql`{ c }`", [["{ a }", 1, [1]], ["{ c }", 1, []]]],
  ["<p>Don't</p>; gql`{ a }`; const d = \"it`s\"; gql`{ b }`", [["{ a }", 1, []], ["{ b }", 1, []]]],
  ["gql`{ open", [["{ open", 1, []]]],
  ["gql`{ a ${ open", [["{ a", 1, [1]]]],
];

test("templates that hold GraphQL are found, and what cannot be read is told", () => {
  for (const [source, expected] of SOURCES) {
    const found = templates.documentsIn(source).map(({ text, line, gaps }) => [text.replace(/\s+/g, " ").trim(), line, gaps]);
    assert.deepEqual(found, expected, source);
  }
});

/** text -> [kind, name, line, spreads, beginning] */
const TEXTS = [
  ["{ site }", [["operation", "", 1, []]]],
  ["query A { site }\nmutation B { login }", [["operation", "A", 1, []], ["operation", "B", 2, []]]],
  ["query ($a: In = {b: 1}) @c(d: {e: 2}) { site }", [["operation", "", 1, []]]],
  ["query { ...A ... on B { ...C ...A } ... { x } }", [["operation", "", 1, ["A", "C"]]]],
  ["fragment A on B { c ...D }\n\nfragment D on B { e }", [["fragment", "A", 1, ["D"]], ["fragment", "D", 3, []]]],
  ["# { query X { a }\nquery A { b(c: \"}\") d }", [["operation", "A", 2, []]]],
  ['query A { b(c: """ } query """) }', [["operation", "A", 1, []]]],
  ["type A { query: B }\nscalar C\nunion D = A | B\nquery E { f }", [["operation", "E", 4, []]]],
  ["schema { query: Q }\nextend type Q { fragment: B }\n", []],
  ["directive @a(b: C = {d: 1}) on QUERY | FIELD\nquery E { f }", [["operation", "E", 2, []]]],
  ["subscription S { a { b } }", [["operation", "S", 1, []]]],
  ["query A { open", [["operation", "A", 1, []]]],
  ["", []],
];

test("a text is taken apart into operations and fragments", () => {
  for (const [text, expected] of TEXTS) {
    const found = definitions.definitionsOf(text);
    assert.deepEqual(found.map(({ kind, name, line, spreads }) => [kind, name, line, spreads]), expected, text);
    for (const { text: part } of found) assert.ok(text.includes(part));
  }
});
