import { BROWSER_MARKS, runtimeFacts } from "./facts.js";
import { detectedByMarks } from "./refused.js";
import { tokens } from "./tokens-wasm.js";

/** Says where this runs and whether the package works there. Never throws. */
export function detectRuntime() {
  const facts = runtimeFacts();
  try {
    return tokens.enter("detectRuntime", facts);
  } catch {
    return facts & BROWSER_MARKS ? detectedByMarks() : { name: "unknown", server: false, reason: "WebAssembly cannot be used here" };
  }
}
