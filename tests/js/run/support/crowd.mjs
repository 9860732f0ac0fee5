// Two hundred requests at once to one worker isolate. Some calls are aborted, some stall, and some clients hang up without
// waiting; the others must not notice. The very first client, for whom the WebAssembly is made, hangs up too.
import http from "node:http";

const COUNT = 200;
const FATES = ["ok", "slow", "gone-", "ok", "abort-", "ok", "slow", "ok", "ok", "stall-"];
const EXPECTED = { "abort-": "aborted", "stall-": "timeout" };
const answer = { status: 200, json: { data: { token: "token.for.{{name}}" }, meta: {} } };

const plan = {
  keepAlive: true,
  rules: [
    { body: '"abort-', answers: [{ steps: [{ hang: true }] }] },
    { body: '"gone-', answers: [{ ...answer, delayMs: 400 }] },
    { body: '"stall-', answers: [{ ...answer, framing: 5_000, steps: [{ hang: true }] }] },
    { body: '"slow', answers: [{ ...answer, delayMs: 80 }] },
    { answers: [answer] },
  ],
};

/** @returns {Promise<any>} the worker's JSON, or "gone" where the client hung up */
function request(worker, api, name) {
  return new Promise((resolve, reject) => {
    const sent = http.get(`${worker}/call?name=${name}&api=${encodeURIComponent(api)}`, { agent: false, timeout: 40_000 }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => { text += chunk; }).on("end", () => {
        try {
          resolve(JSON.parse(text));
        } catch {
          reject(new Error(`${name}: the worker answered ${response.statusCode}: ${text.slice(0, 200)}`));
        }
      }).on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${name}: no answer in 40 s`)));
    sent.on("error", (error) => (name.startsWith("gone-") ? resolve("gone") : reject(error)));
    if (name.startsWith("gone-")) setTimeout(() => sent.destroy(new Error("hung up")), 60);
  });
}

function fault(name, result) {
  if (name.startsWith("gone-")) return result === "gone" ? undefined : "the client was answered before it hung up";
  const code = EXPECTED[/** @type {keyof typeof EXPECTED} */ (name.replace(/\d+$/, ""))];
  if (code) return result.code === code ? undefined : `expected code ${code}, got ${JSON.stringify(result)}`;
  return result.token === `token.for.${name}` ? undefined : `expected its token, got ${JSON.stringify(result)}`;
}

/**
 * @param {import("./report.mjs").Report} report @param {string} pass
 * @param {string} worker the worker's URL @param {string} control the control server's URL
 */
export async function crowd(report, pass, worker, control) {
  const created = await (await fetch(`${control}/scenarios`, { method: "POST", body: JSON.stringify(plan) })).json();
  const check = async (name) => {
    const message = await request(worker, created.url, name).then((result) => fault(name, result), (error) => error.message);
    report.add(pass, { name, ok: message === undefined, message });
  };
  await check("gone-first");
  await Promise.all(Array.from({ length: COUNT }, (_, index) => check(`${FATES[index % FATES.length]}${index}`)));
  await check("ok-after-all");
  await fetch(`${control}/scenarios/${created.id}`, { method: "DELETE" });
}
