/** The operations of B2B Edition. The authentication document gives `/api/io`, every other document of that API `/api/v3/io`. */
import { b2b } from "../hosts.js";
import { anybody, server, serverToServerToken, storeHash } from "./access.js";
import { createServerToServerToken, deleteServerToServerToken, listServerToServerTokens } from "./server-to-server.js";
import { createCustomerToken, createStorefrontToken, exchangeCurrentCustomerJwt } from "./storefront-tokens.js";

const BASES = ["/api/io", "/api/v3/io"];

/** @type {readonly Omit<import("../routes.js").Route, "host">[]} */
const OPERATIONS = [
  { method: "POST", path: "/auth/backend", admit: anybody, json: true, handle: createServerToServerToken },
  { method: "DELETE", path: "/auth/backend", admit: serverToServerToken, json: true, handle: deleteServerToServerToken },
  { method: "GET", path: "/backend/tokens", admit: serverToServerToken, handle: listServerToServerTokens },
  { method: "POST", path: "/auth/customers", admit: server, json: true, handle: createCustomerToken },
  { method: "POST", path: "/auth/customers/storefront", admit: server, json: true, handle: createStorefrontToken },
  { method: "GET", path: "/auth/storefront", admit: storeHash, handle: exchangeCurrentCustomerJwt },
];

/** @type {readonly import("../routes.js").Route[]} */
export const b2bRoutes = BASES.flatMap((base) => OPERATIONS.map((operation) => ({ ...operation, host: b2b, path: base + operation.path })));
