// A token that somebody has: a variable of a .env file, standard input, or a prompt that shows nothing.
import { scanEnv } from "./env-file.js";
import { CliError, fileError, usage } from "./failure.js";
import { readText, ReadAbandoned } from "./read-text.js";
import { readStandardInput } from "./secrets.js";

/** @typedef {import("./context.js").Context} Context */

/** @type {Record<string, import("./command-line.js").Option>} */
export const TOKEN_OPTIONS = {
  "env-file": { type: "string", short: "e", value: "FILE", what: "take the token from this .env file, from the variable of --name" },
  name: { type: "string", value: "VARIABLE", what: "the variable that holds it, such as BIGCOMMERCE_STOREFRONT_TOKEN" },
};

/** @param {string} file @param {string} name @param {AbortSignal} signal */
async function fromFile(file, name, signal) {
  /** @type {string} */
  let text;
  try {
    text = await readText(file, signal);
  } catch (error) {
    if (error instanceof ReadAbandoned) throw error;
    throw fileError("cannot read the file of --env-file", error);
  }
  // The last one counts, as everywhere.
  const found = scanEnv(text).reverse().find((entry) => entry.name === name);
  if (!found?.value) throw new CliError("file", "the file of --env-file has no such variable, or an empty one");
  return found.value;
}

/** @param {Context} context @returns {Promise<string>} */
export async function readToken(context) {
  const { values, signal } = context;
  const { "env-file": file, name } = values;
  if ((file === undefined) !== (name === undefined)) throw usage("--env-file and --name belong together", "-e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN");
  if (file !== undefined) return fromFile(file, name, signal);
  if (values["access-token-stdin"]) throw usage("standard input holds the access token: take the other one by --env-file and --name");
  return readStandardInput(context, "a token");
}
