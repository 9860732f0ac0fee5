/**
 * From a request to the API's own answer: the order in which a gateway looks at things, then the operation.
 *
 * @typedef {import("./reply.js").Reply} Reply
 * @typedef {import("./exchange.js").SandboxRequest} SandboxRequest
 */
import { hostOf } from "./hosts.js";
import { createRateLimit } from "./rate-limit.js";
import { matchRoutes } from "./routes.js";

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
 * @param {{ api: import("./options.js").Limit, b2b: import("./options.js").Limit }} limits
 * @param {{ now(): number }} clock
 * @returns {(request: SandboxRequest) => Promise<Reply>}
 */
export function createAnswer(store, limits, clock) {
  const take = { api: createRateLimit(limits.api, clock), b2b: createRateLimit(limits.b2b, clock) };

  /**
   * @param {import("./routes.js").Route} route
   * @param {{ account: import("./options.js").Account | undefined, request: SandboxRequest, params: Record<string, string> }} call
   */
  function serve(route, call) {
    const { host, scope } = route;
    if (scope && !call.account?.scopes.includes(scope)) return host.refuseScope();
    if (!route.json) return route.handle({ store, ...call });
    if (!isJson(call.request)) return host.refuse(415, "Unsupported media type: send Content-Type: application/json");
    const parsed = parseBody(call.request);
    return parsed ? route.handle({ store, ...call, body: parsed.value }) : host.refuse(400, "The body is not JSON");
  }

  return async (request) => {
    const matches = matchRoutes(request.path, store.generation);
    if (matches.length === 0) return hostOf(request.path).refuse(404, "Not found");
    if (isFromBrowser(request)) return matches[0].route.host.refuse(403, FROM_BROWSER);
    const match = matches.find(({ route }) => route.method === request.method);
    if (!match) {
      const refusal = matches[0].route.host.refuse(405, "Method not allowed");
      return { ...refusal, headers: { ...refusal.headers, Allow: matches.map(({ route }) => route.method).join(", ") } };
    }
    const { route, params } = match;
    const { account, refusal } = route.host.admit(request, params, store);
    if (refusal) return refusal;
    const budget = take[route.host.name]();
    const reply = budget.allowed ? await serve(route, { account, request, params }) : route.host.refuse(429, "Too many requests");
    return { ...reply, headers: { ...reply.headers, ...route.host.quotaHeaders(budget) } };
  };
}
