import type { HostWasmModule } from "./host.js";
import type { Scope } from "./index.js";

/** A field that asks for a scope. */
export interface ScopeReason {
  /** The names of fields from the top of the operation, such as `site.checkout.order`. Aliases do not show. */
  readonly path: string;
  /** What it asks for. */
  readonly scope: Scope;
  /** Whether BigCommerce's documents name it, or it follows from what they name. */
  readonly certainty: "documented" | "inferred";
  /** Why, in a few words for people. */
  readonly why: string;
}

/** What a document asks for. */
export interface RequiredScopes {
  /** Each scope once. Empty for a document of introspection alone. */
  readonly scopes: readonly Scope[];
  /** The fields that ask, at most 500. What a field above asked for already is not repeated. */
  readonly because: readonly ScopeReason[];
  /**
   * What is not in the table, at most 500: fields (`newField`), types below `node` (`node...on NewType`), and fragments that the document
   * does not hold (`site...Missing`). They may need more than `scopes` says. A field whose name means a type elsewhere, such as `order`,
   * is listed here and has a reason as well: its scope is inferred from its name.
   */
  readonly unknownFields: readonly string[];
}

/** Which operation is meant. */
export interface RequiredScopesOptions {
  /** Its name. Needed where the document has several. */
  readonly operationName?: string;
}

/**
 * Says which scopes a private token needs for a GraphQL document, and which fields ask for them.
 *
 * BigCommerce asks for "all scopes required by the GraphQL fields" and publishes no table. This one is inferred from its documents and
 * from the public schema: over every field on a path, and by type below `node`. It may name a scope too many; it leaves none out that
 * the documents name. Fragments are followed; `@skip` and `@include` are ignored, so both branches count. Of a document with fragments
 * alone, all are read, and paths begin at their types. Works offline, without a schema.
 *
 * @param document - A GraphQL document of at most 1 MiB, 100 000 tokens and 100 levels of nesting.
 * @throws {@link ValidationError} if `document` is no string, too large, or not GraphQL (`issues[0]` then has the code `syntax`, a `line`
 * and a `column`), or if it is not clear which operation is meant (the message lists them).
 *
 * @example
 * ```js
 * import { requiredScopes } from "bigcommerce-tokens/scopes";
 *
 * const { scopes, because } = requiredScopes("{ site { checkout { order { entityId } } } }");
 * console.log(scopes); // [ 'Unauthenticated', 'Customer' ]
 * for (const { path, scope, certainty } of because) console.log(`${path} needs ${scope} (${certainty})`);
 * ```
 */
export function requiredScopes(document: string, options?: RequiredScopesOptions): RequiredScopes;

/**
 * Hands over the WebAssembly of `bigcommerce-tokens/inspect` and `bigcommerce-tokens/scopes`, which share one: once for both. Needed only by
 * a host that compiles modules itself, as the client's own `init` is.
 *
 * @param module - The module from `bigcommerce-tokens/offline.wasm`, or its bytes.
 * @throws {@link ConfigError} if it is neither.
 */
export function init(module: HostWasmModule | ArrayBuffer | ArrayBufferView): void;
