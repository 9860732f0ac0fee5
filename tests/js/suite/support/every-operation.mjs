// Every operation of the client, with what it puts on the wire and what it makes of an answer.
import { ACCESS_TOKEN, B2B_ISSUED_TOKEN, EMAIL, FAR, ISSUED_TOKEN, PASSWORD, STORE_HASH, b2bCreated, b2bParams, created, privateParams } from "./api.mjs";

/** Three parts of base64url, as a JWT has; not a JWT of anybody's. */
export const JWT = "vR3kQ8xZt5.Lm2Wp9Hd4.Sy7Bn6Gj1Fc";
export const AUTH_TOKEN = "nK4hV8sQ2wZ6tR9mXb3";
export const CUSTOMER_ACCESS_TOKEN = "dW5jY7pL1fG8aT4q_1985635176";
export const JTI = "7e0c6a52-1f9d-4b38-8a4e-95d2c3b1f607";

const storefront = (path) => `/stores/${STORE_HASH}/v3/storefront/${path}`;
const NOTHING = { status: 204 };

/** A page of one token as the API tells it, and as the client does. */
export const wireRecord = (changes = {}) => ({
  jti: JTI, type: "private", name: "checkout", channel_ids: [1, 7], allowed_cors_origins: [], scopes: ["Unauthenticated", "TOKEN_SCOPE_CUSTOMER"],
  is_revoked: false, is_expired: false, principal: { id: "client-id", type: "api_account" }, issued_at: 1_900_000_000, expires_at: FAR, ...changes,
});
const listed = { status: 200, json: { data: [wireRecord()], meta: { pagination: { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 } } } };
const page = {
  items: [{
    jti: JTI, type: "private", channelIds: [1, 7], allowedCorsOrigins: [], scopes: ["Unauthenticated", "Customer"], isRevoked: false, isExpired: false, name: "checkout",
    principal: { id: "client-id", type: "api_account" }, issuedAt: new Date(1_900_000_000_000), expiresAt: new Date(FAR * 1000),
  }],
  pagination: { total: 1, count: 1, perPage: 50, currentPage: 1, totalPages: 1 },
};

/** `credentials` names the headers that carry one; every other must be absent. */
const familyOperations = ({ family, path, params, body, issued }) => [
  {
    operation: `${family}.create`, repeat: "once", credentials: { "x-auth-token": ACCESS_TOKEN }, secrets: [ACCESS_TOKEN, ISSUED_TOKEN], answer: created(),
    call: (client, options) => client[family].create(params, options), sent: { method: "POST", target: storefront(path), body }, result: { ...issued, meta: {} }, token: ISSUED_TOKEN,
  },
  {
    operation: `${family}.list`, repeat: "freely", credentials: { "x-auth-token": ACCESS_TOKEN }, secrets: [ACCESS_TOKEN], answer: listed,
    call: (client, options) => client[family].list({ page: 1, limit: 50, sort: "expires_at", direction: "desc" }, options),
    sent: { method: "GET", target: `${storefront(path)}?page=1&limit=50&sort=expires_at&direction=desc` }, result: page,
  },
  {
    operation: `${family}.revoke`, what: "by jti", repeat: "freely", credentials: { "x-auth-token": ACCESS_TOKEN }, secrets: [ACCESS_TOKEN], answer: NOTHING,
    call: (client, options) => client[family].revoke({ jti: JTI }, options), sent: { method: "DELETE", target: `${storefront(path)}/${JTI}` },
  },
  {
    operation: `${family}.revoke`, what: "by token", repeat: "freely", credentials: { "x-auth-token": ACCESS_TOKEN, "sf-api-token": JWT }, secrets: [ACCESS_TOKEN, JWT], answer: { status: 200, json: {} },
    call: (client, options) => client[family].revoke({ token: JWT }, options), sent: { method: "DELETE", target: storefront("api-token") },
  },
  {
    operation: `${family}.revokeAll`, repeat: "freely", credentials: { "x-auth-token": ACCESS_TOKEN }, secrets: [ACCESS_TOKEN], answer: NOTHING,
    call: (client, options) => client[family].revokeAll({ confirm: "revoke all" }, options), sent: { method: "POST", target: `${storefront(path)}/revoke-all` },
  },
];

const wireB2b = (token) => ({ status: 200, json: { code: 200, data: { token }, meta: { message: "SUCCESS" } } });
const b2bCredentials = { "x-auth-token": ACCESS_TOKEN, "x-store-hash": STORE_HASH };
const b2bIssued = { expiresAt: null, message: "SUCCESS" };

export const EVERY = [
  ...familyOperations({
    family: "privateTokens", path: "api-token-private", params: privateParams(),
    body: { channel_id: 1, expires_at: FAR, scopes: ["Unauthenticated"] }, issued: { channelIds: [1], scopes: ["Unauthenticated"], expiresAt: new Date(FAR * 1000) },
  }),
  ...familyOperations({
    family: "storefrontTokens", path: "api-token", params: { channelIds: [1, 7], expiresAt: FAR, allowedCorsOrigins: ["https://shop.example", "http://localhost:3000"], name: "pages" },
    body: { channel_ids: [1, 7], expires_at: FAR, allowed_cors_origins: ["https://shop.example", "http://localhost:3000"], name: "pages" },
    issued: { channelIds: [1, 7], scopes: [], expiresAt: new Date(FAR * 1000), name: "pages" },
  }),
  ...familyOperations({
    family: "customerImpersonationTokens", path: "api-token-customer-impersonation", params: { channelIds: "all", expiresAt: 0 },
    body: { channel_ids: [], expires_at: 0 }, issued: { channelIds: "all", scopes: [], expiresAt: null },
  }),
  {
    operation: "b2b.serverToServerTokens.create", repeat: "never", credentials: b2bCredentials, secrets: [ACCESS_TOKEN, EMAIL, PASSWORD, B2B_ISSUED_TOKEN], answer: b2bCreated(),
    call: (client, options) => client.b2b.serverToServerTokens.create(b2bParams(), options),
    sent: { method: "POST", target: "/api/io/auth/backend", body: { storeHash: STORE_HASH, email: EMAIL, password: PASSWORD, name: "suite" } }, result: { ...b2bIssued, name: "suite" }, token: B2B_ISSUED_TOKEN,
  },
  {
    operation: "b2b.serverToServerTokens.list", repeat: "freely", credentials: { authtoken: AUTH_TOKEN }, secrets: [AUTH_TOKEN, B2B_ISSUED_TOKEN],
    answer: {
      status: 200,
      json: {
        code: 200, data: [{ id: 5, name: "sync", email: "owner@shop.example", storeHash: STORE_HASH, token: B2B_ISSUED_TOKEN, eventChannel: "api" }],
        meta: { message: "SUCCESS", pagination: { totalCount: 1, limit: 10, offset: 0 } },
      },
    },
    call: (client, options) => client.b2b.serverToServerTokens.list({ authToken: AUTH_TOKEN, limit: 10, offset: 0 }, options), sent: { method: "GET", target: "/api/io/backend/tokens?limit=10&offset=0" },
    result: { items: [{ token: "[redacted]", id: 5, name: "sync", email: "owner@shop.example", storeHash: STORE_HASH, eventChannel: "api" }], pagination: { totalCount: 1, limit: 10, offset: 0 } },
  },
  {
    operation: "b2b.serverToServerTokens.delete", repeat: "freely", credentials: { authtoken: AUTH_TOKEN }, secrets: [AUTH_TOKEN, EMAIL], answer: { status: 200, json: { code: 200, data: [], meta: { message: "SUCCESS" } } },
    call: (client, options) => client.b2b.serverToServerTokens.delete({ authToken: AUTH_TOKEN, id: 5, name: "sync", email: EMAIL }, options),
    sent: { method: "DELETE", target: "/api/io/auth/backend", body: { id: 5, name: "sync", email: EMAIL } },
  },
  {
    operation: "b2b.customerTokens.create", repeat: "never", credentials: b2bCredentials, secrets: [ACCESS_TOKEN, EMAIL, PASSWORD, B2B_ISSUED_TOKEN], answer: wireB2b(B2B_ISSUED_TOKEN),
    call: (client, options) => client.b2b.customerTokens.create({ ...b2bParams(), channelId: 7, beginAt: new Date(1_900_000_000_000), endAt: FAR }, options),
    sent: { method: "POST", target: "/api/io/auth/customers", body: { storeHash: STORE_HASH, email: EMAIL, password: PASSWORD, channelId: 7, name: "suite", beginAt: 1_900_000_000, endAt: FAR } },
    result: { ...b2bIssued, expiresAt: new Date(FAR * 1000) }, token: B2B_ISSUED_TOKEN,
  },
  {
    operation: "b2b.storefrontTokens.create", repeat: "once", credentials: b2bCredentials, secrets: [ACCESS_TOKEN, CUSTOMER_ACCESS_TOKEN, B2B_ISSUED_TOKEN], answer: wireB2b([B2B_ISSUED_TOKEN]),
    call: (client, options) =>
      client.b2b.storefrontTokens.create({ customerId: 456, channelId: 7, customerAccessToken: { value: CUSTOMER_ACCESS_TOKEN, expiresAt: new Date(1_985_635_176_000) } }, options),
    sent: {
      method: "POST", target: "/api/io/auth/customers/storefront",
      body: { customerId: 456, channelId: 7, customerAccessToken: { value: CUSTOMER_ACCESS_TOKEN, expires_at: "2032-12-02T21:19:36Z" } },
    },
    result: b2bIssued, token: B2B_ISSUED_TOKEN,
  },
  {
    operation: "b2b.storefrontTokens.fromCurrentCustomerJwt", repeat: "once", credentials: { "x-store-hash": STORE_HASH }, secrets: [JWT, B2B_ISSUED_TOKEN], answer: wireB2b(B2B_ISSUED_TOKEN),
    call: (client, options) => client.b2b.storefrontTokens.fromCurrentCustomerJwt({ jwt: JWT, channelId: 7 }, options), sent: { method: "GET", target: `/api/io/auth/storefront?channelId=7&jwtToken=${JWT}` },
    result: b2bIssued, token: B2B_ISSUED_TOKEN,
  },
];

/** How a test names one. */
export const nameOf = ({ operation, what }) => (what === undefined ? operation : `${operation} ${what}`);
