/**
 * From the text of a query to the body of an answer, by the package `graphql`.
 *
 * @typedef {import("./library.js").Graphql} Graphql
 * @typedef {{ query: string, variables: Record<string, unknown>, operationName: string | undefined }} Query
 * @typedef {{ operation: any, complexity: number }} Plan
 * @typedef {{ body: { data?: unknown, errors?: readonly object[] }, plan?: Plan }} Outcome
 */
import { MOST_COMPLEXITY, MOST_DEPTH, costOf } from "./cost.js";
import { SCHEMA } from "./schema.js";
import { longName, scopesOf } from "./scopes.js";

const SCOPE_MISSING = "The provided token does not include the scopes required to resolve this field.";
const SCOPE_CODE = "INSUFFICIENT_ACCESS_SCOPE";
/** @param {number} score */
const tooComplex = (score) =>
  `The query is too complex as it has a complexity score of ${score} out of ${MOST_COMPLEXITY}. Please remove some elements and try again`;
/** Invented, as the documents give the limit and no text. */
const TOO_DEEP = `Sandbox: the query is deeper than ${MOST_DEPTH} levels`;
const ONE_MUTATION = "Sandbox: a request can carry one mutation";
const NO_OPERATION = "Sandbox: the document has no operation of this name, or several and no name was sent";

/** @type {WeakMap<Graphql, any>} */
const schemas = new WeakMap();

/** @param {Graphql} graphql */
function schemaFor(graphql) {
  const schema = schemas.get(graphql) ?? graphql.buildSchema(SCHEMA);
  schemas.set(graphql, schema);
  return schema;
}

/** The documented sample of a missing scope has a path and no locations. @param {any} error */
function format(error) {
  const { locations, ...rest } = error.toJSON();
  return rest.extensions?.code === SCOPE_CODE || locations === undefined ? rest : { ...rest, locations };
}

/** @param {Graphql} graphql @param {Query} query @returns {{ document: any } | { errors: any[] }} */
function read(graphql, { query }) {
  try {
    const document = graphql.parse(query);
    const errors = graphql.validate(schemaFor(graphql), document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error] };
  }
}

/**
 * Looks at a query without running it.
 *
 * @param {Graphql} graphql
 * @param {Query} query
 * @returns {{ plan: Plan & { document: any }, problem?: undefined } | { plan?: undefined, problem: readonly object[] }}
 */
export function plan(graphql, query) {
  const found = read(graphql, query);
  if ("errors" in found) return { problem: found.errors.map(format) };
  const { document } = found;
  const operation = graphql.getOperationAST(document, query.operationName);
  if (!operation) return { problem: [{ message: NO_OPERATION }] };
  const { complexity, depth } = costOf(document, operation, query.variables);
  if (complexity > MOST_COMPLEXITY) return { problem: [{ message: tooComplex(complexity) }] };
  if (depth > MOST_DEPTH) return { problem: [{ message: TOO_DEEP }] };
  if (operation.operation === "mutation" && operation.selectionSet.selections.length > 1) return { problem: [{ message: ONE_MUTATION }] };
  return { plan: { document, operation, complexity } };
}

/**
 * Refuses each field whose scopes the token lacks. A token without scopes, which is any but a private one, reads everything.
 *
 * @param {Graphql} graphql
 * @param {{ granted: readonly string[] | null, scopeNames: "short" | "long" }} access
 */
function guardedResolver(graphql, { granted, scopeNames }) {
  /** @param {string[]} required */
  function demand(required) {
    if (granted === null || required.every((scope) => granted.includes(scope))) return;
    const requiredScopes = scopeNames === "long" ? required.map(longName) : required;
    throw new graphql.GraphQLError(SCOPE_MISSING, { extensions: { code: SCOPE_CODE, requiredScopes } });
  }
  /** @param {any} source @param {any} args @param {any} context @param {any} info */
  return (source, args, context, info) => {
    const field = `${info.parentType.name}.${info.fieldName}`;
    demand(scopesOf(field, graphql.getNamedType(info.returnType).name));
    const value = graphql.defaultFieldResolver(source, args, context, info);
    // An interface tells the type only when the value is there.
    demand(scopesOf(field, value?.__typename));
    return value;
  };
}

/**
 * @param {Graphql} graphql
 * @param {Plan & { document: any }} planned
 * @param {Query} query
 * @param {{ roots: { query: object, mutation: object }, granted: readonly string[] | null, scopeNames: "short" | "long" }} visit
 * @returns {Promise<{ data?: unknown, errors?: readonly object[] }>}
 */
export async function run(graphql, { document, operation }, { variables, operationName }, { roots, ...access }) {
  const { data, errors } = await graphql.execute({
    schema: schemaFor(graphql),
    document,
    operationName,
    variableValues: variables,
    rootValue: operation.operation === "mutation" ? roots.mutation : roots.query,
    fieldResolver: guardedResolver(graphql, access),
  });
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(format) } : {}) };
}
