// A CommonJS program under node16 and nodenext gets the CommonJS copy of the types, without an interop error.
import tokens = require("bigcommerce-tokens");
import runtime = require("bigcommerce-tokens/runtime");
import { BigCommerceTokens, type IssuedToken } from "bigcommerce-tokens";

const client: BigCommerceTokens = new tokens.BigCommerceTokens({ storeHash: "abc123" });
const name: "node" | "deno" | "bun" | "workerd" | "edge-light" | "browser" | "unknown" = runtime.detectRuntime().name;

export const issued: Promise<IssuedToken> = client.privateTokens.create({ channelId: 1, expiresIn: "6h", scopes: ["B2B"], name });
export const isRateLimit = (error: unknown): boolean => error instanceof tokens.RateLimitError && error.retryAfterMs !== null;
