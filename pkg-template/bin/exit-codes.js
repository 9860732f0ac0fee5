/**
 * What the process ends with, by the code of the error. Node keeps 1 to 13 for itself in part, hence the gaps.
 *
 * @type {readonly { exit: number, codes: readonly string[], what: string }[]}
 */
export const EXIT_CODES = [
  { exit: 0, codes: [], what: "done" },
  { exit: 1, codes: [], what: "doctor found something that is broken already" },
  { exit: 2, codes: ["usage", "secret_in_arguments"], what: "the command line is wrong; nothing was sent" },
  { exit: 3, codes: ["config", "validation"], what: "a setting or a value is missing or wrong; nothing was sent" },
  { exit: 4, codes: ["file"], what: "a file cannot be read or written" },
  { exit: 20, codes: ["bad_request", "unprocessable", "revoked_token_quota", "api", "graphql"], what: "the API refused what was asked" },
  { exit: 21, codes: ["authentication", "token_rejected", "customer_access_token"], what: "a token, the e-mail or the password is wrong" },
  { exit: 22, codes: ["permission", "insufficient_scope"], what: "a scope is missing, or the user's role may not do this" },
  { exit: 23, codes: ["not_found"], what: "the API knows no such thing" },
  { exit: 24, codes: ["rate_limit"], what: "the store's quota is used up" },
  { exit: 25, codes: ["server"], what: "the API failed" },
  { exit: 30, codes: ["connection", "fetch_misuse"], what: "no answer came, or it broke off" },
  { exit: 31, codes: ["timeout"], what: "a deadline passed" },
  { exit: 32, codes: ["redirect_refused", "protocol"], what: "the answer is not one of the API's" },
  { exit: 70, codes: ["internal", "browser_refused", "environment_polluted", "wasm_unavailable"], what: "a fault of this package, or a host it cannot run on" },
  { exit: 130, codes: ["aborted"], what: "ended by Ctrl-C, SIGTERM or SIGHUP" },
];

const INTERNAL = 70;

/** @param {unknown} code of an error */
export function exitCodeOf(code) {
  return EXIT_CODES.find(({ codes }) => codes.includes(String(code)))?.exit ?? INTERNAL;
}
