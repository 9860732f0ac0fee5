// Which variables hold a BigCommerce token, and what there is to say about each.

/**
 * @typedef {import("./env-files.js").Variable} Variable
 * @typedef {{ code: string, severity: "error" | "warning" | "info", message: string, action: string, date?: Date | undefined }} Finding
 * @typedef {object} Item something that was looked at
 * @property {string} file
 * @property {number} line
 * @property {string} name of the variable
 * @property {string} kind of the token, or "setting"
 * @property {Date | null} expiresAt
 * @property {Finding[]} findings
 */

/** What Catalyst calls its tokens for GraphQL. Source: BigCommerce Catalyst, its .env.example and changesets, read 2026-11-22. */
const GRAPHQL_NAMES = /^BIGCOMMERCE_(?:STOREFRONT|STOREFRONT_UNAUTHENTICATED|CUSTOMER_IMPERSONATION)_TOKEN$/;
/** Opaque: nothing can be read from it. */
const ACCESS_NAME = /^(?:BIGCOMMERCE|BC)_(?:\w+_)?(?:ACCESS|AUTH|API)_TOKEN$/;
const OURS = /BIGCOMMERCE|(?:^|_)BC_|B2B/;
const SECRET_WORD = /TOKEN|JWT|SECRET/;
/** What bundlers put into the code of pages. */
const PUBLIC = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|VITE|REACT_APP|GATSBY|VUE_APP)_/;
/** Files that are made to be committed. */
const EXAMPLE = /\.(?:example|sample|template|dist)$/;
const JWT = /^["'\s]*(?:bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]+["'\s]*$/i;
const REFERENCE = /^\$\{?\w/;

/** Findings that say "this is no token of BigCommerce": of interest only where the name says that it should be one. */
const STRANGER = new Set(["empty", "too_long", "not_a_jwt", "damaged_jwt", "unknown_issuer", "access_token", "client_secret", "customer_access_token"]);

/** @type {Finding} */
const IN_EXAMPLE = {
  code: "in_example_file",
  severity: "error",
  message: "a token stands in a file that is made to be committed and read by others",
  action: "replace it by an empty value, and revoke or replace the token if the file was ever pushed",
};

/** @param {string} name */
const plainName = (name) => name.replace(PUBLIC, "");

/**
 * @param {Variable} variable
 * @param {(value: string, usedIn: "server" | "browser") => { kind: string, expiresAt: Date | null, findings: readonly Finding[] }} inspect
 * @returns {Item | undefined} nothing where the variable holds no token
 */
export function lookAt({ file, line, name, value }, inspect) {
  const plain = plainName(name.toUpperCase());
  const looksLikeOne = JWT.test(value);
  const named = GRAPHQL_NAMES.test(plain) || (OURS.test(plain) && SECRET_WORD.test(plain));
  const example = EXAMPLE.test(file);
  if (value.trim() === "" || REFERENCE.test(value) || !(looksLikeOne || (named && !example))) return undefined;
  const usedIn = PUBLIC.test(name) ? "browser" : "server";
  const { kind, expiresAt, findings } = inspect(value, usedIn);
  const strange = findings.some(({ code }) => STRANGER.has(code));
  if (strange && !named) return undefined;
  const opaque = ACCESS_NAME.test(plain) && !looksLikeOne;
  const kept = findings.filter(({ code }) => !(opaque || !GRAPHQL_NAMES.test(plain)) || !STRANGER.has(code));
  return { file, line, name, kind: opaque ? "access token" : kind, expiresAt, findings: example ? [IN_EXAMPLE, ...kept] : kept };
}
