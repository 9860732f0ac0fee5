// The types are written by hand. Here they are held against what the package really exports and really says.
import { createRequire } from "node:module";
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "../../..");

/** The sub-paths of the package that are modules: `{ name, types, typesOfCjs, esm, cjs }` with absolute paths. */
async function moduleEntries(pkg) {
  const manifest = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const entries = [];
  for (const [name, target] of Object.entries(manifest.exports)) {
    const pick = (...conditions) => resolveTarget(target, [...conditions, "default"]);
    const esm = pick("node", "import");
    // Data, such as the package.json and the wasm, exports no names.
    if (!esm.endsWith(".js")) continue;
    const paths = { types: pick("types", "node", "import"), typesOfCjs: pick("types", "node", "require"), esm, cjs: pick("node", "require") };
    entries.push({ name, ...Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, join(pkg, path)])) });
  }
  return entries;
}

/** Node's own rule: the first condition, in the order written, that is among those asked for. */
function resolveTarget(target, conditions) {
  if (target === null || typeof target === "string") return target;
  for (const [condition, value] of Object.entries(target)) {
    if (condition !== "default" && !conditions.includes(condition)) continue;
    const found = resolveTarget(value, conditions);
    if (found) return found;
  }
  return null;
}

function programOf(file) {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], types: [] });
  const checker = program.getTypeChecker();
  return { checker, symbol: checker.getSymbolAtLocation(program.getSourceFile(file)) };
}

/** Names of values, not of types, that a declaration file exports. */
function valueExports(file) {
  const { checker, symbol } = programOf(file);
  return checker
    .getExportsOfModule(symbol)
    .filter((exported) => {
      const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return target.flags & ts.SymbolFlags.Value && !onlyAsType(exported);
    })
    .map((exported) => exported.name)
    .sort();
}

/** `export type { Name }` of a class exports no value. */
function onlyAsType(exported) {
  return (exported.declarations ?? []).some((node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly));
}

/** The string literals of a type alias that a declaration file exports. */
function literalsOf(file, name) {
  const { checker, symbol } = programOf(file);
  const alias = checker.getExportsOfModule(symbol).find((exported) => exported.name === name);
  const target = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
  const type = checker.getDeclaredTypeOfSymbol(target);
  return type.types.map((part) => part.value).sort();
}

function difference(left, right, leftName, rightName) {
  const only = (a, b) => a.filter((name) => !b.includes(name));
  return [
    ...only(left, right).map((name) => `${name}: in ${leftName}, not in ${rightName}`),
    ...only(right, left).map((name) => `${name}: in ${rightName}, not in ${leftName}`),
  ].join("\n");
}

/** Members that the declared class has, and whether the real one has them. */
function missingMembers(file, real) {
  const { checker, symbol } = programOf(file);
  const missing = [];
  for (const exported of checker.getExportsOfModule(symbol)) {
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(target.flags & ts.SymbolFlags.Class)) continue;
    for (const [kind, members, holder] of [
      ["static method", target.exports, real[exported.name]],
      ["method", target.members, real[exported.name]?.prototype],
    ]) {
      for (const [name, member] of members ?? []) {
        if (member.flags & ts.SymbolFlags.Method && typeof holder?.[name] !== "function") missing.push(`${exported.name}: no ${kind} ${name}`);
      }
    }
  }
  return missing.join("\n");
}

/** The names that one type of the core gives itself, read from the arms of its matches: `Self::Kind => "name"`. */
async function namesOf(type, file) {
  const source = await readFile(join(repository, file), "utf8");
  const body = source.match(new RegExp(`\\nimpl ${type} \\{[\\s\\S]*?\\n\\}`))?.[0] ?? "";
  return [...body.matchAll(/Self::\w+(?:\(_\)| \{ \.\. \})? => "(\w+)"/g)].map((match) => match[1]);
}

/** Every code an error can have: most are the core's, a few are made where the wasm cannot be asked. */
async function errorCodes(pkg) {
  const scripts = (await readdir(join(pkg, "lib"), { recursive: true })).filter((file) => file.endsWith(".js"));
  const texts = await Promise.all(scripts.map((file) => readFile(join(pkg, "lib", file), "utf8")));
  const made = texts.flatMap((text) => [...text.matchAll(/\bcode: "(\w+)"/g)].map((match) => match[1]));
  const core = await Promise.all([
    namesOf("RefusalKind", "src/error.rs"),
    namesOf("Error", "src/error.rs"),
    namesOf("GraphqlRefusalKind", "src/error/graphql.rs"),
    namesOf("CallError", "src/wasm/client/error.rs"),
  ]);
  return [...core.flat(), ...made];
}

async function commonJsCopies(pkg) {
  const folder = join(pkg, "types");
  const problems = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".d.ts"))) {
    const copy = join(folder, name.replace(/\.d\.ts$/, ".d.cts"));
    const expected = (await readFile(join(folder, name), "utf8")).replace(/(from "\.\/[\w-]+)\.js"/g, '$1.cjs"');
    if (!existsSync(copy)) problems.push(`${name} has no copy for CommonJS`);
    else if ((await readFile(copy, "utf8")) !== expected) problems.push(`the copy of ${name} for CommonJS differs from it`);
  }
  return problems.join("\n");
}

export async function checkDrift(pkg) {
  const results = [];
  const require = createRequire(import.meta.url);
  const entries = await moduleEntries(pkg);
  const names = entries.map((entry) => entry.name).sort();
  results.push({ name: "the package has the sub-paths listed here", problem: difference(names, [".", "./adapters", "./catalyst", "./graphql", "./inspect", "./provider", "./runtime", "./sandbox", "./scopes", "./stores"], "package.json", "this list") });
  for (const { name, types, typesOfCjs, esm, cjs } of entries) {
    const kinds = types.endsWith(".d.ts") && typesOfCjs.endsWith(".d.cts");
    results.push({ name: `"${name}" has types for import and for require`, problem: kinds ? "" : `${types}, ${typesOfCjs}` });
    const declared = valueExports(types);
    const module = await import(pathToFileURL(esm).href);
    const real = Object.keys(module).filter((key) => key !== "default").sort();
    results.push({ name: `"${name}" exports what its types say`, problem: difference(declared, real, "the types", "the module") });
    results.push({ name: `"${name}" has the methods its types say`, problem: missingMembers(types, module) });
    const required = Object.keys(require(cjs)).sort();
    results.push({ name: `"${name}" exports the same through require`, problem: difference(valueExports(typesOfCjs), required, "the types", "the module") });
  }
  results.push({ name: "the types for CommonJS are copies", problem: await commonJsCopies(pkg) });
  const index = join(pkg, "types/index.d.ts");
  const lists = {
    IssueCode: await namesOf("IssueCode", "src/error.rs"),
    Outcome: await namesOf("Outcome", "src/error.rs"),
    ErrorCode: await errorCodes(pkg),
  };
  const graphqlLists = {
    TokenRejectionReason: await namesOf("TokenReason", "src/error/graphql.rs"),
    CustomerAccessTokenReason: await namesOf("CustomerTokenReason", "src/error/graphql.rs"),
  };
  const files = Object.entries({ [index]: lists, [join(pkg, "types/graphql.d.ts")]: graphqlLists });
  for (const [file, name, real] of files.flatMap(([file, lists]) => Object.entries(lists).map(([name, real]) => /** @type {const} */ ([file, name, real])))) {
    const problem = difference(literalsOf(file, name), [...new Set(real)].sort(), "the types", "the code");
    results.push({ name: `${name} lists the names in use`, problem });
  }
  return results;
}
