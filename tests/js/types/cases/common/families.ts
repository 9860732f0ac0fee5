import type { BigCommerceTokens } from "bigcommerce-tokens";
import type {
  ApiPromise,
  ApiResponse,
  B2BToken,
  B2BTokenRecord,
  CustomerImpersonationTokenParams,
  IssuedToken,
  OffsetPagination,
  Page,
  PagePromise,
  Pagination,
  StorefrontTokenParams,
  TokenFamily,
  TokenListQuery,
  TokenRecord,
  WhichToken,
} from "bigcommerce-tokens";
import { exactly } from "./assert.js";

declare const client: BigCommerceTokens;
declare const end: Date;

const storefront: StorefrontTokenParams = { channelId: 1, expiresIn: "30d", allowedCorsOrigins: ["https://shop.example"] as const, name: "pages" };
const impersonation: CustomerImpersonationTokenParams = { channelIds: "all", expiresAt: end };
exactly<ApiPromise<IssuedToken>>()(client.storefrontTokens.create(storefront));
exactly<ApiPromise<IssuedToken>>()(client.customerImpersonationTokens.create(impersonation, { maxRetries: 0 }));
client.storefrontTokens.create({ channelId: 1, expiresIn: 60, allowedCorsOrigins: undefined });

// What holds for one family holds for each.
for (const family of [client.privateTokens, client.storefrontTokens, client.customerImpersonationTokens] as const) {
  const shared: Pick<TokenFamily<never>, "list" | "revoke" | "revokeAll"> = family;
  void shared;
}

const query: TokenListQuery = { page: 2, limit: 250, sort: "expires_at", direction: "desc" };
const byId: WhichToken = { jti: "7" };
const byToken: WhichToken = { token: "synthetic.e30.token" };
exactly<PagePromise<TokenRecord, Pagination>>()(client.privateTokens.list(query, { timeoutMs: 1 }));
exactly<ApiPromise<void>>()(client.privateTokens.revoke(byId));
exactly<ApiPromise<void>>()(client.storefrontTokens.revoke(byToken));
exactly<ApiPromise<void>>()(client.privateTokens.revokeAll({ confirm: "revoke all" }));

export async function lists(): Promise<void> {
  const page = await client.privateTokens.list();
  exactly<Page<TokenRecord, Pagination>>()(page);
  exactly<readonly TokenRecord[]>()(page.items);
  exactly<number | undefined>()(page.pagination.total);
  exactly<PagePromise<TokenRecord, Pagination> | null>()(page.next());
  exactly<ApiResponse<Page<TokenRecord, Pagination>>>()(await client.privateTokens.list().withResponse());
  for await (const token of client.storefrontTokens.list(query)) {
    exactly<TokenRecord>()(token);
    exactly<string>()(token.jti);
    exactly<Date | undefined>()(token.expiresAt);
    if (token.type === "simple") exactly<readonly string[]>()(token.allowedCorsOrigins);
  }
  const b2b = client.b2b.serverToServerTokens.list({ authToken: "synthetic", limit: 10, offset: 20 });
  exactly<PagePromise<B2BTokenRecord, OffsetPagination>>()(b2b);
  for await (const record of b2b) exactly<string | undefined>()(record.token);
  exactly<number>()((await b2b).pagination.offset);
}

exactly<ApiPromise<void>>()(client.b2b.serverToServerTokens.delete({ authToken: "synthetic", id: 5, name: "sync", email: undefined }));
const signIn = { email: "buyer@shop.example", password: "synthetic", channelId: 1, name: "portal" };
exactly<ApiPromise<B2BToken>>()(client.b2b.customerTokens.create({ ...signIn, beginAt: 0, endAt: end }));
exactly<ApiPromise<B2BToken>>()(client.b2b.storefrontTokens.create({ customerId: 5 }));
client.b2b.storefrontTokens.create({ customerId: 5, channelId: 1, customerAccessToken: { value: "synthetic", expiresAt: "2027-03-31T00:00:00Z" } });
client.b2b.storefrontTokens.create({ customerId: 5, customerAccessToken: { value: "synthetic", expiresAt: end } });
exactly<ApiPromise<B2BToken>>()(client.b2b.storefrontTokens.fromCurrentCustomerJwt({ jwt: "synthetic.e30.token" }));

// @ts-expect-error private tokens alone have scopes
client.storefrontTokens.create({ channelId: 1, expiresIn: 60, scopes: ["B2B"] });
// @ts-expect-error storefront tokens alone have origins
client.customerImpersonationTokens.create({ channelId: 1, expiresIn: 60, allowedCorsOrigins: ["https://shop.example"] });
// @ts-expect-error one of the two names the token
client.privateTokens.revoke({});
// @ts-expect-error not both
client.privateTokens.revoke({ jti: "7", token: "synthetic.e30.token" });
// @ts-expect-error all tokens end by these words alone
client.privateTokens.revokeAll({ confirm: "yes" });
// @ts-expect-error and never without
client.privateTokens.revokeAll();
// @ts-expect-error a field of another name
client.privateTokens.list({ perPage: 5 });
// @ts-expect-error pages of this host are found by an offset
client.b2b.serverToServerTokens.list({ authToken: "synthetic", page: 2 });
// @ts-expect-error a list is asked for with a token
client.b2b.serverToServerTokens.list();
// @ts-expect-error a channel is needed
client.b2b.customerTokens.create({ email: "buyer@shop.example", password: "synthetic", name: "portal" });
// @ts-expect-error a time of this kind has its zone in a text or is a Date
client.b2b.storefrontTokens.create({ customerId: 5, customerAccessToken: { value: "synthetic", expiresAt: 5 } });
// @ts-expect-error the wire's name for it
client.b2b.storefrontTokens.fromCurrentCustomerJwt({ jwtToken: "synthetic.e30.token" });
