import { storefront } from "../../lib/storefront.js";

export const dynamic = "force-dynamic";

export async function GET() {
  const { data } = await storefront("{ site { settings { storeName } } }");
  return Response.json({ name: data.site.settings.storeName });
}
