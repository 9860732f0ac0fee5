// A token that is fresh already, as a service asks for it at each request: beside Google's library, which keeps one too.
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { OAuth2Client } from "google-auth-library";
import { ACCESS_TOKEN, STORE_HASH, TOKEN } from "./support/exchange.mjs";
import { fakeFetch } from "./support/fake-fetch.mjs";
import { interleave, repeat } from "./support/measure.mjs";
import { report, shown } from "./support/report.mjs";

const ROUNDS = 31;
const CALLS = 20_000;
const WARM_UP = 10;
const BASELINE = "google-auth-library";

const client = new BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch: fakeFetch, logLevel: "off" });
const provider = createTokenProvider(client, { request: { channelId: 1, scopes: ["Unauthenticated"] } });
const google = new OAuth2Client();
google.setCredentials({ access_token: TOKEN, expiry_date: Date.now() + 3_600_000 });

/** @type {Record<string, () => Promise<string | null | undefined>>} */
const calls = {
  "bigcommerce-tokens": async () => (await provider.getToken()).token,
  [BASELINE]: async () => (await google.getAccessToken()).token,
};
for (const [name, call] of Object.entries(calls)) {
  if ((await call()) !== TOKEN) throw new Error(`${name} does not give the token`);
}

const turns = Object.entries(calls).map(([name, call]) => [name, () => repeat(call, CALLS).then(() => CALLS)]);
const subjects = await interleave(Object.fromEntries(turns), { rounds: ROUNDS, warmUp: WARM_UP, baseline: BASELINE });
report("fresh-token", { node: process.version, goal: { ratio: 1, microseconds: 1 }, rounds: ROUNDS, calls: CALLS, baseline: BASELINE, subjects }, [
  {
    title: `A fresh token, CPU per call: median (min-max) of ${ROUNDS} rounds of ${CALLS} calls`,
    rows: [["", "microseconds", "ratio to Google's"], ...Object.entries(subjects).map(([name, { microseconds, ratio }]) => [name, shown(microseconds), shown(ratio)])],
  },
]);
