// How `doctor` looks at a project: which files it reads, which variables hold a token, which settings matter.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { makeStage } from "./support/stage.mjs";

let stage;
let envFiles;
let tokens;
let settings;
before(async () => {
  stage = await makeStage();
  [envFiles, tokens, settings] = await Promise.all(["doctor/env-files.js", "doctor/tokens.js", "doctor/settings.js"].map((name) => stage.module(name)));
});

test("it reads the files that hold variables, and nothing that is foreign, huge, binary or endless", async () => {
  const folder = await stage.folder({
    ".env": "A=1\n",
    ".env.local": "A=2\n\nB=3\n",
    ".env.example": "A=\n",
    ".envrc": "export A=4\n",
    "apps/shop/.env.production.local": "A=5\r\nB=6\r\n",
    "apps/worker/.dev.vars": "A=7\n",
    "apps/shop/package.json": '{"scripts":{"dev":"NODE_TLS_REJECT_UNAUTHORIZED=0 next dev","build":"next build"}}',
    "package.json": "no json",
    "env": "A=8\n",
    "notes.env": "A=9\n",
    "node_modules/x/.env": "A=10\n",
    ".git/.env": "A=11\n",
    ".next/.env": "A=12\n",
    "huge/.env": `A=${"x".repeat(1024 * 1024)}\n`,
    "binary/.env": "A=1\0\n",
    "real/file": "A=13\n",
  });
  await symlink("..", path.join(folder, "apps/circle"));
  await symlink("../real/file", path.join(folder, "apps/.env.linked"));
  await symlink("nowhere", path.join(folder, "apps/.env.dangling"));
  execFileSync("mkfifo", [path.join(folder, ".env.pipe")]);
  const shown = [];
  const found = await envFiles.findVariables(folder, { signal: new AbortController().signal, progress: { show: (text) => shown.push(text) } });
  assert.deepEqual(found.files, [".env", ".env.example", ".env.local", ".envrc", "apps/.env.linked", "apps/shop/.env.production.local", "apps/worker/.dev.vars"]);
  assert.deepEqual(found.skipped.map(({ file, why }) => `${file}: ${why}`).sort(), [".env.pipe: it is no file", "apps/.env.dangling: there is no such file or folder", "binary/.env: it is no text", "huge/.env: it is larger than 1 MiB"]);
  const told = found.variables.map(({ file, line, name, value }) => `${file}:${line} ${name}=${value}`).sort();
  assert.deepEqual(told, [
    ".env.example:1 A=",
    ".env.local:1 A=2",
    ".env.local:3 B=3",
    ".env:1 A=1",
    ".envrc:1 A=4",
    "apps/.env.linked:1 A=13",
    "apps/shop/.env.production.local:1 A=5",
    "apps/shop/.env.production.local:2 B=6",
    "apps/shop/package.json (dev):0 NODE_TLS_REJECT_UNAUTHORIZED=0",
    "apps/worker/.dev.vars:1 A=7",
  ]);
  assert.match(shown.at(-1), /^\d+ folders read, 7 files with variables$/);
});

test("it ends when it is told to", async () => {
  const folder = await stage.folder({ "a/.env": "A=1", "b/.env": "A=1" });
  await assert.rejects(envFiles.findVariables(folder, { signal: AbortSignal.abort(), progress: { show() {} } }), { code: "aborted" });
  await assert.rejects(envFiles.findVariables(path.join(folder, "none"), { signal: new AbortController().signal, progress: { show() {} } }), { code: "file" });
});

const JWT = "eyJ0eXAiOiJKV1Qi.eyJjaWQiOlsxXX0.synthetic-signature";
const OPAQUE = "synthetic0opaque0access0token01";

/** name, value, file -> the code that inspect gives, whether it is taken, and what is told of it */
const LOOKED_AT = [
  ["BIGCOMMERCE_STOREFRONT_TOKEN", JWT, ".env", "expired", "server", ["expired"]],
  ["BIGCOMMERCE_STOREFRONT_UNAUTHENTICATED_TOKEN", JWT, ".env", "good", "server", []],
  ["BIGCOMMERCE_CUSTOMER_IMPERSONATION_TOKEN", JWT, ".env", "impersonation_token", "server", ["impersonation_token"]],
  ["ANYTHING", JWT, ".env", "expired", "server", ["expired"]],
  ["ANYTHING", `Bearer ${JWT}`, ".env", "not_bare", "server", ["not_bare"]],
  ["ANYTHING", JWT, ".env", "unknown_issuer", null],
  ["ANYTHING", "text", ".env", "not_a_jwt", null],
  ["ANYTHING", OPAQUE, ".env", "access_token", null],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", OPAQUE, ".env", "access_token", "server", ["access_token"]],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", "nonsense", ".env", "not_a_jwt", "server", ["not_a_jwt"]],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", JWT, ".env", "unknown_issuer", "server", ["unknown_issuer"]],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", "", ".env", "empty", null],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", "$OTHER", ".env", "not_a_jwt", null],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", "${OTHER}", ".env", "not_a_jwt", null],
  ["BIGCOMMERCE_ACCESS_TOKEN", OPAQUE, ".env", "access_token", "server", []],
  ["BIGCOMMERCE_ACCESS_TOKEN", "other-form", ".env", "not_a_jwt", "server", []],
  ["BIGCOMMERCE_ACCESS_TOKEN", JWT, ".env", "private", "server", ["private"]],
  ["B2B_API_TOKEN", JWT, ".env", "b2b_auth_token", "server", ["b2b_auth_token"]],
  ["B2B_API_TOKEN", OPAQUE, ".env", "access_token", "server", []],
  ["NEXT_PUBLIC_BIGCOMMERCE_STOREFRONT_TOKEN", JWT, ".env", "secret_in_browser", "browser", ["secret_in_browser"]],
  ["VITE_BIGCOMMERCE_ACCESS_TOKEN", OPAQUE, ".env", "secret_in_browser", "browser", ["secret_in_browser"]],
  ["BIGCOMMERCE_STORE_HASH", "g5cd38", ".env", "not_a_jwt", null],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", "your-token-here", ".env.example", "not_a_jwt", null],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", JWT, ".env.example", "good", "server", ["in_example_file"]],
  ["BIGCOMMERCE_STOREFRONT_TOKEN", JWT, "apps/.env.sample", "expired", "server", ["in_example_file", "expired"]],
];

test("a variable is taken for a token by its name or by its value", () => {
  for (const [name, value, file, code, usedIn, expected] of LOOKED_AT) {
    let asked = null;
    const inspect = (_, where) => {
      asked = where;
      return { kind: "private", expiresAt: null, findings: code === "good" ? [] : [{ code, severity: "error", message: "m", action: "a" }] };
    };
    const item = tokens.lookAt({ file, line: 3, name, value }, inspect);
    const row = `${name}=${value} in ${file}: ${code}`;
    if (usedIn === null) {
      assert.equal(item, undefined, row);
      continue;
    }
    assert.equal(asked, usedIn, row);
    assert.deepEqual(item.findings.map((finding) => finding.code), expected, row);
    assert.ok(!JSON.stringify(item).includes(value), row);
  }
});

/** variables -> codes */
const SETTINGS = [
  [{ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, ["tls_not_verified"]],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: "1" }, []],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: "" }, []],
  [{ HTTPS_PROXY: "http://user:synthetic@proxy:8080" }, ["proxy_not_used"]],
  [{ https_proxy: "http://proxy:8080", NODE_USE_ENV_PROXY: "1" }, ["proxy_used"]],
  [{ all_proxy: "http://proxy:8080", NODE_OPTIONS: "--use-env-proxy" }, ["proxy_used"]],
  [{ HTTP_PROXY: "" }, []],
  [{ NO_PROXY: "x" }, []],
];

test("settings that open a connection to others are told, without their value", () => {
  for (const [variables, expected] of SETTINGS) {
    const items = settings.lookAtSettings(Object.entries(variables).map(([name, value]) => ({ file: ".env", line: 1, name, value })));
    assert.deepEqual(items.flatMap(({ findings }) => findings.map(({ code }) => code)), expected);
    assert.ok(!JSON.stringify(items).includes("proxy:8080"));
  }
});

test("a folder that may not be read is told and passed by", async () => {
  const folder = await stage.folder({ "open/.env": "A=1" });
  await writeFile(path.join(folder, ".env"), "A=1");
  await chmod(path.join(folder, "open/.env"), 0o000);
  const found = await envFiles.findVariables(folder, { signal: new AbortController().signal, progress: { show() {} } });
  // Root may read everything.
  const readable = process.getuid() === 0;
  assert.deepEqual(found.files, readable ? [".env", "open/.env"] : [".env"]);
  assert.deepEqual(found.skipped, readable ? [] : [{ file: "open/.env", why: "permission denied" }]);
});
