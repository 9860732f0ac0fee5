import { inspectToken } from "bigcommerce-tokens/inspect";
import type { Finding, FindingCode, FindingSeverity, InspectOptions, TokenInspection, InspectedKind } from "bigcommerce-tokens/inspect";
import type { Scope } from "bigcommerce-tokens";
import { exactly } from "./assert.js";

const options: InspectOptions = { now: new Date(0), usedIn: "browser" };
const found: TokenInspection = inspectToken("synthetic", options);
inspectToken("synthetic", { now: Date.now() });
exactly<InspectedKind>()(found.kind);
exactly<readonly number[]>()(found.channelIds);
exactly<readonly Scope[]>()(found.scopes);
exactly<Date | null>()(found.issuedAt);
exactly<Date | null>()(found.expiresAt);

export function urgent({ findings }: TokenInspection): FindingCode[] {
  return findings.filter((finding: Finding) => finding.severity === "error").map(({ code }) => code);
}
for (const finding of found.findings) {
  exactly<FindingSeverity>()(finding.severity);
  exactly<readonly string[]>()(finding.documents);
  exactly<Date | undefined>()(finding.date);
}

// @ts-expect-error the kinds are a closed list
export const wrongKind: InspectedKind = "simple";
// @ts-expect-error a token is a string
inspectToken(5);
// @ts-expect-error there are two places
inspectToken("synthetic", { usedIn: "page" });
// @ts-expect-error the result is not changed
found.kind = "private";
