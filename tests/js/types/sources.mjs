// The JavaScript that ships is checked by the compiler too, and so are the examples in the doc comments of the types.
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const FOLDERS = ["entry", "lib", "sandbox"];
const common = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
};

/** @param {ts.CompilerOptions} options @param {Map<string, string>} texts files that exist for the compiler alone */
function hostWith(options, texts) {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile: readText } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readText(file);
  host.getSourceFile = (file, target, ...rest) =>
    texts.has(file) ? ts.createSourceFile(file, texts.get(file), target) : getSourceFile(file, target, ...rest);
  return host;
}

/**
 * @param {string[]} files @param {Map<string, string>} texts @param {ts.CompilerOptions} options @param {(file: string) => string} show
 * @returns {string} one line for each fault
 */
function faultsOf(files, texts, options, show) {
  const program = ts.createProgram([...files, ...texts.keys()], options, hostWith(options, texts));
  const faults = [...files, ...texts.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...faults]
    .map(({ file, start, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, "\n  ");
      if (!file) return message;
      const { line } = file.getLineAndCharacterOfPosition(start);
      return `${show(file.fileName)}:${line + 1} ${message}`;
    })
    .join("\n");
}

/** The files of the package that were written by hand. Those of wasm/ are generated, and only read for their types. */
async function checkShippedScripts(pkg, typeRoots) {
  const files = [];
  for (const folder of FOLDERS) {
    const names = existsSync(join(pkg, folder)) ? await readdir(join(pkg, folder), { recursive: true }) : [];
    files.push(...names.filter((name) => name.endsWith(".js")).map((name) => join(pkg, folder, name)));
  }
  if (files.length === 0) return "no script was found";
  const texts = new Map([[join(pkg, "wasm-imports.d.ts"), WASM_IMPORTS]]);
  return faultsOf(files, texts, { ...common, types: ["node"], typeRoots }, (file) => relative(pkg, file));
}

/** Names that an example uses without showing where they come from: it stands at a method, not in a whole program. */
const SURROUNDINGS = `
import * as library from "bigcommerce-tokens";
declare global {
  const client: library.BigCommerceTokens;
  const params: library.PrivateTokenParams;
  const BigCommerceTokens: typeof library.BigCommerceTokens;
  const BigCommerceError: typeof library.BigCommerceError;
}
`;
/** What the bundlers of Workers and of Vercel's Edge runtime make of such an import. */
const WASM_IMPORTS = ["*.wasm", "*.wasm?module"]
  .map((path) => `declare module "${path}" { const module: WebAssembly.Module; export default module; }`)
  .join("\n");

/** Every @example in the types, as a program of its own. */
async function checkDocExamples(pkg, root, typeRoots) {
  const programs = new Map([
    [join(root, "surroundings.ts"), SURROUNDINGS],
    [join(root, "wasm-imports.d.ts"), WASM_IMPORTS],
  ]);
  for (const name of (await readdir(join(pkg, "types"))).filter((file) => file.endsWith(".d.ts"))) {
    const text = await readFile(join(pkg, "types", name), "utf8");
    for (const match of text.matchAll(/^ *\* ```js\n([\s\S]*?)^ *\* ```$/gm)) {
      const line = text.slice(0, match.index).split("\n").length + 1;
      programs.set(join(root, `${name}.line-${line}.js`), `${match[1].replaceAll(/^ *\* ?/gm, "")}\nexport {};\n`);
    }
  }
  if (programs.size < 8) return "fewer examples than the types are known to have";
  const options = { ...common, strict: false, types: ["node"], typeRoots };
  return faultsOf([], programs, options, (file) => relative(root, file));
}

/**
 * @param {{ pkg: string, root: string, tools: string }} where the package, a project that has it, and the installed tools
 */
export async function checkSources({ pkg, root, tools }) {
  const typeRoots = [join(tools, "@types")];
  return [
    { name: "the scripts of the package pass the strict compiler", problem: await checkShippedScripts(pkg, typeRoots) },
    { name: "the examples in the doc comments compile", problem: await checkDocExamples(pkg, root, typeRoots) },
  ];
}
