// The JavaScript that ships is checked by the compiler too, and so are the examples in the doc comments of the types.
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const FOLDERS = ["adapters", "bin", "entry", "lib", "sandbox", "stores"];
const common = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
};

/** Imports that are no scripts: what bundlers make of wasm, and the sub-path that exists nowhere, so that a browser build fails. */
const OTHER_IMPORTS = ["*.wasm", "*.wasm?module", "bigcommerce-tokens/server-only--*"]
  .map((path) => `declare module "${path}" { const module: WebAssembly.Module; export default module; }`)
  .join("\n");

/** Names that an example uses without showing where they come from: it stands at a method, not in a whole program. */
const SURROUNDINGS = `
import * as library from "bigcommerce-tokens";
declare global {
  const client: library.BigCommerceTokens;
  const storefront: import("bigcommerce-tokens/graphql").StorefrontClient;
  const params: library.PrivateTokenParams;
  const BigCommerceTokens: typeof library.BigCommerceTokens;
  const BigCommerceError: typeof library.BigCommerceError;
}
`;

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
 * @param {{ files: string[], texts: Map<string, string>, options: ts.CompilerOptions, root: string }} what
 * @returns {string} a line for each fault in these files and texts
 */
function faultsOf({ files, texts, options, root }) {
  const all = [...files, ...texts.keys()];
  const program = ts.createProgram(all, options, hostWith(options, texts));
  const faults = all.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...faults]
    .map(({ file, start, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, "\n  ");
      if (!file) return message;
      return `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1} ${message}`;
    })
    .join("\n");
}

/**
 * The scripts as they were written, each in a file of its own: the bundles that ship have lost their types. Those of wasm/ are
 * generated, and only read for their types.
 */
async function checkShippedScripts(pkg, typeRoots) {
  const files = [];
  for (const folder of FOLDERS) {
    const names = existsSync(join(pkg, folder)) ? await readdir(join(pkg, folder), { recursive: true }) : [];
    files.push(...names.filter((name) => name.endsWith(".js")).map((name) => join(pkg, folder, name)));
  }
  if (files.length === 0) return "no script was found";
  const texts = new Map([[join(pkg, "other-imports.d.ts"), OTHER_IMPORTS]]);
  return faultsOf({ files, texts, options: { ...common, typeRoots }, root: pkg });
}

/** Every example in the types, as a program of its own in a project that has the package. */
async function checkDocExamples(pkg, root, typeRoots) {
  const texts = new Map([
    [join(root, "surroundings.ts"), SURROUNDINGS],
    [join(root, "other-imports.d.ts"), OTHER_IMPORTS],
  ]);
  for (const name of (await readdir(join(pkg, "types"))).filter((file) => file.endsWith(".d.ts"))) {
    const text = await readFile(join(pkg, "types", name), "utf8");
    for (const match of text.matchAll(/^ *\* ```js\n([\s\S]*?)^ *\* ```$/gm)) {
      const line = text.slice(0, match.index).split("\n").length + 1;
      texts.set(join(root, `${name}.line-${line}.js`), `${match[1].replaceAll(/^ *\* ?/gm, "")}\nexport {};\n`);
    }
  }
  if (texts.size < 10) return "fewer examples than the types are known to have";
  return faultsOf({ files: [], texts, options: { ...common, strict: false, typeRoots }, root });
}

/**
 * @param {{ pkg: string, root: string, tools: string }} where the package, a project that has it, and the installed tools
 */
export async function checkSources({ pkg, root, tools }) {
  const typeRoots = [join(tools, "@types")];
  return [
    { name: "the scripts of the package pass the strict compiler", problem: await checkShippedScripts(`${pkg}-unbundled`, typeRoots) },
    { name: "the examples in the doc comments compile", problem: await checkDocExamples(pkg, root, typeRoots) },
  ];
}
