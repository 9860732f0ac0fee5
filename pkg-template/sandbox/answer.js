/**
 * From a request to the API's own answer: the order in which a gateway looks at things, then the operation.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 * @typedef {object} Call
 * @property {SandboxRequest} request
 * @property {Record<string, string>} params of the path
 * @property {import("./options/index.js").Account} [account] whose access token it is
 * @property {(cost: number) => import("./rate-limit.js").Budget} [spend] where the operation says what it costs
 */
import { hostOf } from "./hosts.js";
import { createRateLimit } from "./rate-limit.js";
import { matchRoutes } from "./routes.js";

const SCOPE_MISSING = "You don't have a required scope to access the endpoint";
const FROM_BROWSER = "Sandbox: this request comes from a web browser (it carries Origin or Sec-Fetch-Site). Call the API from a server.";

/**
 * Only a browser sends these two. Sec-Fetch-Mode says nothing: Node's own fetch sends it with every request.
 *
 * @param {SandboxRequest} request
 */
const isFromBrowser = ({ headers }) => headers.has("origin") || headers.has("sec-fetch-site");

/** @param {SandboxRequest} request */
const isJson = ({ headers }) => /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(headers.get("content-type") ?? "");

/** @param {SandboxRequest} request @returns {{ value: unknown } | null} */
function parseBody({ body }) {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) };
  } catch {
    return null;
  }
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./options/index.js").Limits} limits
 * @param {{ now(): number }} clock
 * @returns {(request: SandboxRequest) => Promise<Reply>}
 */
export function createAnswer(store, limits, clock) {
  const take = {
    api: createRateLimit(limits.api, clock),
    b2b: createRateLimit(limits.b2b, clock),
    storefront: createRateLimit(limits.storefront, clock),
  };

  /**
   * @param {import("./routes.js").Route} route
   * @param {Call} call
   */
  function serve(route, call) {
    const { host, scope } = route;
    if (scope && !call.account?.scopes.includes(scope)) return host.refuse(403, SCOPE_MISSING);
    if (!route.json) return route.handle({ store, ...call });
    if (!isJson(call.request)) return host.refuse(415, "Unsupported media type: send Content-Type: application/json");
    const parsed = parseBody(call.request);
    return parsed ? route.handle({ store, ...call, body: parsed.value }) : host.refuse(400, "The body is not JSON");
  }

  return async (request) => {
    const matches = matchRoutes(request.path, store.generation);
    if (matches.length === 0) return hostOf(request.path).refuse(404, "Not found");
    const { host } = matches[0].route;
    if (host.isForServersOnly && isFromBrowser(request)) return host.refuse(403, FROM_BROWSER);
    const match = matches.find(({ route }) => route.method === request.method);
    if (!match) {
      const refusal = host.refuse(405, "Method not allowed");
      return { ...refusal, headers: { ...refusal.headers, Allow: matches.map(({ route }) => route.method).join(", ") } };
    }
    const { route, params } = match;
    const { granted, refusal } = await (route.admit ?? host.admit)(request, params, store);
    if (refusal) return refusal;
    const call = { ...granted, request, params };
    if (host.spends === "complexity") return serve(route, { ...call, spend: take[host.name] });
    const budget = take[host.name]();
    const reply = budget.allowed ? await serve(route, call) : host.refuse(429, "Too many requests");
    return { ...reply, headers: { ...reply.headers, ...host.quotaHeaders(budget) } };
  };
}
