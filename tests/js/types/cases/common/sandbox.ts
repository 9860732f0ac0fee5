import { BigCommerceTokens } from "bigcommerce-tokens";
import { createSandbox } from "bigcommerce-tokens/sandbox";
import type { Fault, RecordedRequest, Sandbox, SandboxOptions } from "bigcommerce-tokens/sandbox";
import { exactly } from "./assert.js";

const options: SandboxOptions = {
  storeHash: "sandbox2",
  accessTokens: [{ token: "synthetic", scopes: ["store_storefront_api"] }, { token: "synthetic2" }],
  users: [{ email: "owner@shop.example", password: "synthetic", role: "Store Owner" }],
  channelIds: [1, 2],
  rateLimit: { requests: 1, windowMs: 1_000 },
  claims: { privateTokenScopes: true },
  customers: [{ email: "shopper@shop.example", password: "synthetic", id: 7 }],
  generation: "A",
  graphql: { scopeNames: "long", rateLimit: { complexity: 100, windowMs: 1_000 } },
  revocation: { delayMs: 0, limit: Infinity },
};
const sandbox = createSandbox(options);
exactly<Sandbox>()(sandbox);
exactly<Sandbox>()(createSandbox());

const { storeHash, accessToken } = sandbox.credentials;
new BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, clock: sandbox.clock, endpoints: sandbox.endpoints() });

const faults: Fault[] = [
  { kind: "status", status: 503, headers: { "Retry-After": "1" }, body: {}, times: 2, path: "/auth/backend", method: "POST" },
  { kind: "b2bError", shape: "detail", status: 200, code: 401, text: "synthetic" },
  { kind: "delay", ms: 100 },
  { kind: "stall", at: "body" },
  { kind: "truncate", afterBytes: 4 },
  { kind: "redirect", status: 308, location: "https://elsewhere.example" },
  { kind: "html" },
  { kind: "bomb", bytes: 1_024 },
  { kind: "disconnect" },
];
for (const fault of faults) sandbox.inject(fault);

export async function served(): Promise<readonly RecordedRequest[]> {
  const { url, close } = await sandbox.listen();
  exactly<string>()(url);
  exactly<string>()(sandbox.endpoints(url).b2b);
  exactly<string>()(sandbox.graphqlEndpoint(url, 2));
  exactly<number>()(sandbox.credentials.customer.id);
  exactly<string>()(await sandbox.currentCustomerJwt(7));
  await close();
  sandbox.clock.advance(1_000);
  await sandbox.clock.sleep(1);
  return sandbox.requests;
}

// @ts-expect-error a fault that does not exist
sandbox.inject({ kind: "explode" });
// @ts-expect-error a status needs its number
sandbox.inject({ kind: "status" });
// @ts-expect-error a role that B2B Edition does not have
createSandbox({ users: [{ email: "owner@shop.example", password: "synthetic", role: "Owner" }] });
// @ts-expect-error not an option
createSandbox({ hash: "sandbox2" });
// @ts-expect-error what was recorded stays as it was
sandbox.requests[0].status = 200;
