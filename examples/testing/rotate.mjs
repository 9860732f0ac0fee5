import { RateLimitError } from "bigcommerce-tokens";

/** The code under test, as it may stand in your program: a new token is saved, and a rate limit postpones the job. */
export async function rotate(client, save) {
  try {
    const { token, expiresAt } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Customer"] });
    await save(token);
    return { nextRunAt: new Date(expiresAt.getTime() - 2 * 60 * 60 * 1_000) };
  } catch (error) {
    if (error instanceof RateLimitError) return { postponedMs: error.retryAfterMs };
    throw error;
  }
}
