// Makes an edge runtime in this Node process and runs a bundle in it. Arguments: the bundle, the control server's URL, part
// of the names of the tests to run, and the files of the WebAssembly modules that the bundle wants as globals.
import { readFile } from "node:fs/promises";
import util from "node:util";
import { EdgeVM } from "@edge-runtime/vm";
import { inspectors } from "./inspectors.mjs";

const [bundle, control, filter, ...wasm] = process.argv.slice(2);
const modules = await Promise.all(wasm.map(async (file, index) => [`wasmModule${index}`, new WebAssembly.Module(await readFile(file))]));
const print = (line) => void process.stdout.write(`${line}\n`);

// As in production, a program may make no code at run time: neither by eval nor from bytes.
const edge = new EdgeVM({
  codeGeneration: { strings: false, wasm: false },
  extend: (context) => Object.assign(context, Object.fromEntries(modules)),
});
edge.evaluate(await readFile(bundle, "utf8"));
await edge.evaluate("runSuite")({ control, filter, inspect: inspectors(util, {}), print });
