// `scopes` as a user sees it: the scopes of a project's GraphQL, with the field that needs each and where it stands.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { makeStage } from "./support/stage.mjs";

const PROJECT = {
  "src/fragment.ts": "export const F = graphql(`fragment OrderLink on Checkout { order { entityId } }`);",
  "src/cart.tsx": "import { F } from './fragment';\n\nexport const Q = graphql(`\n  query Checkout($id: String = \"}\") { site { checkout(entityId: $id) { entityId ...OrderLink } } }\n`, [F]);",
  "src/catalog.graphql": "# the catalog\nquery Products { site { products { edges { node { name } } } } }\n",
  "src/company.ts": "const M = gql`mutation { company { x } }`;\n// gql`{ customer { entityId } }`",
  "src/notes.md": "gql`{ customer { entityId } }`",
};

let stage;
before(async () => (stage = await makeStage()));

test("every scope is told with the field that needs it, and with its place", async () => {
  const cwd = await stage.folder(PROJECT);
  const { code, stdout, stderr } = await stage.run(["scopes", "src/**/*.{graphql,ts,tsx}"], { cwd });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^a private token needs Unauthenticated, Customer, B2B {3}\(--scope Unauthenticated --scope Customer --scope B2B\)\n/);
  assert.match(stdout, /\nCustomer +site\.checkout\.order +documented +src\/cart\.tsx:4 Checkout\n/);
  assert.match(stdout, /\nB2B +company +\w+ +src\/company\.ts:1\n/);
  assert.match(stdout, /\n3 operations and 1 fragment in 4 files\n$/);
  assert.match((await stage.run(["scopes", "src/catalog.graphql"], { cwd })).stdout, /^a private token needs Unauthenticated {3}\(--scope Unauthenticated\)\n/);
});

test("as JSON it is the same, for a program", async () => {
  const cwd = await stage.folder(PROJECT);
  const { code, stdout } = await stage.run(["scopes", "src", "--json"], { cwd });
  assert.equal(code, 0);
  const { scopes, because, files, operations, fragments, notes } = JSON.parse(stdout);
  assert.deepEqual({ scopes, files, operations, fragments, notes }, { scopes: ["Unauthenticated", "Customer", "B2B"], files: 4, operations: 3, fragments: 1, notes: [] });
  assert.deepEqual(because.find(({ path }) => path === "site.checkout.order"), { scope: "Customer", path: "site.checkout.order", certainty: "documented", where: ["src/cart.tsx:4 Checkout"] });
});

test("what is not certain is told", async () => {
  const rows = [
    [{ "a.ts": "gql`{ site { ${FIELDS} settings { storeName } } }`" }, 0, /a\.ts:1: what is put into a selection here is not read/],
    [{ "a.graphql": "{ site { ...Missing } }" }, 0, null, /not in the table, and counted only where named above:\n +site\.\.\.Missing +a\.graphql:1/],
    [{ "a.graphql": "{ newThing { id } }" }, 0, null, /^no field that is known here asks for a scope\n\nnot in the table, and counted only where named above:\n +newThing +a\.graphql:1/],
    // Its name stands for a type, so that a scope is inferred for a field that the table does not have.
    [{ "a.graphql": "{ order { entityId } }" }, 0, null, /\nCustomer +order +inferred +a\.graphql:1\n\nnot in the table, and counted only where named above:\n +order +a\.graphql:1\n/],
    [{ "a.graphql": "query A { site { ...F } }", "b.graphql": "fragment F on Site { cart { entityId } }", "c.graphql": "fragment F on Site { checkout { order { entityId } } }" }, 0, /fragment F stands in several files/],
    [{ "a.graphql": "query A { site { cart( } }" }, 3, /a\.graphql:1 A: not read/],
    [{ "a.graphql": "type A { b: C }" }, 0, null, /no field here asks for a scope/],
  ];
  for (const [files, exit, stderrText, stdoutText] of rows) {
    const { code, stdout, stderr } = await stage.run(["scopes", "."], { cwd: await stage.folder(files) });
    assert.equal(code, exit, `${stdout}\n${stderr}`);
    if (stderrText) assert.match(stderr, stderrText);
    if (stdoutText) assert.match(stdout, stdoutText);
  }
});

test("no files are a failure", async () => {
  assert.equal((await stage.run(["scopes"])).code, 2);
  assert.equal((await stage.run(["scopes", "none/**"])).code, 4);
});
