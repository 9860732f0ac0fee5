import { runtimeFacts } from "./facts.js";
import { enter } from "./instance.js";

/** Says where this runs and whether the package works there. Never throws. */
export function detectRuntime() {
  try {
    return enter("detectRuntime", runtimeFacts());
  } catch {
    return { name: "unknown", server: false, reason: "WebAssembly cannot be used here" };
  }
}
