// Writes the entry files of a project that has the package installed. Bare imports resolve from there; the suite, which must
// not be copied, is imported by its URL.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { SUITE_ROOT } from "./install.mjs";

/** The URL of a file below tests/js. */
export const urlOf = (file) => pathToFileURL(path.join(SUITE_ROOT, file)).href;

/** The package's namespaces; the capture must come before the library. */
export const PACKAGE_IMPORTS = `import ${JSON.stringify(urlOf("suite/support/capture.mjs"))};
import * as lib from "bigcommerce-tokens";
import * as runtimeEntry from "bigcommerce-tokens/runtime";
import * as sandboxModule from "bigcommerce-tokens/sandbox";
import * as providerEntry from "bigcommerce-tokens/provider";
import * as inspectEntry from "bigcommerce-tokens/inspect";
import * as scopesEntry from "bigcommerce-tokens/scopes";
import * as graphqlEntry from "bigcommerce-tokens/graphql";
import * as graphqlLibrary from "./graphql-library.mjs";
`;

/** Their names, for the context. */
export const NAMESPACES = "lib, runtimeEntry, sandboxModule, providerEntry, inspectEntry, scopesEntry, graphqlEntry, graphqlLibrary";

/** What every entry of a runtime with processes begins with. */
export const PREAMBLE = `${PACKAGE_IMPORTS}import { contextOf, runAll } from ${JSON.stringify(urlOf("run/inside/process.mjs"))};
`;

/** @param {string} dir @param {string} name @param {string} text @returns {Promise<string>} the file's path */
export async function writeEntry(dir, name, text) {
  const file = path.join(dir, name);
  await writeFile(file, text);
  return file;
}

/** The entry that runs the whole suite in a process of `runtime`. */
export const suiteEntry = (runtime, context = {}) => `${PREAMBLE}import { tests } from ${JSON.stringify(urlOf("suite/index.mjs"))};
await runAll(tests, contextOf({ ${NAMESPACES}, runtime: ${JSON.stringify(runtime)}, ...${JSON.stringify(context)} }));
`;
