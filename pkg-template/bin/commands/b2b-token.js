import { randomUUID } from "node:crypto";
import { B2B_OPTIONS, openClient, STORE_OPTIONS } from "../client.js";
import { DELIVERY_OPTIONS, ENV_FILE_NOTE, prepareDelivery } from "../delivery.js";
import { usage } from "../failure.js";
import { PASSWORD, readCredentials, readSecret } from "../secrets.js";

const { "access-token-stdin": _, ...STORE } = STORE_OPTIONS;

/** @type {import("../command-line.js").Command} */
export const b2bToken = {
  name: "b2b-token",
  summary: "create a server to server token of B2B Edition (deprecated by BigCommerce)",
  about: [
    "Signs in as a user with the built-in role Administrator or Store Owner. Every sign-in makes an API account in the store.",
    "BigCommerce has deprecated this since 2025-09-30: new programs send the access token and X-Store-Hash to B2B Edition.",
    ENV_FILE_NOTE,
  ].join("\n"),
  options: {
    email: { type: "string", value: "ADDRESS", what: "the user; else B2B_EMAIL" },
    "password-stdin": { type: "boolean", what: "read the password from standard input; else B2B_PASSWORD, else a prompt" },
    "token-name": { type: "string", value: "NAME", what: "names the token in the control panel; else a unique one is made" },
    ...DELIVERY_OPTIONS,
    ...STORE,
    ...B2B_OPTIONS,
  },
  examples: [
    { what: "the password from the environment, the token into .env.local", line: "bigcommerce-tokens b2b-token --email owner@sandbox.example -e .env.local --name B2B_API_TOKEN" },
    { what: "the password from a file", line: "bigcommerce-tokens b2b-token --email owner@sandbox.example --password-stdin --output b2b.txt < password.txt" },
  ],
  async run(context) {
    const credentials = await readCredentials(context);
    const email = context.values.email || context.env.B2B_EMAIL || credentials.B2B_EMAIL;
    if (!email) throw usage("which user? --email ADDRESS, or B2B_EMAIL in the environment or in a .env file");
    const delivery = prepareDelivery(context);
    try {
      const password = await readSecret(context, PASSWORD, credentials);
      const { client } = await openClient(context, { accessToken: false, credentials });
      const name = context.values["token-name"] ?? `bigcommerce-tokens-${randomUUID()}`;
      const issued = await /** @type {Promise<any>} */ (client.b2b.serverToServerTokens.create({ email, password, name }, { signal: context.signal }));
      const told = issued.name ?? name;
      const { expiresAt } = issued;
      return delivery.finish(issued.token, {
        howToEnd: () => "the control panel of B2B Edition lists it by its name: delete it there",
        data: { expiresAt, name: told },
        rows: [["expires", expiresAt === null ? "not stated" : expiresAt.toISOString()], ["name", told]],
      });
    } finally {
      delivery.discard();
    }
  },
};
