// What an error becomes for a person and for a program.
import { printable } from "./terminal.js";

/** The library names fields; a person here knows flags. */
const FLAGS = /** @type {Record<string, string>} */ ({
  channelId: "--channel",
  channelIds: "--channel",
  scopes: "--scope",
  expiresAt: "--expires-at",
  expiresIn: "--expires-in",
  allowedCorsOrigins: "--cors-origin",
  name: "--token-name",
  email: "--email",
  storeHash: "--store-hash",
  jti: "--jti",
});

/** @param {{ path: string, message: string }} issue */
function issueLine({ path, message }) {
  const [field] = path.split("[");
  return `${FLAGS[field] ?? path}: ${message}`;
}

const UNCERTAIN = "nobody knows whether the API acted: a token may exist that nobody holds";

/** What lists or revokes is simply called again, as its hint says. @param {{ outcome?: string, operation?: string }} error */
const mayHaveMade = ({ outcome, operation }) => outcome === "unknown" && /\.(?:create|fromCurrentCustomerJwt)$/.test(operation ?? "");

/**
 * @param {unknown} error
 * @param {(style: import("./terminal.js").Style, text: string) => string} paint
 * @returns {{ data: Record<string, any>, lines: string[] }}
 */
export function describeError(error, paint) {
  const known = /** @type {any} */ (error);
  // Errors of this package tell what they know by toJSON(). The words of any other may quote a secret.
  const ours = error instanceof Error && typeof known.code === "string" && typeof known.toJSON === "function";
  const data = ours ? known.toJSON() : { name: "Error", code: "internal", message: "a fault of bigcommerce-tokens itself", hint: `please report it: ${kindOf(error)}` };
  const [headline, ...rest] = String(data.message).split("\n");
  const details = data.issues === undefined ? rest : data.issues.map(issueLine);
  const lines = [
    `${paint("red", "error")} ${paint("dim", `[${data.code}]`)} ${printable(headline)}`,
    ...details.map((/** @type {string} */ text) => `  ${printable(text.trim())}`),
    ...Object.entries(data.errors ?? {}).map(([field, text]) => `  ${printable(field)}: ${printable(String(text))}`),
    ...(mayHaveMade(data) ? [`  ${UNCERTAIN}`] : []),
    ...(data.hint === undefined ? [] : [`${paint("cyan", "hint")} ${printable(data.hint)}`]),
  ];
  return { data, lines };
}

/** Class and place of a stranger's error, without its words. @param {unknown} error */
function kindOf(error) {
  if (!(error instanceof Error)) return typeof error;
  const frame = String(error.stack).split("\n").find((line) => /^\s+at /.test(line));
  const place = /([\w-]+\.js:\d+)/.exec(frame ?? "")?.[1];
  return place === undefined ? error.constructor.name : `${error.constructor.name} at ${place}`;
}
