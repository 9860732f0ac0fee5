import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import type { ProvidedToken, TokenProvider, TokenStore } from "bigcommerce-tokens/provider";
import { exactly } from "./assert.js";

const client = new BigCommerceTokens({ storeHash: "g5cd38", accessToken: "synthetic0access0token" });
declare const store: TokenStore;

const provider: TokenProvider = createTokenProvider(client, {
  kind: "private",
  request: { channelIds: [1, 2], scopes: ["Customer"], lifetime: "2h", name: "checkout" },
  store,
  refreshAhead: { from: 0.5 },
  waitUntil: (work) => void work.then(() => undefined),
});
createTokenProvider(client, { kind: "storefront", request: { channelId: 1, lifetime: 3_600 } });

export async function use() {
  const token: ProvidedToken = await provider.getToken();
  exactly<string>()(token.token);
  exactly<number>()(token.expiresOnTimestamp);
  exactly<number>()(token.refreshAfterTimestamp);
  exactly<string>()(await provider.token());
  exactly<{ Authorization: string }>()(await provider.headers());
  await provider.getToken({ forceRefresh: true });
  await provider.getToken("https://store-g5cd38.mybigcommerce.com/.default", {});
  await provider.invalidate(token.token);
}

/** What code written for Azure asks for. */
interface Credential {
  getToken(scopes: string | string[], options?: { abortSignal?: { readonly aborted: boolean } }): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}
export const credential: Pick<Credential, "getToken"> = { getToken: (scopes) => provider.getToken(scopes) };

// @ts-expect-error exactly one of channelId and channelIds
createTokenProvider(client, { request: { channelId: 1, channelIds: [1] } });
// @ts-expect-error a request is needed
createTokenProvider(client, {});
// @ts-expect-error the kinds are a closed list
createTokenProvider(client, { kind: "b2b", request: { channelId: 1 } });
// @ts-expect-error a store has get, set and delete
createTokenProvider(client, { request: { channelId: 1 }, store: { get: async () => null } });
// @ts-expect-error a provider is not changed
provider.fetch = provider.fetch;
