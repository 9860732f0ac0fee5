import process from "node:process";
import { inspectToken } from "bigcommerce-tokens/inspect";

const { kind, expiresAt, findings } = inspectToken(process.env.BIGCOMMERCE_STOREFRONT_TOKEN ?? "");

console.log(`kind: ${kind}, end: ${expiresAt?.toISOString() ?? "not known"}`);
for (const { severity, code, message, action } of findings) console.log(`${severity} (${code}): ${message}\n  ${action}`);
