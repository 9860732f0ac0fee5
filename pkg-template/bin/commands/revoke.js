import { openClient, STORE_OPTIONS } from "../client.js";
import { usage } from "../failure.js";
import { familyName, KIND_OPTION } from "../families.js";
import { ask, canAsk } from "../prompt.js";
import { readToken, TOKEN_OPTIONS } from "../token-source.js";

/** @typedef {import("../context.js").Context} Context */

const CONFIRMED = "revoke all";

/** @param {Context} context */
async function confirmAll(context) {
  const { values, stderr } = context;
  const { confirm } = values;
  if (confirm !== undefined && confirm !== CONFIRMED) throw usage(`--confirm: expected the words "${CONFIRMED}"`);
  if (confirm === CONFIRMED) return;
  if (!canAsk(context)) throw usage("--all ends every token of the kind that this account has made", `say so: --confirm "${CONFIRMED}"`);
  stderr.write(`this ends every ${values.kind ?? "private"} token that this API account has made; programs that use one stop working\n`);
  const typed = await ask(context, `type "${CONFIRMED}" to go on: `, { hidden: false });
  if (typed.trim() !== CONFIRMED) throw usage("not confirmed; nothing was sent");
}

/** @param {Context} context @returns {Promise<{ all: true } | { jti: string } | { token: string }>} */
async function subjectOf(context) {
  const { jti, all, confirm, "env-file": file } = context.values;
  if ([jti, all, file].filter((given) => given !== undefined).length > 1) throw usage("revoke ends one thing: expected one of --jti, --all, --env-file, or a token on standard input");
  if (confirm !== undefined && !all) throw usage("--confirm belongs to --all");
  if (jti !== undefined) return { jti };
  if (!all) return { token: await readToken(context) };
  await confirmAll(context);
  return { all: true };
}

/** @type {import("../command-line.js").Command} */
export const revoke = {
  name: "revoke",
  summary: "end a token before its time: by its id, by its text, or all of a kind",
  about: [
    "A revocation takes up to a minute. A store holds a limited number of revoked tokens that have not expired, so revoke what others may",
    "have seen, and let the rest end by itself. The text of a token comes from standard input, a prompt that shows nothing, or a .env file.",
  ].join("\n"),
  aboutToken: true,
  options: {
    kind: KIND_OPTION,
    jti: { type: "string", value: "ID", what: "the id that list tells" },
    all: { type: "boolean", what: "every token of this kind that this API account has made" },
    confirm: { type: "string", value: `"${CONFIRMED}"`, what: "with --all, where nobody can be asked" },
    ...TOKEN_OPTIONS,
    ...STORE_OPTIONS,
  },
  examples: [
    { what: "one of a file", line: "bigcommerce-tokens revoke -e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN" },
    { what: "from another program", line: "bigcommerce-tokens revoke < token.txt" },
    { what: "all private tokens of this account, in a script", line: `bigcommerce-tokens revoke --all --confirm "${CONFIRMED}"` },
  ],
  async run(context) {
    const { kind = "private" } = context.values;
    const family = familyName(kind);
    const subject = await subjectOf(context);
    const { client } = await openClient(context);
    const tokens = /** @type {any} */ (client)[family];
    const options = { signal: context.signal };
    if ("all" in subject) await tokens.revokeAll({ confirm: CONFIRMED }, options);
    else await tokens.revoke(subject, options);
    const what = "all" in subject ? `every ${kind} token of this API account` : "the token";
    return { data: { kind, revoked: "all" in subject ? "all" : "one", effectiveWithinSeconds: 60 }, lines: [`${what} is revoked; it may work for up to a minute more`] };
  },
};
