import { BigCommerceError } from "bigcommerce-tokens";
import {
  CustomerAccessTokenError,
  GraphQLRequestError,
  InsufficientScopeError,
  TokenRejectedError,
  createStorefrontClient,
} from "bigcommerce-tokens/graphql";
import type { ApiPromise, GraphQLFormattedError, GraphQLRequestOptions, GraphQLResult, Scope, StorefrontClient, TokenSource, TypedDocumentNode, TypedDocumentString } from "bigcommerce-tokens/graphql";
import { exactly } from "./assert.js";

interface Shop {
  site: { name: string };
}
declare const provider: TokenSource;
declare const azure: { getToken(options?: object): Promise<{ token: string; expiresOnTimestamp: number }> };

export const storefront = createStorefrontClient({ storeHash: "abc123", channelId: 1, token: "synthetic" });
exactly<StorefrontClient>()(storefront);
createStorefrontClient({ storeHash: "abc123", channelId: 1, token: provider, endpoint: "http://127.0.0.1:8080", timeoutMs: 1, runtime: "server", onEvent: ({ type }) => type });
createStorefrontClient({ storeHash: "abc123", channelId: 1, token: azure, fetchOptions: { dispatcher: {} }, endpoint: undefined });
// @ts-expect-error a channel is needed
createStorefrontClient({ storeHash: "abc123", token: "synthetic" });
// @ts-expect-error a token is needed
createStorefrontClient({ storeHash: "abc123", channelId: 1 });
// @ts-expect-error not a token
createStorefrontClient({ storeHash: "abc123", channelId: 1, token: 7 });
// @ts-expect-error an option of the other client
createStorefrontClient({ storeHash: "abc123", channelId: 1, token: "synthetic", accessToken: "synthetic" });

exactly<ApiPromise<GraphQLResult<any>>>()(storefront.request("{ site { name } }"));
exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request<Shop>("{ site { name } }"));
exactly<ApiPromise<GraphQLResult<Shop | null>>>()(storefront.request<Shop>("{ site { name } }", { errorPolicy: "all" }));
storefront.request("{ a }", { variables: { a: 1 }, operationName: "A", customerAccessToken: "synthetic", correlationId: "x", maxRetries: 0, headers: { "Accept-Language": "en" } });
declare const handedOn: GraphQLRequestOptions;
declare const policy: "none" | "all";
exactly<ApiPromise<GraphQLResult<Shop | null>>>()(storefront.request<Shop>("{ site { name } }", handedOn));
exactly<ApiPromise<GraphQLResult<Shop | null>>>()(storefront.request<Shop>("{ site { name } }", { errorPolicy: policy }));
// @ts-expect-error not a policy
storefront.request("{ a }", { errorPolicy: "ignore" });
// @ts-expect-error not a document
storefront.request(7);

declare const plain: TypedDocumentNode<Shop, { [key: string]: never }>;
declare const optional: TypedDocumentNode<Shop, { first?: number }>;
declare const needed: TypedDocumentNode<Shop, { id: string }>;
declare const text: TypedDocumentString<Shop, { id: string }>;
declare const untyped: { readonly kind: "Document"; readonly definitions: readonly object[]; readonly loc?: object };

exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request(plain));
exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request(optional));
exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request(optional, { variables: { first: 1 } }));
exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request(needed, { variables: { id: "1" }, timeoutMs: 1 }));
exactly<ApiPromise<GraphQLResult<Shop | null>>>()(storefront.request(needed, { variables: { id: "1" }, errorPolicy: "all" }));
exactly<ApiPromise<GraphQLResult<Shop>>>()(storefront.request(text, { variables: { id: "1" } }));
exactly<ApiPromise<GraphQLResult<Shop | null>>>()(storefront.request(needed, { variables: { id: "1" }, errorPolicy: policy }));
storefront.request(untyped, { variables: { any: "thing" } });
// @ts-expect-error variables are needed
storefront.request(needed);
// @ts-expect-error variables are needed
storefront.request(text, {});
// @ts-expect-error another type of variable
storefront.request(needed, { variables: { id: 1 } });

export async function results(): Promise<void> {
  const { data, errors } = await storefront.request(optional);
  exactly<Shop>()(data);
  exactly<readonly GraphQLFormattedError[] | undefined>()(errors);
  const { headers } = await storefront.request(optional).withResponse();
  exactly<string | null>()(headers.get("x-bc-graphql-complexity"));
}

export function explain(error: unknown): string {
  if (error instanceof TokenRejectedError) {
    exactly<"token_rejected">()(error.code);
    if (error.reason === "expired") return "renew";
  }
  if (error instanceof InsufficientScopeError) {
    exactly<readonly Scope[]>()(error.requiredScopes);
    exactly<readonly Scope[] | null>()(error.tokenScopes);
  }
  if (error instanceof CustomerAccessTokenError) exactly<"invalid" | "missing" | "wrong_context">()(error.reason);
  if (error instanceof GraphQLRequestError) {
    exactly<readonly GraphQLFormattedError[]>()(error.errors);
    exactly<number>()(error.status);
    exactly<number>()(error.attempts);
    const root: BigCommerceError = error;
    return root.message;
  }
  return "";
}
