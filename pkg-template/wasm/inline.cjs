// For require(): the wasm is read from the file beside this one, so that the package carries its text only once. A bundler that
// moves this code away from the file takes the text along.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

exports.wasmBytes = () => {
  try {
    return readFileSync(join(__dirname, "bigcommerce_tokens.wasm"));
  } catch {
    return require("./inline.js").wasmBytes();
  }
};
