// Nothing of a secret stays in WebAssembly's linear memory after a call, however the call ended.
import { check, equal, pause, settle } from "./support/check.mjs";
import { clientFor, openScenario, privateParams, b2bParams } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";

const WINDOW = 8;
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Random text: a window of it in memory can only come from it. */
function randomSecret(length = 40) {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** @returns {string[]} what was found of the secrets, as name and window */
function scan(ctx, secrets) {
  const found = [];
  for (const memory of ctx.memories()) {
    const text = new TextDecoder("latin1").decode(memory.buffer);
    for (const [name, secret] of Object.entries(secrets)) {
      for (let at = 0; at + WINDOW <= secret.length; at += 1) {
        if (text.includes(secret.slice(at, at + WINDOW))) found.push(`${name}[${at}]`);
      }
    }
  }
  return found;
}

const hang = { steps: [{ hang: true }] };
const abortSoon = () => AbortSignal.timeout(80);

/** How a call can end. `answer` gets the secrets; `call` says with which options, and what is wrong with the params. */
const endings = [
  { what: "success", answer: ({ issued }) => ({ status: 200, json: { data: { token: issued }, meta: {} } }), b2bAnswer: ({ issued }) => ({ status: 200, json: { code: 200, data: [{ name: "m", token: issued }], meta: { message: "SUCCESS" } } }), succeeds: true },
  { what: "a token that is a JWT", answer: ({ issued }) => ({ status: 200, json: { data: { token: `${btoa('{"typ":"JWT"}')}.${btoa(`{"eat":2000000000,"x":"${issued}"}`).replaceAll("=", "")}.${issued}` }, meta: {} } }), b2bAnswer: ({ issued }) => ({ status: 200, json: { code: 200, data: [{ name: "m", token: `a.${btoa(`{"x":"${issued}"}`).replaceAll("=", "")}.${issued}` }], meta: { message: "SUCCESS" } } }), succeeds: true },
  { what: "a refusal that repeats everything", answer: ({ accessToken, password, issued }) => ({ status: 422, json: { title: `${accessToken} ${password}`, errors: { [password]: accessToken, token: issued }, data: { errMsg: password } } }) },
  { what: "a protocol error", answer: ({ issued, password }) => ({ status: 200, json: { data: { token: [issued, password] } } }) },
  { what: "a body that is no JSON", answer: ({ issued, accessToken }) => ({ status: 200, text: `${issued} ${accessToken}` }) },
  { what: "a body too large", answer: ({ issued }) => ({ status: 200, text: `${issued} `.repeat(3_000) }) },
  { what: "a redirect", answer: ({ accessToken }) => ({ status: 307, headers: { Location: `https://${accessToken}.example.com/` } }) },
  { what: "two failures and a success", answers: ({ issued }) => [{ status: 503 }, { steps: [{ reset: true }] }, { status: 200, json: { data: { token: issued }, meta: {} } }] },
  { what: "a reset", answer: () => ({ steps: [{ reset: true }] }) },
  { what: "a timeout before the headers", answer: () => hang, options: { timeoutMs: 80, maxRetries: 0 } },
  { what: "a timeout inside the body", answer: ({ issued }) => ({ status: 200, text: `{"data":{"token":"${issued}`, framing: 9_000, steps: [{ hang: true }] }), options: { timeoutMs: 120, maxRetries: 0 } },
  { what: "an abort before the headers", answer: () => hang, call: () => ({ signal: abortSoon() }) },
  { what: "an abort inside the body", answer: ({ issued }) => ({ status: 200, text: `{"data":{"token":"${issued}`, framing: 9_000, steps: [{ hang: true }] }), call: () => ({ signal: abortSoon() }) },
  { what: "a validation error", answer: () => hang, params: { channelId: 0, email: "no address", nam: "x" } },
  { what: "a fetch that fails", answer: () => hang, options: { fetch: () => Promise.reject(new Error("no")) } },
  { what: "a fetch that never settles", answer: () => hang, options: { fetch: () => new Promise(() => {}), timeoutMs: 80, maxRetries: 0 } },
];

const families = [
  { family: "private token", create: (client, ending) => client.privateTokens.create(privateParams(ending.params && { channelId: ending.params.channelId, nam: ending.params.nam }), ending.call?.()) },
  { family: "B2B token", create: (client, ending, secrets) => client.b2b.serverToServerTokens.create(b2bParams({ password: secrets.password, ...(ending.params && { email: ending.params.email, nam: ending.params.nam }) }), ending.call?.()) },
];

export const tests = [
  {
    name: "two thousand calls do not make the memory grow",
    async run(ctx) {
      const fetch = async () => new Response('{"data":{"token":"synthetic.loop.token"},"meta":{}}');
      const client = clientFor(ctx, "http://127.0.0.1:9", { fetch });
      const round = async (times) => { for (let i = 0; i < times; i += 1) await client.privateTokens.create(privateParams()); };
      const size = () => ctx.memories().reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
      await round(200);
      const before = size();
      check(before > 0, "a memory was captured");
      await round(2_000);
      equal(size(), before, "bytes of linear memory");
    },
  },
  ...families.flatMap(({ family, create }) => endings.map((ending) => ({
    name: `after ${ending.what} no secret is left in memory (${family})`,
    async run(ctx) {
      const secrets = { accessToken: randomSecret(), password: randomSecret(), issued: randomSecret(90) };
      const answer = family === "B2B token" && ending.b2bAnswer ? ending.b2bAnswer : ending.answer;
      const scenario = await openScenario(ctx, { answers: ending.answers ? ending.answers(secrets) : [answer(secrets)] });
      try {
        const client = clientFor(ctx, scenario.url, { accessToken: secrets.accessToken, clock: instantClock(), ...ending.options });
        const outcome = await settle(create(client, ending, secrets));
        check(outcome.status !== "pending", "the call settles");
        if (ending.succeeds) equal(outcome.status, "fulfilled", "outcome");
        await pause(20);
        check(ctx.memories().length > 0, "a memory was captured");
        equal(scan(ctx, secrets), [], "parts of secrets found");
      } finally {
        await scenario.close();
      }
    },
  }))),
  {
    name: "the scanner of this group finds what it must find",
    async run(ctx) {
      const result = await settle(clientFor(ctx, "http://127.0.0.1:9").privateTokens.create(privateParams({ channelId: 0 })));
      equal(result.status, "rejected", "a call that makes an instance");
      const planted = randomSecret();
      const view = new Uint8Array(ctx.memories()[0].buffer);
      const at = view.length - 16;
      const before = view.slice(at);
      view.set(new TextEncoder().encode(planted.slice(4, 4 + WINDOW)), at);
      const found = scan(ctx, { planted });
      view.set(before, at);
      equal(found, ["planted[4]"], "found");
      equal(scan(ctx, { planted }), [], "found after removal");
    },
  },
  {
    name: "huge inputs are refused before they reach the memory",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      await settle(client.b2b.serverToServerTokens.create(b2bParams({ password: "" })));
      const size = () => ctx.memories().reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
      const before = size();
      check(before > 0, "a memory was captured");
      const huge = "h".repeat(32 << 20);
      for (const extra of [{ password: huge }, { email: huge }, { name: huge }, { [huge]: 1 }]) equal((await settle(client.b2b.serverToServerTokens.create(b2bParams(extra)))).status, "rejected", "outcome");
      await settle(client.privateTokens.create(privateParams({ name: huge, scopes: [huge], expiresAt: undefined, expiresIn: huge })));
      await settle(client.privateTokens.create(privateParams({ channelId: undefined, channelIds: new Array(1 << 20).fill(1) })));
      equal(size(), before, "bytes of linear memory");
    },
  },
];
