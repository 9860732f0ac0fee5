// What TypeScript has to say of one file that imports the types and the packages they are to fit.
import { fileURLToPath } from "node:url";
import ts from "typescript";

const OPTIONS = {
  noEmit: true,
  strict: true,
  // The libraries' own types contradict each other here and there.
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  typeRoots: [fileURLToPath(new URL("../node_modules/@types", import.meta.url))],
};

/** @param {URL} file @returns {string[]} a line for each fault */
export function faultsOf(file) {
  const program = ts.createProgram([fileURLToPath(file)], OPTIONS);
  return ts.getPreEmitDiagnostics(program).map(({ file: source, start = 0, messageText }) => {
    const place = source ? `${source.fileName}:${source.getLineAndCharacterOfPosition(start).line + 1} ` : "";
    return place + ts.flattenDiagnosticMessageText(messageText, "\n  ");
  });
}
