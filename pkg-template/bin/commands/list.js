import { openClient, STORE_OPTIONS } from "../client.js";
import { usage } from "../failure.js";
import { familyName, KIND_OPTION } from "../families.js";
import { columns, printable } from "../terminal.js";

/** As many as the API gives at once. */
const PAGE = 250;

/** @param {Record<string, any>} values */
function queryOf({ sort, direction }) {
  const query = { limit: PAGE, sort: sort?.replace("-", "_"), direction };
  if (query.sort !== undefined && !["issued_at", "expires_at"].includes(query.sort)) throw usage("--sort: expected issued-at or expires-at");
  if (direction !== undefined && !["asc", "desc"].includes(direction)) throw usage("--direction: expected asc or desc");
  return query;
}

/** @param {string | undefined} text */
function maximumOf(text) {
  if (text === undefined) return Infinity;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usage("--max: expected a whole number of at least 1");
  return Number(text);
}

/** The API does not always tell how many there are. @param {number} count @param {number | undefined} total */
const counted = (count, total) => (total === undefined ? `${count}` : `${count} of ${total}`);

/** @param {any} record */
const stateOf = ({ isRevoked, isExpired }) => (isRevoked ? "revoked" : isExpired ? "expired" : "live");
/** @param {Date | undefined} date */
const day = (date) => date?.toISOString().slice(0, 10) ?? "-";

/** @param {readonly any[]} tokens @param {(style: import("../terminal.js").Style, text: string) => string} paint */
function table(tokens, paint) {
  const rows = tokens.map((token) => [stateOf(token), day(token.expiresAt), day(token.issuedAt), token.jti, token.channelIds.join(",") || "all", token.scopes.join(",") || "-", token.name ?? "-"].map(printable));
  return columns([["state", "expires", "issued", "id", "channels", "scopes", "name"], ...rows], (text, column, row) => {
    if (row === 0) return paint("bold", text);
    return column === 0 ? paint(text === "live" ? "green" : "dim", text) : text;
  });
}

/** @type {import("../command-line.js").Command} */
export const list = {
  name: "list",
  summary: "list the tokens that this API account has made, without their text",
  about: "Tells only tokens of the account whose access token is used. Revoked and expired ones are among them. Not every store's API has this yet.",
  options: {
    kind: KIND_OPTION,
    sort: { type: "string", value: "FIELD", what: "issued-at (the default) or expires-at" },
    direction: { type: "string", value: "asc|desc", what: "asc is the default" },
    max: { type: "string", value: "NUMBER", what: "stop after so many; else all are listed" },
    ...STORE_OPTIONS,
  },
  examples: [
    { what: "the private tokens that end first", line: "bigcommerce-tokens list --sort expires-at --max 20" },
    { what: "the ids of all storefront tokens", line: "bigcommerce-tokens list --kind storefront --json" },
  ],
  async run(context) {
    const { values, progress, signal, paint } = context;
    const { kind = "private" } = values;
    const family = familyName(kind);
    const [query, maximum] = [queryOf(values), maximumOf(values.max)];
    const { client } = await openClient(context);
    /** @type {any[]} */
    const tokens = [];
    /** @type {number | undefined} */
    let total;
    progress.show("asking for the first page");
    for (let page = await /** @type {any} */ (client)[family].list(query, { signal }); page; page = await page.next()) {
      tokens.push(...page.items);
      total = page.pagination?.total ?? total;
      progress.show(`${counted(tokens.length, total)} tokens`);
      if (tokens.length >= maximum) break;
    }
    const listed = tokens.slice(0, maximum);
    return {
      data: { kind, total, tokens: listed },
      lines: [...(listed.length === 0 ? [] : table(listed, paint)), `${counted(listed.length, total)} ${kind} tokens of this API account`],
    };
  },
};
