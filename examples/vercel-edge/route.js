import { BigCommerceTokens } from "bigcommerce-tokens";

export const runtime = "edge";

export async function GET(request) {
  const secret = process.env.CRON_SECRET;
  if (!secret || request.headers.get("authorization") !== `Bearer ${secret}`) return new Response(null, { status: 401 });
  const client = new BigCommerceTokens({
    storeHash: process.env.BIGCOMMERCE_STORE_HASH,
    accessToken: process.env.BIGCOMMERCE_ACCESS_TOKEN,
  });
  const { token, expiresAt } = await client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["Unauthenticated"] });
  await fetch(`${process.env.KV_REST_API_URL}/set/private-token?EX=21600`, {
    method: "POST",
    headers: { Authorization: `Bearer ${process.env.KV_REST_API_TOKEN}` },
    body: token,
  });
  return Response.json({ expiresAt });
}
