import { ask, packOptions } from "./offline.js";
import { outlineOf } from "./outline.js";
import { pack } from "./pack.js";

/**
 * @param {unknown} document
 * @param {unknown} [options]
 */
export function requiredScopes(document, options) {
  const { outline = "", fault = "" } = typeof document === "string" ? outlineOf(document) : { fault: pack(document) };
  const { scopes, because, unknownFields } = ask("requiredScopes", outline, fault, packOptions(options));
  return Object.freeze({ scopes: Object.freeze(scopes), because: Object.freeze(because.map(Object.freeze)), unknownFields: Object.freeze(unknownFields) });
}
