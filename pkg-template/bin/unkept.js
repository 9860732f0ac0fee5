/**
 * A token that was made and does not reach the place where it was to go. The API gives a token once: so it is kept elsewhere, for the
 * owner alone, or it is said that it is lost and how to end it.
 */
import { CliError, fileFault } from "./failure.js";
import { keepElsewhere } from "./secret-file.js";

/** @typedef {import("./delivery.js").Facts} Facts */

/** The id, where the token tells it: it is what `revoke` needs. @param {string} token @returns {string | undefined} */
export function jtiOf(token) {
  try {
    const { jti } = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString("utf8"));
    return /^[\w-]{1,64}$/.test(jti) ? jti : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} error */
const whyOf = (error) => (error instanceof CliError ? error.message : fileFault(error));

/** @param {string} token @param {Facts} facts */
function known(token, { data, rows }) {
  const jti = jtiOf(token);
  return { data: { ...(jti === undefined ? {} : { jti }), ...data }, lines: [...(jti === undefined ? [] : [["id", jti]]), ...rows].map(([name, text]) => `${name}: ${text}`) };
}

/** @param {string} token @param {Facts} facts @param {string} why */
export function lost(token, facts, why) {
  const { data, lines } = known(token, facts);
  const message = [`the token was made, and is lost: ${why}`, ...lines].join("\n");
  return new CliError("file", message, facts.howToEnd(jtiOf(token)), { keptIn: null, ...data });
}

/** @param {string} token @param {Facts} facts @param {unknown} error @param {string} file where it was to go */
export function keptElsewhere(token, facts, error, file) {
  const keptIn = keepElsewhere(file, `${token}\n`);
  if (keptIn === undefined) return lost(token, facts, whyOf(error));
  const { data, lines } = known(token, facts);
  const message = [`the token was made, and is not where it should be: ${whyOf(error)}`, `it lies in ${keptIn}, readable by you alone`, ...lines].join("\n");
  return new CliError("file", message, "put it where it belongs, and delete that file", { keptIn, ...data });
}
