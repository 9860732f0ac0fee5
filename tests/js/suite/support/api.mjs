// What a test needs around one call: a programmed server, a client pointed at it, and synthetic values.
import { check, eventually } from "./check.mjs";

export const STORE_HASH = "sandbox1";
export const ACCESS_TOKEN = "zq7xw4vk2mh9tb6fjd3ncy8pslrg5ae";
export const EMAIL = "integration@example.com";
export const PASSWORD = "Wq9-zk4Xv7!mTb2";
export const FAR = 4_102_444_800; // 2100-01-01, Unix seconds

/** A string no parser takes for a JWT: the client must pass it on as it came. */
export const ISSUED_TOKEN = "bcFq3.Yt8Lr2Kd5Wm7.Hx4Pz9Gs6Vn1";
export const B2B_ISSUED_TOKEN = "kvTn5.Rd7Qw3Xj9Zb2.Mf6Cy4Lp8Hs1";

export const privateParams = (extra = {}) => ({ channelId: 1, expiresAt: FAR, scopes: ["Unauthenticated"], ...extra });
export const b2bParams = (extra = {}) => ({ email: EMAIL, password: PASSWORD, name: "suite", ...extra });

export const created = (extra = {}) => ({ status: 200, json: { data: { token: ISSUED_TOKEN }, meta: {} }, ...extra });
export const b2bCreated = (extra = {}) => ({
  status: 200,
  json: { code: 200, data: [{ name: "suite", token: B2B_ISSUED_TOKEN }], meta: { message: "SUCCESS" } },
  ...extra,
});
export const failed = (status, json = { status, title: "refused", type: "/status-codes", errors: {} }, headers = {}) => ({ status, json, headers });

/**
 * @typedef {{ url: string, log(): Promise<ScenarioLog>, close(): Promise<ScenarioLog> }} RunningScenario
 * @typedef {{ requests: { method: string, target: string, headers: [string, string][], body: string, at: number }[], connections: number, open: number, faults: string[] }} ScenarioLog
 */

async function control(ctx, method, path, body) {
  const response = await fetch(`${ctx.servers.control}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  check(response.ok, `control server answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** @returns {Promise<RunningScenario>} */
export async function openScenario(ctx, plan) {
  const { id, url } = await control(ctx, "POST", "/scenarios", plan);
  return { url, log: () => control(ctx, "GET", `/scenarios/${id}`), close: () => control(ctx, "DELETE", `/scenarios/${id}`) };
}

/** An origin on which nothing listens. */
export const refusedOrigin = async (ctx) => (await control(ctx, "POST", "/refused")).url;

export const endpointsAt = (url) => ({ api: url, b2b: `${url}/api/io` });

/** A client for the server at `url`, silent unless a test wants to hear it. */
export function clientFor(ctx, url, options = {}) {
  return new ctx.lib.BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, endpoints: endpointsAt(url), logLevel: "off", ...options });
}

/**
 * Runs `body` against a scenario and closes it, whatever happens; afterwards the log has every request.
 * @template T
 * @param {any} ctx
 * @param {object} plan a list of answers, or a whole scenario plan
 * @param {(scenario: RunningScenario) => Promise<T>} body
 * @returns {Promise<ScenarioLog & { result: T }>}
 */
export async function withScenario(ctx, plan, body) {
  const scenario = await openScenario(ctx, Array.isArray(plan) ? { answers: plan } : plan);
  let result;
  try {
    result = await body(scenario);
  } catch (error) {
    await scenario.close();
    throw error;
  }
  const log = await scenario.close();
  check(log.faults.length === 0, `the server could not read a request: ${log.faults}`);
  return { ...log, result };
}

/** The value of a request header, by its name in any case; several of one name are joined with a bar. */
export function header(request, name) {
  const values = request.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length > 0 ? values.join(" | ") : undefined;
}

/** Both operations, for tests that hold for each of them. */
export const OPERATIONS = [
  { name: "private token", operation: /createPrivateToken|private/i, answer: created, create: (client, options, extra) => client.privateTokens.create(privateParams(extra), options) },
  { name: "B2B token", operation: /serverToServer|b2b|backend/i, answer: b2bCreated, create: (client, options, extra) => client.b2b.serverToServerTokens.create(b2bParams(extra), options) },
];

/** Waits until the client has hung up on every connection of the scenario. */
export const eventuallyClosed = (scenario) => eventually(async () => (await scenario.log()).open === 0, "the client hangs up");
