/**
 * Secrets on the command line: every program of the machine reads them in the list of processes, and shells keep them in their
 * history. So a flag that would carry one does not exist, and whatever looks like one is refused without being repeated.
 */
import { CliError } from "./failure.js";

/** Without dashes and in lower case, so that every spelling is met. */
const SECRET_FLAGS = new Set([
  "accesstoken", "apikey", "apitoken", "authorization", "authtoken", "bearer", "bearertoken", "clientsecret", "customeraccesstoken",
  "jwt", "key", "pass", "passphrase", "passwd", "password", "privatetoken", "pwd", "secret", "sfapitoken", "storefronttoken", "token", "xauthtoken",
]);

/** Every JSON Web Token begins with an encoded `{"`. */
const JWT = /eyJ[\w-]{8,}/;
/** The form of the access tokens that are known: no other value of a flag has it. */
const ACCESS_TOKEN = /^[a-z0-9]{31}$/;

const REASON = "every program on this machine can read a command line, and the shell keeps it in its history";
const SEEN = "if the secret was a real one, take it as seen by others and replace it";

/** @param {string} what @param {string} instead */
const refuse = (what, instead) => new CliError("secret_in_arguments", `${what}: ${REASON}`, `${instead}; ${SEEN}`);

const INSTEAD = "set BIGCOMMERCE_ACCESS_TOKEN or B2B_PASSWORD in the environment or in a .env file, type it at the prompt, or send it to standard input";

/** @param {string} argument */
function flagOf(argument) {
  if (!/^--?[a-z]/i.test(argument)) return "";
  return argument.replace(/^-+/, "").split("=")[0].replace(/[-_]/g, "").toLowerCase();
}

/** @param {readonly string[]} argv */
export function refuseSecrets(argv) {
  for (const [index, argument] of argv.entries()) {
    if (SECRET_FLAGS.has(flagOf(argument))) throw refuse("no flag takes a secret", INSTEAD);
    const value = argument.startsWith("-") ? argument.slice(argument.indexOf("=") + 1) : argument;
    // Nobody has said what an id of a token looks like.
    const isId = argument.startsWith("--jti=") || argv[index - 1] === "--jti";
    if (JWT.test(argument) || (ACCESS_TOKEN.test(value) && !isId) || /\bbearer\s/i.test(argument)) throw refuse("an argument looks like a secret", INSTEAD);
  }
}

/** For a command whose subject is a token: whatever is given to it by hand is taken for one. @param {string} command */
export function refusePositional(command) {
  return refuse(`${command} takes no token as an argument`, "send the token to standard input, type it at the prompt, or name its variable: -e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN");
}
