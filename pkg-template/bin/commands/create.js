// The commands that make a token of the storefront family: one per kind, which differ in a field.
import { openClient, STORE_OPTIONS } from "../client.js";
import { DELIVERY_OPTIONS, ENV_FILE_NOTE, prepareDelivery } from "../delivery.js";
import { usage } from "../failure.js";
import { familyName } from "../families.js";

/**
 * @typedef {import("../context.js").Context} Context
 * @typedef {import("../command-line.js").Command} Command
 * @typedef {import("../command-line.js").Option} Option
 */

/** @type {Record<string, Option>} */
const TOKEN_OPTIONS = {
  channel: { type: "string", multiple: true, value: "ID", what: "a channel of the store, or \"all\"; else BIGCOMMERCE_CHANNEL_ID" },
  "expires-in": { type: "string", value: "6h", what: "how long it is good: seconds, or 90s, 15m, 6h, 30d" },
  "expires-at": { type: "string", value: "DATE", what: "when it ends: 2027-01-31, 2027-01-31T12:00:00Z (UTC without a zone), Unix seconds, or 0 for no end" },
  "token-name": { type: "string", value: "NAME", what: "shown in the store's list of tokens, never in the token; at most 120 characters" },
};

/** @param {string} text */
const toNumber = (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text);

/** @param {Context} context */
function channelsOf({ values, env }) {
  /** @type {string[]} */
  const given = (values.channel ?? [env.BIGCOMMERCE_CHANNEL_ID || undefined]).flatMap((/** @type {string | undefined} */ text) => text?.split(",") ?? []);
  if (given.length === 0) throw usage("which channel? --channel ID, or --channel all", "1 is the default storefront; BIGCOMMERCE_CHANNEL_ID is used too");
  if (given.includes("all")) {
    if (given.length > 1) throw usage("--channel: expected ids, or \"all\" alone");
    return { channelIds: "all" };
  }
  const ids = given.map(toNumber);
  if (ids.some((id) => typeof id !== "number")) throw usage("--channel: expected a whole number of at least 1, or \"all\"");
  return ids.length === 1 ? { channelId: ids[0] } : { channelIds: ids };
}

const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** @param {string} text */
function dateOf(text) {
  if (/^\d+$/.test(text)) return Number(text);
  const zoned = /[T ]/.test(text) && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const date = new Date(zoned.replace(" ", "T"));
  // A day that the month does not have would be read as one of the next.
  const [year, month, day] = text.split(/[-T ]/, 3).map(Number);
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  if (!DATE.test(text) || Number.isNaN(date.getTime()) || !isDay) throw usage("--expires-at: expected a date such as 2027-01-31 or 2027-01-31T12:00:00Z, or Unix seconds");
  return date;
}

/** @param {Context} context */
function expiryOf({ values }) {
  const { "expires-in": expiresIn, "expires-at": expiresAt } = values;
  if ((expiresIn === undefined) === (expiresAt === undefined)) throw usage("how long? exactly one of --expires-in and --expires-at", "--expires-in 6h");
  return expiresAt === undefined ? { expiresIn: toNumber(expiresIn) } : { expiresAt: dateOf(expiresAt) };
}

/** @param {Context} context @param {string} option @param {string} hint @param {boolean} needed */
function listOf({ values }, option, hint, needed) {
  /** @type {string[] | undefined} */
  const given = values[option]?.flatMap((/** @type {string} */ text) => text.split(","));
  if (given === undefined && needed) throw usage(`--${option} is missing`, hint);
  return given;
}

/** @param {any} issued @param {string} kind as --kind names it */
function factsOf(issued, kind) {
  const { expiresAt, channelIds, scopes, name } = issued;
  const channels = channelIds === "all" ? "all" : channelIds.join(", ");
  const revoke = `bigcommerce-tokens revoke --kind ${kind} --jti`;
  return {
    howToEnd: (/** @type {string | undefined} */ jti) => (jti === undefined ? `bigcommerce-tokens list --kind ${kind} tells its id; then ${revoke} ID ends it` : `${revoke} ${jti} ends it`),
    data: { expiresAt, channelIds, scopes, ...(name === undefined ? {} : { name }) },
    rows: /** @type {[string, string][]} */ ([
      ["expires", expiresAt === null ? "never" : expiresAt.toISOString()],
      ["channels", channels],
      ...(scopes.length > 0 ? [["scopes", scopes.join(", ")]] : []),
      ...(name === undefined ? [] : [["name", name]]),
    ]),
  };
}

/**
 * @param {Pick<Command, "name" | "summary" | "about" | "examples"> & { kind: string, options: Record<string, Option>, own: (context: Context) => object }} how `kind` as --kind names it
 * @returns {Command}
 */
function createCommand({ kind, own, options, ...texts }) {
  const family = familyName(kind);
  return {
    ...texts,
    options: { ...TOKEN_OPTIONS, ...options, ...DELIVERY_OPTIONS, ...STORE_OPTIONS },
    async run(context) {
      const name = context.values["token-name"];
      const params = { ...channelsOf(context), ...expiryOf(context), ...own(context), ...(name === undefined ? {} : { name }) };
      const delivery = prepareDelivery(context);
      try {
        const { client } = await openClient(context);
        const issued = await /** @type {any} */ (client)[family].create(params, { signal: context.signal });
        return delivery.finish(issued.token, factsOf(issued, kind));
      } finally {
        delivery.discard();
      }
    },
  };
}

export const createPrivate = createCommand({
  name: "create-private",
  summary: "create a private token, for GraphQL from a server",
  about: ENV_FILE_NOTE,
  kind: "private",
  options: { scope: { type: "string", multiple: true, value: "SCOPE", what: "Unauthenticated, Customer or B2B" } },
  own: (context) => ({ scopes: listOf(context, "scope", "--scope Unauthenticated (catalog, cart, checkout), Customer (customers, orders, login), B2B (companies)", true) }),
  examples: [
    { what: "a token for six hours, into .env.local", line: "bigcommerce-tokens create-private --channel 1 --expires-in 6h --scope Unauthenticated -e .env.local --name BIGCOMMERCE_STOREFRONT_TOKEN" },
    { what: "to another program", line: "bigcommerce-tokens create-private --channel 1 --expires-in 15m --scope Unauthenticated,Customer | wc -c" },
    { what: "everything about it, for a script", line: "bigcommerce-tokens create-private --channel all --expires-in 1d --scope Customer --token-name nightly-sync --output private-token.txt --json" },
  ],
});

export const createStorefront = createCommand({
  name: "create-storefront",
  summary: "create a storefront token, for GraphQL from pages in a browser",
  about: `A storefront token created now does not work from a server: that takes a private token.\n${ENV_FILE_NOTE}`,
  kind: "storefront",
  options: { "cors-origin": { type: "string", multiple: true, value: "URL", what: "an origin whose pages may send it, such as https://shop.example; at most two" } },
  own(context) {
    const origins = listOf(context, "cors-origin", "", false);
    return origins === undefined ? {} : { allowedCorsOrigins: origins };
  },
  examples: [
    { what: "for the pages of one origin", line: "bigcommerce-tokens create-storefront --channel 1 --expires-in 30d --cors-origin https://shop.example -e .env.local --name NEXT_PUBLIC_STOREFRONT_TOKEN" },
  ],
});

export const createCustomerImpersonation = createCommand({
  name: "create-customer-impersonation",
  summary: "create a customer impersonation token, for GraphQL from a server in the name of any shopper",
  about: `Prefer a private token with a customer access token: BigCommerce advises against these tokens.\n${ENV_FILE_NOTE}`,
  kind: "customer-impersonation",
  options: {},
  own: () => ({}),
  examples: [
    { what: "for an hour, into .env.local", line: "bigcommerce-tokens create-customer-impersonation --channel 1 --expires-in 1h -e .env.local --name BIGCOMMERCE_CUSTOMER_IMPERSONATION_TOKEN" },
  ],
});
