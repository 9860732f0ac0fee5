// The types of the adapters against the types of the libraries they are for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "../util/compile.mjs";

test("the libraries' own types are accepted", () => {
  assert.deepEqual(faultsOf(new URL("types/libraries.ts", import.meta.url)), []);
});
