/**
 * Where a token that was made goes: a line of a .env file, a file of its own, a pipe, or the screen if that is asked for. It is
 * decided and tried before the token is made.
 *
 * @typedef {import("./context.js").Context} Context
 * @typedef {object} Delivery
 * @property {(token: string, facts: Facts) => import("./context.js").Report} finish
 * @property {() => void} discard takes back what was prepared
 *
 * @typedef {object} Facts what may be told of a token
 * @property {Record<string, unknown>} data for --json, without the token
 * @property {readonly (readonly [string, string])[]} rows
 * @property {(jti: string | undefined) => string} howToEnd what to do where it got lost
 */
import { setVariable } from "./env-file.js";
import { CliError, fileFault, usage } from "./failure.js";
import { closeToOthers, leadsNowhere, prepareFile } from "./secret-file.js";
import { columns, printable } from "./terminal.js";
import { keptElsewhere, lost } from "./unkept.js";

/** @type {Record<string, import("./command-line.js").Option>} */
export const DELIVERY_OPTIONS = {
  "env-file": { type: "string", short: "e", value: "FILE", what: "write the token into this .env file, as the variable of --name" },
  name: { type: "string", value: "VARIABLE", what: "the variable to write or replace, such as BIGCOMMERCE_STOREFRONT_TOKEN" },
  output: { type: "string", value: "FILE", what: "write the token into a file of its own, readable by you alone" },
  force: { type: "boolean", what: "let --output replace a file" },
  show: { type: "boolean", what: "show the token on a terminal" },
};

/**
 * Node looks for its own `--env-file` behind the program too: it ends with code 9 where the file is missing, before anything here
 * runs, and takes NODE_OPTIONS from it. Seen in Node 20.20 and 24.21; hence the short form, which the examples use.
 */
export const ENV_FILE_NOTE = "Write -e rather than --env-file for a file that does not exist yet: Node itself looks at the long form, even here.";

/** @param {string} token */
export const redacted = (token) => `[redacted, ${token.length} characters]`;

/** @param {readonly (readonly [string, string])[]} rows */
const listed = (rows) => columns(rows.map(([name, text]) => [name, printable(text)]));

/**
 * From here on there is a token: whatever goes wrong with its file, it must not be lost, and nobody may be told that nothing was sent.
 *
 * @template T
 * @param {string} file @param {string} token @param {Facts} facts @param {() => T} write
 */
function keeping(file, token, facts, write) {
  try {
    return write();
  } catch (error) {
    throw keptElsewhere(token, facts, error, file);
  }
}

/** @param {Context} context @returns {Delivery} */
function toEnvFile({ values, note }) {
  const { "env-file": file, name } = values;
  const prepared = prepareFile(file, { keepMode: true });
  // What is refused must be so before the token is made.
  const present = prepared.read();
  if (present.includes("\0")) throw new CliError("file", "the file of --env-file is no text that a .env file can be");
  setVariable(present, name, "");
  if (prepared.open) note(`${file} may be read by others on this machine: chmod 600 would keep the token to you`);
  return {
    discard: prepared.discard,
    finish(token, facts) {
      const { data, rows } = facts;
      const { line, replaced, others } = keeping(file, token, facts, () => {
        // Read now and not before: an editor may have saved it meanwhile.
        const { text, ...told } = setVariable(prepared.read(), name, token);
        prepared.write(text);
        return told;
      });
      if (others.length > 0) note(`${name} also stands on line ${others.join(", ")} of ${file}: the last one counts`);
      return {
        data: { token: "[redacted]", ...data, envFile: { path: file, name, line, replaced } },
        lines: listed([["token", `${redacted(token)}, ${replaced ? "replaced in" : "added to"} ${file}, line ${line}, as ${name}`], ...rows]),
      };
    },
  };
}

/** @param {Context} context @returns {Delivery} */
function toFile({ values }) {
  const file = values.output;
  const prepared = prepareFile(file, { replace: Boolean(values.force) });
  if (prepared.exists && !values.force) {
    prepared.discard();
    throw usage("--output names a file that exists", "--force replaces it; -e and --name change one line of it");
  }
  return {
    discard: prepared.discard,
    finish(token, facts) {
      const { data, rows } = facts;
      keeping(file, token, facts, () => prepared.write(`${token}\n`));
      return { data: { token: "[redacted]", ...data, output: { path: file } }, lines: listed([["token", `${redacted(token)}, written to ${file}`], ...rows]) };
    },
  };
}

/** What is said where standard output did not take the token. @param {string} token @param {Facts} facts */
const ifNotTaken = (token, facts) => (/** @type {unknown} */ error) => lost(token, facts, `standard output did not take it: ${fileFault(error)}`);

/** @param {Context} context @returns {Delivery} */
function toPipe({ values, stdout, note }) {
  if (leadsNowhere(stdout.fd)) throw usage("standard output is closed, or /dev/null: the token would be lost", "add -e FILE and --name VARIABLE, or --output FILE");
  if (closeToOthers(stdout.fd)) note("standard output is a file: it was made readable by you alone");
  return {
    discard() {},
    finish(token, facts) {
      const { data, rows } = facts;
      if (!values.json) note(rows.map(([name, text]) => `${name}: ${text}`).join("; "));
      return { data: { token, ...data }, lines: [token], ifNotTaken: ifNotTaken(token, facts) };
    },
  };
}

/** @param {Context} context @returns {Delivery} */
function toScreen({ values }) {
  // Refused and not redacted: a token that nobody keeps would live on for nothing.
  if (!values.show) throw usage("where is the token to go? it is not shown on a terminal unasked, and BigCommerce gives it once", "add -e FILE and --name VARIABLE, --output FILE or --show, or pipe it on");
  return {
    discard() {},
    finish(token, facts) {
      const { data, rows } = facts;
      return { data: { token, ...data }, lines: listed([["token", token], ...rows]), ifNotTaken: ifNotTaken(token, facts) };
    },
  };
}

/** @param {Context} context @returns {Delivery} */
export function prepareDelivery(context) {
  const { values, stdout } = context;
  const places = ["env-file", "output", "show"].filter((option) => values[option]);
  if (places.length > 1) throw usage(`the token goes to one place: expected one of --${places.join(", --")}`);
  if ((values["env-file"] === undefined) !== (values.name === undefined)) throw usage("--env-file and --name belong together", "-e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN; a token's own name is --token-name");
  if (values.force && values.output === undefined) throw usage("--force belongs to --output");
  if (values["env-file"] !== undefined) return toEnvFile(context);
  if (values.output !== undefined) return toFile(context);
  return stdout.isTTY ? toScreen(context) : toPipe(context);
}
