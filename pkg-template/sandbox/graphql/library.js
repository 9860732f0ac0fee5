/**
 * Finds the package `graphql`, which the sandbox does not bring along: an optional peer, looked for when the first GraphQL request
 * comes and not before.
 *
 * @typedef {any} Graphql the module of that package
 */

const NAME = "graphql";
const ADVICE =
  "Sandbox: GraphQL needs the package graphql. Install it (npm install --save-dev graphql), or, where nothing can be imported by name " +
  "(a bundle, Workers), hand its module over: createSandbox({ graphql: { library } }).";

/** Jest's CommonJS has no dynamic import. @returns {Graphql} */
function requireFromProject() {
  const { process } = globalThis;
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(`${process.cwd()}/index.js`)(NAME);
}

/**
 * @param {Graphql | undefined} given
 * @returns {Promise<Graphql>}
 * @throws {Error} that says what to install
 */
export async function loadGraphql(given) {
  if (given) return given;
  try {
    // Not a literal, else a bundler would want the package of those who never ask.
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ NAME);
  } catch {
    try {
      return requireFromProject();
    } catch {
      throw new Error(ADVICE);
    }
  }
}
