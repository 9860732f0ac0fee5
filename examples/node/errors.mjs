import { AuthenticationError, BigCommerceError, BigCommerceTokens, RateLimitError, ValidationError } from "bigcommerce-tokens";

const client = BigCommerceTokens.fromEnv();
const params = { channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] };

function explain(error) {
  if (error instanceof ValidationError) return error.issues.map(({ path, code }) => `fix ${path} (${code})`).join(", ");
  if (error instanceof AuthenticationError) return `the access token is not good for this store: ${error.hint}`;
  if (error instanceof RateLimitError) return `try again in ${error.retryAfterMs} ms`;
  if (!BigCommerceError.is(error)) throw error;
  // "unknown" is worth an alert: a token may exist that nobody holds.
  return `${error.code}, outcome ${error.outcome ?? "not_sent"}`;
}

const failing = {
  "two faults": () => client.privateTokens.create({ ...params, expiresAt: Date.now(), expiresIn: undefined, scopes: ["customer"] }),
  "a wrong access token": () => client.withOptions({ accessToken: "synthetic0wrong0token" }).privateTokens.create(params),
  "an abort": () => client.privateTokens.create(params, { signal: AbortSignal.abort() }),
};
for (const [name, call] of Object.entries(failing)) {
  try {
    await call();
  } catch (error) {
    console.log(`${name}: ${explain(error)}`);
  }
}
