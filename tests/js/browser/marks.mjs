// Reads the names of the marks out of facts.js, so that a failure says what a host showed and not a number.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { template } from "./paths.mjs";

const text = readFileSync(join(template, "lib/facts.js"), "utf8");
const bits = [...text.matchAll(/^const ([A-Z_]+) = 1 << (\d+);$/gm)].map(([, name, bit]) => [name, 1 << bit]);
const browserHalf = 0xffff;

/** The names of the marks in a set, in the order of their bits. */
export function names(facts) {
  const known = bits.filter(([, bit]) => facts & bit).map(([name]) => name);
  const unnamed = bits.reduce((rest, [, bit]) => rest & ~bit, facts);
  return unnamed === 0 ? known : [...known, `unnamed bits 0x${unnamed.toString(16)}`];
}

export const hasBrowserMark = (facts) => (facts & browserHalf) !== 0;
