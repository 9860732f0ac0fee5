// Compiles the cases against the built package: what must compile, and, by @ts-expect-error, what must not.
// Usage: node run.mjs [folder of the package]
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { programOf } from "../util/programs.mjs";
import { checkDrift } from "./drift.mjs";
import { checkSources } from "./sources.mjs";
import { combinations, compilers, libraries, resolutions } from "./matrix.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const tools = join(here, "..", "node_modules");
const pkg = resolve(process.argv[2] ?? join(here, "../../../pkg"));

const strict = { strict: true, noEmit: true, noUncheckedIndexedAccess: true, noFallthroughCasesInSwitch: true, target: "es2022" };

for (const [path, remedy] of [
  [join(pkg, "package.json"), "run `cargo xtask build` first"],
  [join(tools, "typescript"), "run `npm install` in tests/js first"],
]) {
  if (!existsSync(path)) throw new Error(`${path} is missing: ${remedy}`);
}

/** A project in a folder of its own, so that the package is found by name as in a user's project. */
async function stage() {
  const root = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-types-"));
  await cp(pkg, join(root, "node_modules", "bigcommerce-tokens"), { recursive: true });
  for (const name of ["@types", "@cloudflare", "undici", "undici-types", "node-fetch", "fetch-blob", "formdata-polyfill", "bun-types"]) {
    if (!existsSync(join(tools, name))) throw new Error(`${name} is missing: run \`npm install\` in tests/js`);
    await symlink(join(tools, name), join(root, "node_modules", name));
  }
  await cp(join(here, "cases"), join(root, "cases"), { recursive: true });
  await writeFile(join(root, "package.json"), JSON.stringify({ type: "module", private: true, dependencies: { "bigcommerce-tokens": "*" } }));
  return root;
}

async function writeProject(root, { compiler, library, resolution }) {
  const { lib, types, folders } = libraries[library];
  const include = folders.map((folder) => `cases/${folder}/*.ts`);
  // CommonJS sources exist only where the compiler tells the two kinds of module apart.
  if (resolution.startsWith("node") && resolution !== "node10") include.push("cases/cjs/*.cts");
  const options = { ...strict, ...resolutions[resolution], lib, types };
  // Packages of types contradict each other here and there; ours is checked whole where no other is loaded.
  options.skipLibCheck = types.length > 0;
  options.exactOptionalPropertyTypes = library === "none";
  if (compiler === "6.0" && resolution === "node10") options.ignoreDeprecations = "6.0";
  const path = join(root, `tsconfig.${compiler}.${library}.${resolution}.json`.replaceAll(" ", "-"));
  await writeFile(path, JSON.stringify({ compilerOptions: options, include }, null, 2));
  return path;
}

function run(command, args, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", fail);
    child.on("close", (code) => done({ code, output }));
  });
}

const root = await stage();
const failures = [];
let passed = 0;
const report = (name, problem) => {
  if (problem) failures.push(`${name}\n${problem}`);
  else passed += 1;
  console.log(`${problem ? "FAIL" : "ok"}  ${name}`);
};

try {
  const queue = [...combinations()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const project = await writeProject(root, next);
      const tsc = join(tools, compilers[next.compiler], "bin", "tsc");
      const { code, output } = await run(process.execPath, [tsc, "-p", project, "--pretty", "false"], root);
      report(`TypeScript ${next.compiler}, libraries: ${next.library}, resolution: ${next.resolution}`, code === 0 ? "" : output);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  const deno = await run(programOf("deno"), ["check", "--quiet", "--sloppy-imports", "cases/common/", "cases/dom/"], root);
  report("Deno's own compiler and libraries", deno.code === 0 ? "" : deno.output);
  for (const { name, problem } of await checkDrift(pkg)) report(name, problem);
  for (const { name, problem } of await checkSources({ pkg, root, tools })) report(name, problem);
} finally {
  await rm(root, { recursive: true, force: true });
}

for (const failure of failures) console.error(`\n${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
