/** Where secrets come from: the environment, a .env file, standard input, or a prompt that shows nothing. */
import util from "node:util";
import { scanEnv } from "./env-file.js";
import { CliError, fileError, usage } from "./failure.js";
import { ask, canAsk } from "./prompt.js";
import { readText, ReadAbandoned } from "./read-text.js";

/** @typedef {import("./context.js").Context} Context */

const DEFAULT_FILE = ".env";
/** More than any secret; a file sent by mistake is not read to its end. */
const LONGEST_INPUT = 64 * 1024;

/**
 * The variables of the .env file, by Node's own reader where it has one (from 20.12). Without `--credentials` the file may be missing.
 *
 * @param {Context} context
 * @returns {Promise<Record<string, string | undefined>>}
 */
export async function readCredentials({ values, note, signal }) {
  const file = values.credentials ?? DEFAULT_FILE;
  try {
    const text = await readText(file, signal);
    const parseEnv = /** @type {any} */ (util.parseEnv);
    return parseEnv ? parseEnv(text) : Object.fromEntries(scanEnv(text).map(({ name, value }) => [name, value]));
  } catch (error) {
    if (error instanceof ReadAbandoned) throw error;
    if (values.credentials !== undefined) throw fileError("cannot read the file of --credentials", error);
    // A folder of that name is somebody else's.
    if (!["ENOENT", "EISDIR"].includes(Object(error).code)) note(`${fileError(`cannot read ${DEFAULT_FILE}`, error).message}; going on without it`);
    return {};
  }
}

/**
 * Standard input as one line; a person at a terminal is asked, since what is typed there would be shown. The line end that `echo` and
 * editors leave is not part of a secret; anything else is kept.
 *
 * @param {Context} context
 * @param {string} what
 */
export async function readStandardInput(context, what) {
  const { stdin, signal } = context;
  if (canAsk(context)) return ask(context, `${what.replace(/^(?:the|a) /, "")} (not shown): `, { hidden: true });
  if (stdin.isTTY) throw usage(`standard input: expected ${what} from a pipe or a file; it can be typed only where stderr is a terminal too`);
  const stop = () => stdin.destroy(new CliError("aborted", "ended while standard input was read; nothing was sent"));
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const chunks = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > LONGEST_INPUT) throw usage(`standard input: expected ${what} on one line, got more than ${LONGEST_INPUT} bytes`);
  }
  const text = Buffer.concat(chunks).toString("utf8").replace(/\r?\n$/, "");
  if (text === "") throw usage(`standard input: expected ${what}, got nothing`);
  if (/[\r\n]/.test(text)) throw usage(`standard input: expected ${what} on one line, got several lines`);
  return text;
}

/**
 * @typedef {object} Secret
 * @property {string} name of the variable
 * @property {string} what for people, such as "access token"
 * @property {string} stdinFlag the option that says it comes on standard input
 */

/** @type {Secret} */
export const ACCESS_TOKEN = { name: "BIGCOMMERCE_ACCESS_TOKEN", what: "access token", stdinFlag: "access-token-stdin" };
/** @type {Secret} */
export const PASSWORD = { name: "B2B_PASSWORD", what: "password", stdinFlag: "password-stdin" };

/**
 * @param {Context} context
 * @param {Secret} secret
 * @param {Record<string, string | undefined>} credentials
 * @returns {Promise<string>}
 */
export async function readSecret(context, { name, what, stdinFlag }, credentials) {
  const { values, env } = context;
  if (values[stdinFlag]) return readStandardInput(context, `the ${what}`);
  const found = env[name] || credentials[name];
  if (found) return found;
  if (canAsk(context)) {
    const typed = await ask(context, `${what} (not shown): `, { hidden: true });
    if (typed !== "") return typed;
  }
  throw new CliError("config", `the ${what}: expected ${name} in the environment or in a .env file, got nothing`, `set it, give a file by --credentials, or send it to standard input with --${stdinFlag}`);
}
