import { BigCommerceTokens } from "bigcommerce-tokens";

const client = BigCommerceTokens.fromEnv();
await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"], name: "leaked" });

for await (const { jti, name, isRevoked } of client.privateTokens.list({ sort: "issued_at", direction: "desc" })) {
  if (name === "leaked" && !isRevoked) {
    await client.privateTokens.revoke({ jti });
    console.log(`revoked ${name}; for about a minute it may go on to work`);
  }
}
