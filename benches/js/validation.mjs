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

/** When the call under way had its request, and when that reached fetch. */
let [built, reached] = [0, 0];
/** @type {typeof globalThis.fetch} */
const stampedFetch = (input, init) => {
  reached = performance.now();
  return fakeFetch(input, init);
};

/** The client looks at its clock before it reads the arguments, and again once the request is built; what follows is the attempt. */
let looks = 0;
const stampedClock = {
  now() {
    looks += 1;
    if (looks === 2) built = performance.now();
    return Date.now();
  },
  sleep: async () => {},
};

/** @param {typeof globalThis.fetch} fetch @param {object} [more] @returns {Record<string, () => Promise<string>>} */
const callsThrough = (fetch, more) => {
  const client = new BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, fetch, ...more });
  return {
    "bigcommerce-tokens": async () => (await client.privateTokens.create(PARAMS)).token,
    async [BASELINE]() {
      const body = JSON.stringify(Input.parse(BODY));
      built = performance.now();
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

/** Time from the call until a moment of it. @param {() => number} moment */
const until = (moment) => (/** @type {() => Promise<string>} */ call) => async () => {
  let total = 0;
  for (let at = 0; at < CALLS; at += 1) {
    looks = 0;
    const start = performance.now();
    await call();
    total += moment() - start;
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
  "checking and building alone": await compare(callsThrough(fakeFetch, { clock: stampedClock }), until(() => built)),
  "until the request reaches fetch, its deadline begun": await compare(callsThrough(stampedFetch), until(() => reached)),
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
