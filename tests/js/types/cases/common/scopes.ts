import { requiredScopes } from "bigcommerce-tokens/scopes";
import type { RequiredScopes, RequiredScopesOptions, ScopeReason } from "bigcommerce-tokens/scopes";
import type { Scope } from "bigcommerce-tokens";
import { exactly } from "./assert.js";

const options: RequiredScopesOptions = { operationName: "Q" };
const found: RequiredScopes = requiredScopes("query Q { site { name } }", options);
requiredScopes("{ site { name } }", {});
exactly<readonly Scope[]>()(found.scopes);
exactly<readonly ScopeReason[]>()(found.because);
exactly<readonly string[]>()(found.unknownFields);
for (const reason of found.because) {
  exactly<string>()(reason.path);
  exactly<Scope>()(reason.scope);
  exactly<"documented" | "inferred">()(reason.certainty);
}

// @ts-expect-error a document is a string
requiredScopes({ kind: "Document" });
// @ts-expect-error misspelt
requiredScopes("{ a }", { operation: "Q" });
