// inspectToken(): what a caller sees. Which claims make which finding is tested natively, in tables.
import { check, equal, matches, thrown } from "./support/check.mjs";

const NOW = Date.UTC(2026, 10, 22);
const SIGNATURE = "synthetic-signature";

const base64url = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const jwt = (claims, header = { typ: "JWT", alg: "ES256" }) => `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}.${SIGNATURE}`;

/** As the API issues them. */
const issued = (changes) => jwt({ cid: [1], cors: [], iat: 1790000000, eat: 1800000000, iss: "BC", sid: 1000000001, sub: "synthetic0client0id000000000000", sub_type: 2, ...changes });

const ACCESS_TOKEN = "synthetic0access0token000000000";
const B2B = jwt({ email: "owner@example.com", store_hash: "g5cd38", db: "default" }, { typ: "JWT", alg: "HS256" });

/** A token, options, and what is found: kind and codes, the most urgent first. */
const ROWS = [
  ["an old storefront token on a server", issued({ token_type: 1, iat: 1780000000 }), {}, "storefront", ["storefront_token_stops"]],
  ["a new storefront token on a server", issued({ token_type: 1 }), {}, "storefront", ["storefront_token_useless"]],
  ["a storefront token in a browser", issued({ token_type: 1 }), { usedIn: "browser" }, "storefront", []],
  ["a private token by its scopes", issued({ token_type: 3, scopes: ["Customer"] }), {}, "private", []],
  ["a private token in a browser", issued({ scopes: ["Customer"] }), { usedIn: "browser" }, "private", ["secret_in_browser"]],
  ["a kind that cannot be told", issued({ token_type: 3 }), {}, "unknown", ["unknown_kind"]],
  ["a customer impersonation token", issued({ token_type: 2 }), {}, "customerImpersonation", ["impersonation_token"]],
  ["an authToken of B2B Edition", B2B, {}, "b2b", ["b2b_auth_token"]],
  ["an access token", ACCESS_TOKEN, {}, "unknown", ["access_token"]],
  ["a customer access token", `${"0123456789abcdef".repeat(4)}_1721406629`, {}, "unknown", ["customer_access_token"]],
  ["a JSON Web Token of somebody else", jwt({ iss: "https://accounts.example.com", exp: 1800000000 }), {}, "unknown", ["unknown_issuer"]],
  ["half a token", issued({}).slice(0, -40), {}, "unknown", ["damaged_jwt"]],
  ["a token with a line break", `${issued({ token_type: 2 })}\n`, {}, "customerImpersonation", ["not_bare", "impersonation_token"]],
  ["nothing", "", {}, "unknown", ["empty"]],
  ["a lone surrogate", "\ud800", {}, "unknown", ["not_a_jwt"]],
  ["the longest text that is looked at", "x".repeat(8_192), {}, "unknown", ["not_a_jwt"]],
  ["a longer one", "x".repeat(8_193), {}, "unknown", ["too_long"]],
  ["a letter of three bytes too many", "€".repeat(2_731), {}, "unknown", ["too_long"]],
  ["a text of 64 MiB", "x".repeat(67_108_864), {}, "unknown", ["too_long"]],
];

const inspect = (ctx, token, options) => ctx.inspectEntry.inspectToken(token, { now: NOW, ...options });

const refused = (ctx, ...args) => {
  const error = thrown(() => ctx.inspectEntry.inspectToken(...args));
  check(error instanceof ctx.lib.ValidationError, `a ValidationError, not ${error?.name}: ${error?.message}`);
  equal([error.code, error.operation], ["validation", "inspectToken"], "code and operation");
  return error.issues.map(({ path, code }) => [path, code]);
};

export const tests = [
  ...ROWS.map(([name, token, options, kind, codes]) => ({
    name,
    async run(ctx) {
      const found = inspect(ctx, token, options);
      equal([found.kind, found.findings.map(({ code }) => code)], [kind, codes], "kind and codes");
    },
  })),
  {
    name: "claims become numbers, dates and scopes",
    async run(ctx) {
      const { channelIds, issuedAt, expiresAt, allowedCorsOrigins, scopes } = inspect(ctx, issued({ cid: [1, 664177], cors: ["https://a.example"], scopes: ["TOKEN_SCOPE_B2B", "Customer"] }));
      equal([channelIds, allowedCorsOrigins, scopes], [[1, 664177], ["https://a.example"], ["B2B", "Customer"]], "lists");
      check(issuedAt instanceof Date && expiresAt instanceof Date, "dates");
      equal([issuedAt.getTime(), expiresAt.getTime()], [1790000000000, 1800000000000], "times");
      const without = inspect(ctx, jwt({ iss: "BC" }));
      equal([without.issuedAt, without.expiresAt, without.channelIds], [null, null, []], "without claims");
    },
  },
  {
    name: "a finding says how urgent it is, what to do, what it rests on, and when",
    async run(ctx) {
      const [stops] = inspect(ctx, issued({ token_type: 1, iat: 1780000000 })).findings;
      equal([stops.severity, stops.date?.toISOString()], ["warning", "2027-03-31T00:00:00.000Z"], "severity and date");
      for (const [, token, options] of ROWS.slice(0, 15)) {
        for (const finding of inspect(ctx, token, options).findings) {
          matches(finding.severity, /^(error|warning|info)$/, "severity");
          matches(finding.message, /^[a-zB].{15,}[^.]$/, "message");
          matches(finding.action, /^[a-z].{10,}[^.]$/, "action");
          check(finding.documents.length > 0 && finding.documents.every((title) => typeof title === "string"), "documents");
          check(!("date" in finding) || finding.date instanceof Date, "date");
        }
      }
    },
  },
  {
    name: "the moment is now, a Date, or milliseconds",
    async run(ctx) {
      const token = issued({ scopes: ["Customer"], eat: 1800000000 });
      const codes = (now) => inspect(ctx, token, { now }).findings.map(({ code }) => code);
      equal([codes(1799999999999), codes(new Date(1800000000000)), codes(1800000000000)], [["expires_soon"], ["expired"], ["expired"]], "codes");
      const seconds = Math.floor(Date.now() / 1000);
      const at = (eat) => ctx.inspectEntry.inspectToken(issued({ scopes: ["Customer"], iat: seconds - 60, eat })).findings.map(({ code }) => code);
      equal([at(seconds - 5), at(seconds + 600)], [["expired"], ["expires_soon"]], "by the clock");
    },
  },
  {
    name: "the result cannot be changed",
    async run(ctx) {
      const found = inspect(ctx, B2B);
      check([found, found.channelIds, found.allowedCorsOrigins, found.scopes, found.findings, found.findings[0], found.findings[0].documents].every(Object.isFrozen), "frozen");
    },
  },
  {
    name: "nothing that is found shows the token",
    async run(ctx) {
      for (const token of [ACCESS_TOKEN, B2B, issued({ token_type: 1 }), issued({ token_type: 1 }).slice(0, -40)]) {
        const found = inspect(ctx, token);
        const shown = [JSON.stringify(found), ...ctx.inspect.map(({ show }) => show(found))].join("\n");
        for (const part of [...token.split("."), "synthetic", "owner@example.com", "g5cd38"]) check(!shown.includes(part), "a part of the token is shown");
      }
    },
  },
  {
    name: "what is no string is refused, and never called",
    async run(ctx) {
      let called = 0;
      const trap = { toString: () => { called += 1; return B2B; } };
      for (const token of [undefined, null, 5, true, [], {}, trap, Symbol("s"), new String(B2B), new Uint8Array(3)]) equal(refused(ctx, token), [["jwt", "type"]], "issues");
      equal(called, 0, "calls");
    },
  },
  {
    name: "options are checked, each fault at once",
    async run(ctx) {
      for (const [options, issues] of [
        [null, [["options", "type"]]], ["now", [["options", "type"]]], [[], [["options", "type"]]],
        [{ now: "2026-11-22" }, [["options.now", "type"]]], [{ now: new Date(NaN) }, [["options.now", "out_of_range"]]], [{ now: NaN }, [["options.now", "not_integer"]]],
        [{ now: -1 }, [["options.now", "out_of_range"]]], [{ now: 1795305600 }, [["options.now", "out_of_range"]]], [{ now: 1e300 }, [["options.now", "unsafe_integer"]]],
        [{ usedIn: "page" }, [["options.usedIn", "not_allowed"]]], [{ usedIn: 5 }, [["options.usedIn", "type"]]], [{ usedin: "browser" }, [["options.usedin", "unknown_field"]]],
        [{ usedIn: "page", now: "x" }, [["options.now", "type"], ["options.usedIn", "not_allowed"]]],
      ]) equal(refused(ctx, B2B, options), issues, "issues");
      for (const options of [undefined, {}, { now: undefined, usedIn: undefined }]) equal(ctx.inspectEntry.inspectToken(B2B, options).kind, "b2b", "kind");
    },
  },
];
