import { randomUUID } from "node:crypto";
import process from "node:process";
import { BigCommerceTokens } from "bigcommerce-tokens";

const client = BigCommerceTokens.fromEnv();
const issued = await client.b2b.serverToServerTokens.create({
  email: process.env.B2B_EMAIL,
  password: process.env.B2B_PASSWORD,
  // Unique, so that the token can be found in the control panel if the answer gets lost.
  name: `invoice-sync-${randomUUID()}`,
});

console.log(`"${issued.name}" has a token of ${issued.token.length} characters`);
