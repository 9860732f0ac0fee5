// requiredScopes(): documents in, scopes with their reasons out. The table itself is tested natively; here the parser is, and
// what a caller sees.
import { check, equal, matches, thrown } from "./support/check.mjs";

/** Documents of every form that GraphQL has, with their scopes and the paths that ask. */
const DOCUMENTS = [
  ["the short form", "{ site { products { edges { node { name } } } } }", ["Unauthenticated"], ["site"]],
  ["a nested order", "query Q { site { checkout { order { entityId } } } }", ["Unauthenticated", "Customer"], ["site", "site.checkout.order"]],
  ["aliases: paths name fields", "{ shop: site { mine: checkout { its: order { id: entityId } } } }", ["Unauthenticated", "Customer"], ["site", "site.checkout.order"]],
  ["arguments, variables and directives", "query Q($id: ID! = \"order { }\", $n: [Int!]! = [1] @x) @y(a: { b: [1.5e3, true, null, $n, ENUM] }) { customer @include(if: false) { email @skip(if: true) } }", ["Customer"], ["customer"]],
  ["both branches of a condition", "query Q($c: Boolean!) { site @include(if: $c) { name } customer @skip(if: $c) { email } }", ["Unauthenticated", "Customer"], ["site", "customer"]],
  ["strings, block strings and comments", "{ # customer { email }\n site(a: \"} customer {\", b: \"\"\" } customer { \\\"\"\" \"\"\", c: \"\\u{1F600}\\\"\") { name } }", ["Unauthenticated"], ["site"]],
  ["a byte order mark, commas and line ends", "\uFEFF{\r\n\tsite,,,{ name }\r}", ["Unauthenticated"], ["site"]],
  ["fragments and inline fragments", "query { ...Q ... on Query { customer { ...C } } } fragment Q on Query { site { ... @include(if: true) { name } } } fragment C on Customer { email }", ["Unauthenticated", "Customer"], ["site", "customer"]],
  ["fragments in a circle", "{ ...A } fragment A on Query { ...B } fragment B on Query { site { name } ...A }", ["Unauthenticated"], ["site"]],
  ["node by its concrete type", "{ node(id: \"T3JkZXI6MQ==\") { id ... on Order { entityId } } }", ["Customer"], ["node"]],
  ["fragments alone", "fragment F on Checkout { order { entityId } }", ["Unauthenticated", "Customer"], ["Checkout", "Checkout.order"]],
  ["a mutation", "mutation M { cart { assignCartToCustomer(input: {}) { cart { entityId } } } }", ["Unauthenticated", "Customer"], ["cart", "cart.assignCartToCustomer"]],
  ["a mutation of B2B Edition", "mutation { company { registerCompany(input: { name: \"x\" }) { entityId } } }", ["B2B"], ["company"]],
  ["introspection", "{ __schema { types { name } } __typename }", [], []],
  ["fields named like keywords", "query query { site { query mutation fragment on: on } }", ["Unauthenticated"], ["site"]],
  ["definitions of types beside the operation", "type T { a: Int } { site { name } }", ["Unauthenticated"], ["site"]],
];

/** What is not GraphQL, and the line and column where it stops being so. */
const SYNTAX = [
  ["", 1, 1], ["   \n  ", 2, 3], ["{", 1, 2], ["{ }", 1, 3], ["{ a", 1, 4], ["{ a }}", 1, 6], ["{\n  a(b: ) { c }\n}", 2, 8], ["query { a } }", 1, 13],
  ["{ a(x: \"open) }", 1, 16], ["{ a\u0000 }", 1, 4], ["{ ü }", 1, 3], ["synthetic0access0token", 1, 1], ["query Q($a) { a }", 1, 11], ["fragment on on T { a }", 1, 10],
];

const nested = (depth) => `${"{ a ".repeat(depth)}${"}".repeat(depth)}`;

/** Too much of something, each bounded by a limit of its own. */
const TOO_LARGE = [
  ["characters", () => `{ site { name } } #${"x".repeat(1_048_576)}`],
  ["fields", () => `{ ${"site ".repeat(200_000)}}`],
  ["levels", () => nested(101)],
  ["levels, by far", () => nested(100_000)],
  ["levels that are never closed", () => "{ a ".repeat(100_000)],
  ["levels of lists", () => `{ a(b: ${"[".repeat(100_000)}${"]".repeat(100_000)}) }`],
  ["levels of objects", () => `{ a(b: ${"{ c: ".repeat(100_000)}1${"}".repeat(100_000)}) }`],
  ["levels of types", () => `query ($a: ${"[".repeat(100_000)}Int${"]".repeat(100_000)}) { a }`],
];

const refused = (ctx, ...args) => {
  const error = thrown(() => ctx.scopesEntry.requiredScopes(...args));
  check(error instanceof ctx.lib.ValidationError, `a ValidationError, not ${error?.name}: ${error?.message}`);
  equal([error.code, error.operation], ["validation", "requiredScopes"], "code and operation");
  return error;
};

export const tests = [
  ...DOCUMENTS.map(([name, document, scopes, paths]) => ({
    name,
    async run(ctx) {
      const found = ctx.scopesEntry.requiredScopes(document);
      equal([found.scopes, found.because.map(({ path }) => path), found.unknownFields], [scopes, paths, []], "scopes, paths, unknown fields");
    },
  })),
  {
    name: "a reason says how sure it is, and why",
    async run(ctx) {
      const { because } = ctx.scopesEntry.requiredScopes("{ inventory { x } customer { email } }");
      equal(because.map(({ certainty }) => certainty), ["inferred", "documented"], "certainty");
      for (const { why } of because) matches(why, /^[a-z].+[^.]$/, "why");
    },
  },
  {
    name: "what is not in the table is reported and not guessed",
    async run(ctx) {
      const found = ctx.scopesEntry.requiredScopes("{ shiny(a: 1) { b } site { ...Missing } node(id: 1) { ... on Shiny { id } } }");
      equal([found.scopes, found.unknownFields], [["Unauthenticated"], ["shiny", "site...Missing", "node...on Shiny"]], "scopes and unknown fields");
    },
  },
  {
    name: "one of several operations is chosen by name",
    async run(ctx) {
      const document = "query A { site { name } } mutation B { logout { result } }";
      equal(ctx.scopesEntry.requiredScopes(document, { operationName: "A" }).scopes, ["Unauthenticated"], "A");
      equal(ctx.scopesEntry.requiredScopes(document, { operationName: "B" }).scopes, ["Customer"], "B");
      for (const [options, code] of [[undefined, "required"], [{}, "required"], [{ operationName: undefined }, "required"], [{ operationName: "C" }, "not_allowed"]]) {
        const error = refused(ctx, document, options);
        equal(error.issues.map((issue) => [issue.path, issue.code]), [["options.operationName", code]], "issues");
        matches(error.message, /\(A, B\)/, "the names");
      }
    },
  },
  {
    name: "the result cannot be changed",
    async run(ctx) {
      const found = ctx.scopesEntry.requiredScopes("{ site { name } }");
      check([found, found.scopes, found.because, found.because[0], found.unknownFields].every(Object.isFrozen), "frozen");
    },
  },
  {
    name: "what is not GraphQL is refused with its line and column, and not quoted",
    async run(ctx) {
      for (const [document, line, column] of SYNTAX) {
        const error = refused(ctx, document);
        equal(error.issues.map((issue) => [issue.path, issue.code, issue.line, issue.column]), [["document", "syntax", line, column]], JSON.stringify(document));
        check(!error.message.includes("synthetic"), "the document is not quoted");
        matches(error.message, new RegExp(`line ${line}, column ${column}`), "message");
      }
    },
  },
  {
    name: "a document of type definitions alone is refused",
    async run(ctx) {
      equal(refused(ctx, "type T { a: Int }").issues.map(({ path, code }) => [path, code]), [["document", "format"]], "issues");
    },
  },
  {
    name: "a hundred levels are read",
    async run(ctx) {
      equal(ctx.scopesEntry.requiredScopes(nested(100)).unknownFields, ["a"], "unknown fields");
    },
  },
  {
    name: "levels are those that are open at once, however many come one after another",
    async run(ctx) {
      const document = `{ site { ${Array.from({ length: 300 }, (_, at) => `a${at}(b: [{ c: 1 }]) { d }`).join(" ")} } }`;
      equal(ctx.scopesEntry.requiredScopes(document).scopes, ["Unauthenticated"], "scopes");
    },
  },
  ...TOO_LARGE.map(([name, make]) => ({
    name: `too many ${name}`,
    async run(ctx) {
      equal(refused(ctx, make()).issues.map(({ path, code }) => [path, code]), [["document", "too_long"]], "issues");
    },
  })),
  {
    name: "arguments of another kind are refused, and never called",
    async run(ctx) {
      let called = 0;
      const trap = { toString: () => { called += 1; return "{ site { name } }"; }, get operationName() { called += 1; return "A"; } };
      for (const document of [undefined, null, 5, true, [], {}, trap, Symbol("s"), () => {}, new String("{ a }")]) {
        equal(refused(ctx, document).issues.map(({ path, code }) => [path, code]), [["document", "type"]], "document");
      }
      for (const [options, path, code] of [[null, "options", "type"], ["A", "options", "type"], [[], "options", "type"], [{ operationName: 5 }, "options.operationName", "type"], [{ operationname: "A" }, "options.operationname", "unknown_field"], [trap, "options.operationName", "accessor"]]) {
        check(refused(ctx, "{ site { name } }", options).issues.some((issue) => issue.path === path && issue.code === code), `${path}: ${code}`);
      }
      equal(called, 0, "calls");
    },
  },
];
