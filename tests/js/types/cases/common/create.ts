import { BigCommerceTokens, init } from "bigcommerce-tokens";
import type {
  ApiPromise,
  ApiResponse,
  B2BToken,
  Channels,
  Clock,
  Expiry,
  IssuedToken,
  Logger,
  PrivateTokenParams,
  RequestOptions,
  Scope,
} from "bigcommerce-tokens";
import { exactly } from "./assert.js";

declare const logger: Logger;
declare const clock: Clock;
declare const environment: Record<string, string | undefined>;

/** A Worker's own interface, without an index signature and with things that are no strings. */
interface WorkerEnv {
  BIGCOMMERCE_STORE_HASH: string;
  BIGCOMMERCE_ACCESS_TOKEN: string;
  CACHE: { get(key: string): Promise<string | null> };
}
declare const workerEnv: WorkerEnv;

export const client = new BigCommerceTokens({ storeHash: "abc123" });
new BigCommerceTokens({ storeHash: "abc123", accessToken: "synthetic" });
new BigCommerceTokens({ storeHash: "abc123", accessToken: () => "synthetic" });
new BigCommerceTokens({ storeHash: "abc123", accessToken: async () => "synthetic" });
new BigCommerceTokens({
  storeHash: "abc123",
  accessToken: undefined,
  fetchOptions: { dispatcher: {}, proxy: "http://127.0.0.1:8080", cf: { cacheTtl: 0 } },
  timeoutMs: 1_000,
  totalTimeoutMs: 2_000,
  maxRetries: 0,
  maxRetryAfterMs: 1_000,
  logger,
  logLevel: "debug",
  appInfo: { name: "shop", version: "1.0.0", url: "https://shop.example" },
  endpoints: { api: "http://127.0.0.1:8787", b2b: "http://127.0.0.1:8787/api/io" },
  clock,
  runtime: "server",
});
exactly<BigCommerceTokens>()(BigCommerceTokens.fromEnv());
BigCommerceTokens.fromEnv(environment, { maxRetries: 0 });
BigCommerceTokens.fromEnv(workerEnv);
exactly<BigCommerceTokens>()(client.withOptions({ timeoutMs: undefined }));
class Shop extends BigCommerceTokens {
  region = "eu";
}
exactly<Shop>()(Shop.fromEnv(environment));
exactly<Shop>()(Shop.fromEnv().withOptions({ maxRetries: 0 }));
const { fromEnv } = BigCommerceTokens;
exactly<BigCommerceTokens>()(fromEnv());
init(new Uint8Array(8));
init(new ArrayBuffer(8));

const scopes = ["Unauthenticated", "Customer", "B2B"] as const;
exactly<ApiPromise<IssuedToken>>()(client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes }));
client.privateTokens.create({ channelIds: [1, 2], expiresAt: new Date(), scopes: ["B2B"], name: "checkout" });
client.privateTokens.create({ channelIds: "all", expiresAt: 0, scopes: ["B2B"] });
client.privateTokens.create({ channelIds: [1] as readonly number[], expiresIn: 900, scopes: ["B2B"], name: undefined });
client.privateTokens.create({ channelId: 1, channelIds: undefined, expiresIn: "36h", expiresAt: undefined, scopes: ["B2B"] });

// A caller builds the parts on their own.
const channels: Channels = { channelId: 1 };
const expiry: Expiry = { expiresIn: "30d" };
const scope: Scope = "Customer";
const params: PrivateTokenParams = { ...channels, ...expiry, scopes: [scope] };
const options: RequestOptions = { timeoutMs: 1, totalTimeoutMs: 2, maxRetries: 0, headers: { "X-Correlation-Id": "1" } };

export async function results(): Promise<void> {
  const { token, expiresAt, channelIds, scopes: granted, name, meta } = await client.privateTokens.create(params, options);
  exactly<string>()(token);
  exactly<Date | null>()(expiresAt);
  exactly<readonly number[] | "all">()(channelIds);
  exactly<readonly Scope[]>()(granted);
  exactly<string | undefined>()(name);
  exactly<unknown>()(meta["anything"]);

  const response = await client.privateTokens.create(params).withResponse();
  exactly<ApiResponse<IssuedToken>>()(response);
  exactly<number>()(response.status);
  exactly<number>()(response.attempts);
  exactly<string | null>()(response.requestId);
  exactly<string | null>()(response.headers.get("X-Request-Id"));

  const b2b = await client.b2b.serverToServerTokens.create({ email: "owner@shop.example", password: "synthetic", name: "sync" });
  exactly<B2BToken>()(b2b);
  exactly<string>()(b2b.message);
  exactly<Date | null>()(b2b.expiresAt);
}
