/**
 * Lets a request in by its JWT, or says in BigCommerce's words why not. The order of the checks is invented.
 *
 * @typedef {import("../store.js").StorefrontRecord} StorefrontRecord
 * @typedef {import("./endpoint.js").Place} Place
 * @typedef {import("../exchange.js").SandboxRequest} SandboxRequest
 * @typedef {{ record: StorefrontRecord, problem?: undefined } | { record?: undefined, problem: string }} Verdict
 */
import { readJwt } from "../jwt.js";

const MISSING = "GraphQL credentials were missing. No token was sent.";
/** @param {string} reason */
const invalid = (reason) => `GraphQL invalid credentials. ${reason}`;
const REVOKED = "Unknown JWT token";
const WRONG_ORIGIN =
  "'Origin' header invalid: The 'Origin' request header value did not match the allowed origin set in the JWT auth token. " +
  "Please generate a token that is valid for this origin";
/** This and the next two are invented: the documents name the rule and no text. */
const FROM_BROWSER = "Sandbox: this token is for servers, and the request comes from a web browser (it carries Origin or Sec-Fetch-Site).";
const TOO_NEW = "Sandbox: a storefront token created after 2026-06-30 cannot be used server to server. Create a private token.";
const TOO_LATE = "Sandbox: storefront tokens cannot be used server to server after 2027-03-31. Create a private token.";

/** The documents give days and no time zone; the sandbox takes UTC. */
const FIRST_BROWSER_ONLY_ISSUE = Date.UTC(2026, 6, 1) / 1000;
const END_OF_SERVER_USE = Date.UTC(2027, 3, 1);

/** @param {unknown} claims whether these are claims of the storefront family */
function isKnownFormat(claims) {
  const { cid, iat, sid, iss } = Object(claims);
  const isChannels = Number.isInteger(cid) || (Array.isArray(cid) && cid.every(Number.isInteger));
  return isChannels && Number.isInteger(iat) && Number.isInteger(sid) && typeof iss === "string";
}

/** @param {StorefrontRecord} record @param {SandboxRequest} request @returns {string | null} */
function useProblem({ type, allowedCorsOrigins, issuedAt }, { headers, at }) {
  const origin = headers.get("origin");
  if (type !== "simple") return origin !== null || headers.has("sec-fetch-site") ? FROM_BROWSER : null;
  if (origin !== null) return allowedCorsOrigins.includes(origin) ? null : WRONG_ORIGIN;
  if (issuedAt >= FIRST_BROWSER_ONLY_ISSUE) return TOO_NEW;
  return at >= END_OF_SERVER_USE ? TOO_LATE : null;
}

/** @param {SandboxRequest} request */
const bearerOf = ({ headers }) => /^Bearer +(\S.*)$/i.exec(headers.get("authorization") ?? "")?.[1].trim();

/**
 * @param {SandboxRequest} request
 * @param {Place} place
 * @param {import("../store.js").Store} store
 * @returns {Promise<Verdict>}
 */
export async function checkCredential(request, place, store) {
  const token = bearerOf(request);
  if (token === undefined) return { problem: MISSING };
  const jwt = readJwt(token);
  if (!jwt || jwt.header === undefined) return { problem: invalid("String is not a JWT") };
  if (jwt.claims === undefined) return { problem: invalid("JWT has no valid Json") };
  if (!isKnownFormat(jwt.claims)) return { problem: invalid("JWT has Json of an unknown format") };
  const record = await store.recordOf(token);
  if (!record) return { problem: invalid("JWT signature is invalid") };
  if (store.isExpired(record, request.at)) return { problem: invalid("JWT is expired") };
  // A host is in lower case whatever the hash is.
  if (place.storeHash.toLowerCase() !== store.storeHash.toLowerCase()) return { problem: invalid("JWT store id doesn't match store id of the URL") };
  if (!record.channelIds.includes(place.channelId)) return { problem: invalid("JWT channel id doesn't match channel id of the URL") };
  if (store.isRevoked(record, request.at)) return { problem: REVOKED };
  const problem = useProblem(record, request);
  return problem === null ? { record } : { problem };
}
