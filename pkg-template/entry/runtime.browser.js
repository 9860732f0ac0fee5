// Asking where one is may be done in a browser, and costs it no WebAssembly.
export { detectRuntime } from "../lib/refused.js";
