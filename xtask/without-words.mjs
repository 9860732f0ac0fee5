// node without-words.mjs FROM TO: lets a panic trap at once. Its message would be put together, and then reach no one: this target has
// nowhere to print. All that formats text goes with it, since src/ puts its own texts together by src/text.rs.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

/** Where Rust's libraries go when there is no way on. */
const PANICS = [
  /^core(\[\w+\])?::(cell|option|panicking|result|slice::index)::(panic|assert_failed|expect_failed|unwrap_failed|slice_index_fail)/,
  /^alloc(\[\w+\])?::(alloc::handle_alloc_error|raw_vec::(capacity_overflow|handle_error))/,
  /^<?std(\[\w+\])?::(alloc::rust_oom|panicking::panic_handler|thread::local::panic_access_error)/,
];
/** What format!, write! and a derived Debug come down to. */
const FORMATTING = /^<?(core|alloc)(\[\w+\])?::fmt::| as core(\[\w+\])?::fmt::\w+>::/;

const [from, to] = process.argv.slice(2);
const module = binaryen.readBinary(readFileSync(from));
const names = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)).name);

/** @param {RegExp} pattern */
function trapIn(pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length === 0) throw new Error(`no function is named like ${pattern}: has the toolchain other names for these?`);
  for (const name of found) binaryen.Function.setBody(module.getFunction(name), module.unreachable());
}
for (const pattern of [...PANICS, FORMATTING]) trapIn(pattern);

// What is left must not need them.
let caller = "";
for (const line of module.emitText().split("\n")) {
  caller = /^ \(func \$("[^"]+"|\S+)/.exec(line)?.[1] ?? caller;
  // A name with brackets or spaces stands in quotes.
  const called = /\(call \$("[^"]+"|[^\s()]+)/.exec(line)?.[1].replaceAll('"', "");
  if (called !== undefined && FORMATTING.test(called)) {
    throw new Error(`${caller} formats text by ${called}: src/text.rs puts texts together`);
  }
}
writeFileSync(to, module.emitBinary());
