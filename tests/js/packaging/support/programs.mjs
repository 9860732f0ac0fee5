// What a user writes: a program that creates a private token and uses every part that has a wasm of its own or code of others, in
// each kind of module.
const BODY = `
async function main({ url, accessToken }) {
  const client = new BigCommerceTokens({ storeHash: "sandbox1", accessToken, endpoints: { api: url } });
  const { token, expiresAt } = await client.privateTokens.create({ channelId: 1, expiresIn: "1h", scopes: ["Unauthenticated"] });
  const { name, server } = detectRuntime();
  const { findings } = inspectToken(token);
  const { scopes } = requiredScopes("{ site { name } }");
  return { segments: token.split(".").length, expires: expiresAt instanceof Date, name, server, findings: findings.map(({ code }) => code), scopes };
}
`;

const IMPORTS = `import { BigCommerceTokens } from "bigcommerce-tokens";
import { detectRuntime } from "bigcommerce-tokens/runtime";
import { inspectToken } from "bigcommerce-tokens/inspect";
import { requiredScopes } from "bigcommerce-tokens/scopes";
`;

const REQUIRES = `const { BigCommerceTokens } = require("bigcommerce-tokens");
const { detectRuntime } = require("bigcommerce-tokens/runtime");
const { inspectToken } = require("bigcommerce-tokens/inspect");
const { requiredScopes } = require("bigcommerce-tokens/scopes");
`;

const START = `
main(JSON.parse(process.env.GIVEN)).then((made) => console.log(JSON.stringify(made)));
`;

/** Programs for a command line, which print what they made. */
export const MODULE_PROGRAM = IMPORTS + BODY + START;
export const COMMONJS_PROGRAM = REQUIRES + BODY + START;

/** A Worker, which answers with what it made; `prelude` comes before its first use of the package. */
export const workerProgram = (prelude = "") => `${IMPORTS}${prelude}${BODY}
export default {
  async fetch(request) {
    try {
      return Response.json(await main(await request.json()));
    } catch (error) {
      return Response.json({ name: error.name, code: error.code, message: error.message, hint: error.hint });
    }
  },
};
`;

/** What every program makes. @param {string} name the runtime that it finds itself in */
export const made = (name) => ({ segments: 3, expires: true, name, server: true, findings: ["expires_soon", "unknown_kind"], scopes: ["Unauthenticated"] });

/** The environment of a program. @param {string} url @param {{ credentials: { accessToken: string } }} sandbox */
export const given = (url, { credentials: { accessToken } }) => ({ GIVEN: JSON.stringify({ url, accessToken }) });
