// Checking the input and building the request, and a whole call, with no network behind fetch.
import { BigCommerceTokens } from "bigcommerce-tokens";
import { ACCESS_TOKEN, BODY, HEADERS, PARAMS, PATH, STORE_HASH, TOKEN } from "./support/exchange.mjs";
import { fakeFetch } from "./support/fake-fetch.mjs";
import { interleave, repeat } from "./support/measure.mjs";
import { report, shown } from "./support/report.mjs";
import { Input, Output } from "./support/schemas.mjs";

const ROUNDS = 31;
const CALLS = 500;
const WARM_UP = 10;
const BASELINE = "zod + JSON.stringify + Headers";
const url = `https://api.bigcommerce.com${PATH}`;

/** When the request reached fetch, for the call under way. */
let reached = 0;
/** @type {typeof globalThis.fetch} */
const stampedFetch = (input, init) => {
  reached = performance.now();
  return fakeFetch(input, init);
};

/** @param {typeof globalThis.fetch} fetch @returns {Record<string, () => Promise<string>>} */
const callsThrough = (fetch) => {
  const client = new BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch });
  return {
    "bigcommerce-tokens": async () => (await client.privateTokens.create(PARAMS)).token,
    async [BASELINE]() {
      const body = JSON.stringify(Input.parse(BODY));
      const response = await fetch(url, { method: "POST", headers: new Headers(HEADERS), body });
      return Output.parse(await response.json()).data.token;
    },
  };
};

/** CPU time of whole calls. @param {() => Promise<string>} call */
const wholeCall = (call) => async () => {
  await repeat(call, CALLS);
  return CALLS;
};

/** Time from the call until its request reaches fetch: checking and building, and what the client starts around it. */
const untilFetch = (/** @type {() => Promise<string>} */ call) => async () => {
  let total = 0;
  for (let at = 0; at < CALLS; at += 1) {
    const start = performance.now();
    const result = call();
    await result;
    total += reached - start;
  }
  return { each: (total * 1_000) / CALLS };
};

for (const [name, call] of Object.entries(callsThrough(fakeFetch))) {
  if ((await call()) !== TOKEN) throw new Error(`${name} does not give the token of the answer`);
}
/** @param {Record<string, () => Promise<string>>} calls @param {(call: () => Promise<string>) => any} measure */
const compare = (calls, measure) =>
  interleave(Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, measure(call)])), { rounds: ROUNDS, warmUp: WARM_UP, baseline: BASELINE });

const results = {
  "until the request reaches fetch": await compare(callsThrough(stampedFetch), untilFetch),
  "the whole call, answer included": await compare(callsThrough(fakeFetch), wholeCall),
};

const tables = Object.entries(results).map(([stretch, subjects]) => ({
  title: `No network, ${stretch}: median (min-max) of ${ROUNDS} rounds of ${CALLS} calls`,
  rows: [
    ["", "microseconds", "ratio to zod"],
    ...Object.entries(subjects).map(([name, { microseconds, ratio }]) => [name, shown(microseconds), shown(ratio)]),
  ],
}));
report("validation", { node: process.version, goal: { ratio: 2 }, rounds: ROUNDS, calls: CALLS, baseline: BASELINE, stretches: results }, tables);
