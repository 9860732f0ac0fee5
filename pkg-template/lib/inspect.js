import { BrowserRefusedError } from "./errors.js";
import { BROWSER_MARKS, runtimeFacts } from "./facts.js";
import { ask, packOptions } from "./offline.js";
import { pack } from "./pack.js";
import { refusedByMarks } from "./refused.js";

/** One character more than any token has, so that too long a text is still seen to be too long and does not enter the wasm. */
const MAX_TEXT = 8_193;

/**
 * @param {unknown} jwt
 * @param {unknown} [options]
 */
export function inspectToken(jwt, options) {
  const facts = runtimeFacts();
  const [text, given] = typeof jwt === "string" ? [jwt.slice(0, MAX_TEXT), ""] : ["", pack(jwt)];
  try {
    return toInspection(ask("inspectToken", facts, text, given, packOptions(options), now()));
  } catch (error) {
    throw facts & BROWSER_MARKS && !(error instanceof BrowserRefusedError) ? refusedByMarks() : error;
  }
}

/** Whatever a patched clock gives, the wasm is given a number. */
function now() {
  const now = Math.trunc(Number(Date.now()));
  return BigInt(Number.isSafeInteger(now) ? now : 0);
}

/** @param {any} found */
function toInspection({ kind, channelIds, issuedAtMs, expiresAtMs, allowedCorsOrigins, scopes, findings }) {
  return Object.freeze({
    kind,
    channelIds: Object.freeze(channelIds),
    issuedAt: toDate(issuedAtMs),
    expiresAt: toDate(expiresAtMs),
    allowedCorsOrigins: Object.freeze(allowedCorsOrigins),
    scopes: Object.freeze(scopes),
    findings: Object.freeze(findings.map(toFinding)),
  });
}

/** @param {any} finding */
function toFinding({ code, severity, message, action, documents, dateMs }) {
  const finding = { code, severity, message, action, documents: Object.freeze(documents) };
  return Object.freeze(dateMs === null ? finding : { ...finding, date: toDate(dateMs) });
}

/** @param {number | null} ms */
const toDate = (ms) => (ms === null ? null : new Date(ms));
