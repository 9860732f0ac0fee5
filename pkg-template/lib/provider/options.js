import { ConfigError } from "../errors.js";
import { links } from "../links.js";
import { isCopy, ownData, record } from "../own-data.js";
import { pack } from "../pack.js";
import { hasShape, peek } from "../shape.js";
import { provider } from "./wasm.js";

/** Which of a client's operations makes which kind of token. */
const FAMILIES = { private: "privateTokens", storefront: "storefrontTokens", customerImpersonation: "customerImpersonationTokens" };

/**
 * What a provider is made of, once its options are known to be good.
 *
 * @param {any} client
 * @param {any} options
 */
export function readOptions(client, options) {
  const host = links.get(client);
  if (host === undefined) throw wrong("client", "expected a BigCommerceTokens of this package, got something else");
  const own = ownData(options);
  const given = isCopy(own) ? own : {};
  const { store, waitUntil, refreshAhead } = given;
  const checked = record({ ...given, request: ownData(given.request) });
  if (refreshAhead !== undefined) checked.refreshAhead = thousandths(ownData(refreshAhead));
  const packed = pack(isCopy(own) ? checked : own);
  /** @type {string} */
  const policy = provider.enter("checkOptions", packed, sharing(store));
  if (policy.startsWith("!")) {
    const [option = "", message = ""] = policy.slice(1).split("\n");
    throw wrong(option, message);
  }
  const { lifetime: _, ...request } = checked.request;
  const family = client[FAMILIES[/** @type {keyof typeof FAMILIES} */ (checked.kind ?? "private")]];
  const channels = [request.channelId ?? request.channelIds].flat().join(" ");
  return { host, store, waitUntil, packed, policy, request, family, channels };
}

/** @param {string} option @param {string} message */
function wrong(option, message) {
  return new ConfigError({ code: "config", option, message: message.startsWith("expected") ? `${option}: ${message}` : message });
}

/** How the store lets machines share, as src/input/provider.rs reads it. @param {any} store */
function sharing(store) {
  if (store === undefined) return "alone";
  return `${hasShape(store, { lease: "function" }) ? "lease:" : ""}${delay(peek(store, "propagationMs"))}`;
}

/** How long its writes take to be seen, where it says so. @param {unknown} said */
function delay(said) {
  if (said === undefined) return "";
  const isNumber = typeof said === "number" || typeof said === "string";
  return isNumber && Number.isSafeInteger(Number(said)) ? String(Number(said)) : "?";
}

/** Fractions as whole numbers: the wasm reads no floats. @param {any} ahead */
function thousandths(ahead) {
  if (!isCopy(ahead)) return ahead;
  const scaled = record({});
  for (const [name, value] of Object.entries(ahead)) scaled[name] = typeof value === "number" ? Math.round(value * 1_000) : value;
  return scaled;
}
