/**
 * `POST /graphql`: one query or mutation, after the token has been let in.
 *
 * @typedef {import("../reply.js").Reply} Reply
 * @typedef {import("../exchange.js").SandboxRequest} SandboxRequest
 * @typedef {object} Context
 * @property {import("../store.js").Store} store
 * @property {import("../store.js").StorefrontRecord} token
 * @property {import("./endpoint.js").Place} place
 * @property {SandboxRequest} request
 * @property {unknown} body
 * @property {(cost: number) => import("../rate-limit.js").Budget} spend
 */
import { json } from "../reply.js";
import { plan, run } from "./execute.js";
import { loadGraphql } from "./library.js";
import { mutations } from "./mutations.js";
import { queries } from "./queries.js";

/** The code is one that BigCommerce's own client knows; the texts are invented. */
const INVALID_CUSTOMER = { message: "Sandbox: the customer access token is not valid.", extensions: { code: "INVALID_CUSTOMER_ACCESS_TOKEN" } };
const NO_QUERY = "Sandbox: expected a JSON object with a query, and variables and operationName where they are needed";
const TOO_MANY = "Sandbox: too many requests from this address. Try again later.";

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} body @returns {import("./execute.js").Query | null} */
function readQuery(body) {
  if (!isObject(body)) return null;
  const { query, variables, operationName } = /** @type {Record<string, any>} */ (body);
  const fits = typeof query === "string" && (variables == null || isObject(variables)) && (operationName == null || typeof operationName === "string");
  return fits ? { query, variables: variables ?? {}, operationName: operationName ?? undefined } : null;
}

/** @param {Context} context @returns {import("../customers.js").Customer | undefined} whom the request speaks for */
function customerOf({ store, token, request: { headers, at } }) {
  if (token.type === "customer_impersonation") return store.customers.byId(Number(headers.get("x-bc-customer-id")));
  return store.customers.byToken(headers.get("x-bc-customer-access-token") ?? "", at);
}

/** The quota by address stands in a draft of the documents. @param {import("../rate-limit.js").Budget} budget @returns {Record<string, string>} */
const quotaHeaders = ({ quota, left }) =>
  quota === Infinity
    ? {}
    : { "X-BC-IP-Rate-Limit-Requests-Quota": String(quota), "X-BC-IP-Rate-Limit-Requests-Quota-Left": String(left) };

/** @param {import("./execute.js").Plan} planned @returns {Record<string, string>} */
const planHeaders = ({ operation, complexity }) => ({
  "X-BC-GraphQL-Complexity": String(complexity),
  "X-BC-GraphQL-Operation-Type": operation.operation,
  ...(operation.name ? { "X-BC-GraphQL-Operation-Name": operation.name.value } : {}),
});

/** @param {Context} context @returns {Promise<Reply>} */
export async function answerGraphql(context) {
  const { store, token, place, request, body, spend } = context;
  const query = readQuery(body);
  if (!query) return json(400, { errors: [{ message: NO_QUERY }] });
  let graphql;
  try {
    graphql = await loadGraphql(store.graphql.library);
  } catch (error) {
    return json(501, { errors: [{ message: /** @type {Error} */ (error).message }] });
  }

  const { headers, at } = request;
  const customerAccessToken = headers.get("x-bc-customer-access-token") ?? undefined;
  const insistsOnCustomer = headers.get("x-bc-error-on-invalid-customer-access-token") === "true";
  const customer = customerOf(context);
  if (insistsOnCustomer && customerAccessToken !== undefined && !customer) return json(200, { data: null, errors: [INVALID_CUSTOMER] });

  const { plan: planned, problem } = plan(graphql, query);
  if (!planned) return json(200, { errors: problem });
  const budget = spend(planned.complexity);
  const told = { ...planHeaders(planned), ...quotaHeaders(budget) };
  if (!budget.allowed) return json(429, { errors: [{ message: TOO_MANY }] }, told);

  const visit = {
    store,
    place,
    customer,
    customerAccessToken,
    insistsOnCustomer,
    isFromServer: !headers.has("origin"),
    at,
    /** @param {string} message @param {string} [code] */
    fail: (message, code) => new graphql.GraphQLError(message, code ? { extensions: { code } } : {}),
  };
  const roots = { query: queries(visit), mutation: mutations(visit) };
  const granted = token.type === "private" ? token.scopes : null;
  return json(200, await run(graphql, planned, query, { roots, granted, scopeNames: store.graphql.scopeNames }), told);
}
