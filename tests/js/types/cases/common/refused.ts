// Every line below a marker must fail to compile; a marker above a line that compiles is itself an error.
import { BigCommerceTokens } from "bigcommerce-tokens";
import type { IssuedToken } from "bigcommerce-tokens";

declare const client: BigCommerceTokens;
declare const issued: IssuedToken;
const rest = { expiresIn: "6h", scopes: ["B2B"] } as const;

// @ts-expect-error a store hash is needed
new BigCommerceTokens({ accessToken: "synthetic" });
// @ts-expect-error options are needed
new BigCommerceTokens();
// @ts-expect-error not an option
new BigCommerceTokens({ storeHash: "abc123", store_hash: "abc123" });
// @ts-expect-error milliseconds are numbers
new BigCommerceTokens({ storeHash: "abc123", timeoutMs: "5s" });
// @ts-expect-error a level that does not exist
new BigCommerceTokens({ storeHash: "abc123", logLevel: "verbose" });
// @ts-expect-error there is no way to allow a browser
new BigCommerceTokens({ storeHash: "abc123", runtime: "browser" });
// @ts-expect-error the client itself sets this key of fetch
new BigCommerceTokens({ storeHash: "abc123", fetchOptions: { redirect: "follow" } });
// @ts-expect-error the client itself sets this key of fetch
new BigCommerceTokens({ storeHash: "abc123", fetchOptions: { headers: {} } });
// @ts-expect-error a logger has four methods
new BigCommerceTokens({ storeHash: "abc123", logger: { error() {} } });

// @ts-expect-error a channel is needed
client.privateTokens.create({ ...rest });
// @ts-expect-error exactly one of the two
client.privateTokens.create({ channelId: 1, channelIds: [1], ...rest });
// @ts-expect-error an end is needed
client.privateTokens.create({ channelId: 1, scopes: ["B2B"] });
// @ts-expect-error exactly one of the two
client.privateTokens.create({ channelId: 1, expiresAt: 0, expiresIn: 60, scopes: ["B2B"] });
// @ts-expect-error an end is a Date or a number of seconds
client.privateTokens.create({ channelId: 1, expiresAt: "2030-01-01", scopes: ["B2B"] });
// @ts-expect-error weeks are no unit
client.privateTokens.create({ channelId: 1, expiresIn: "1w", scopes: ["B2B"] });
// @ts-expect-error scopes are needed
client.privateTokens.create({ channelId: 1, expiresIn: 60 });
// @ts-expect-error scopes are spelled as the API spells them
client.privateTokens.create({ channelId: 1, expiresIn: 60, scopes: ["customer"] });
// @ts-expect-error "all" is the only word
client.privateTokens.create({ channelIds: "every", ...rest });
// @ts-expect-error wire names belong on the wire
client.privateTokens.create({ channel_id: 1, ...rest });
// @ts-expect-error private tokens have no origins
client.privateTokens.create({ channelId: 1, ...rest, allowedCorsOrigins: [] });
// @ts-expect-error not an option of a call
client.privateTokens.create({ channelId: 1, ...rest }, { retries: 1 });

// @ts-expect-error a name is needed
client.b2b.serverToServerTokens.create({ email: "owner@shop.example", password: "synthetic" });
// @ts-expect-error the store hash is the client's
client.b2b.serverToServerTokens.create({ email: "owner@shop.example", password: "synthetic", name: "sync", storeHash: "abc123" });

// @ts-expect-error a token does not change
issued.token = "other";
// @ts-expect-error the families of a client do not change
client.privateTokens = client.privateTokens;
