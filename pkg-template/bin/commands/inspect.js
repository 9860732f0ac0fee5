import { columns, printable } from "../terminal.js";
import { readToken, TOKEN_OPTIONS } from "../token-source.js";

/** @param {Date | null} date */
const moment = (date) => date?.toISOString() ?? "not stated";
/** @param {readonly (string | number)[]} list */
const listed = (list) => (list.length === 0 ? "none" : list.join(", "));

const STYLES = /** @type {Record<string, import("../terminal.js").Style>} */ ({ error: "red", warning: "yellow", info: "cyan" });

/** @type {import("../command-line.js").Command} */
export const inspect = {
  name: "inspect",
  summary: "tell the kind, the claims and the faults of a token, without sending it anywhere",
  about: "The token comes from standard input, a prompt that shows nothing, or a .env file. It is read and not verified: BigCommerce publishes\nno key to verify it with.",
  aboutToken: true,
  options: { ...TOKEN_OPTIONS, browser: { type: "boolean", what: "judge it as one that a page uses, which every visitor can read" } },
  examples: [
    { what: "one of a file", line: "bigcommerce-tokens inspect -e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN" },
    { what: "from another program", line: "bigcommerce-tokens inspect --json < token.txt" },
  ],
  async run(context) {
    const token = await readToken(context);
    const { inspectToken } = await import("../../entry/inspect.js");
    const { kind, channelIds, issuedAt, expiresAt, allowedCorsOrigins, scopes, findings } = inspectToken(token, { usedIn: context.values.browser ? "browser" : "server" });
    const { paint } = context;
    const rows = [
      ["kind", kind],
      ["channels", listed(channelIds)],
      ["issued", moment(issuedAt)],
      ["expires", moment(expiresAt)],
      ["origins", listed(allowedCorsOrigins)],
      ["scopes", listed(scopes)],
    ].map((row) => row.map(printable));
    return {
      data: { kind, channelIds, issuedAt, expiresAt, allowedCorsOrigins, scopes, findings },
      lines: [
        ...columns(rows),
        ...findings.flatMap((/** @type {any} */ { severity, code, message, action }) => [
          "",
          `${paint(STYLES[severity] ?? "bold", severity)} ${paint("bold", code)}: ${message}`,
          `  ${paint("cyan", "to do")} ${action}`,
        ]),
      ],
    };
  },
};
