// One GraphQL request to the sandbox, with every part changeable.
import * as library from "graphql";
import { FAMILIES, createSandbox, issue, read } from "../util.mjs";

export const [SIMPLE, PRIVATE, IMPERSONATION] = FAMILIES;
export const QUERY = "{ site { settings { storeName } } }";
export const ALL_SCOPES = ["Unauthenticated", "Customer", "B2B"];

/** A sandbox that has the package `graphql` at hand. */
export const graphqlSandbox = ({ graphql, ...options } = {}) => createSandbox({ ...options, graphql: { library, ...graphql } });

export const privateToken = async (sandbox, scopes = ALL_SCOPES, changes = {}) => (await issue(sandbox, PRIVATE, { scopes, ...changes })).token;

/**
 * @param {object} sandbox
 * @param {{ token?: string, url?: string, query?: string, variables?: object, operationName?: string, headers?: Record<string, string>, body?: string }} request
 */
export async function send(sandbox, { token, url = sandbox.graphqlEndpoint(), query = QUERY, variables, operationName, headers = {}, body } = {}) {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const fetch = url.startsWith("http://127.0.0.1") ? globalThis.fetch : sandbox.fetch;
  return fetch(url, {
    method: "POST",
    headers: { ...authorization, "Content-Type": "application/json", ...headers },
    body: body ?? JSON.stringify({ query, variables, operationName }),
  });
}

export const ask = async (sandbox, request) => read(await send(sandbox, request));

/** The data of an answer without errors. */
export async function dataOf(sandbox, request) {
  const { status, body } = await ask(sandbox, request);
  if (status !== 200 || body.errors) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.data;
}

/** Signs the first customer in and gives back the customer access token. */
export async function customerAccessToken(sandbox, token) {
  const { email, password } = sandbox.credentials.customer;
  const query = "mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { customerAccessToken { value expiresAt } } }";
  return (await dataOf(sandbox, { token, query, variables: { email, password } })).login.customerAccessToken;
}
