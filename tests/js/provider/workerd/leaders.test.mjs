// In Workers a request that ends takes its I/O with it, and a promise of it may never settle. Requests that share a provider get
// their token all the same, whatever becomes of the one that began.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { installPackage } from "../../run/support/install.mjs";
import { eventually } from "../../suite/support/check.mjs";
import { startApi } from "../api.mjs";
import { startWorker } from "./start.mjs";

const VARIANTS = [
  { variant: "nodejs_compat", date: "2026-04-01", flags: ["nodejs_compat"] },
  { variant: "no nodejs_compat", date: "2025-06-01", flags: [] },
];
const MINT_MS = 400;
/** A second for the one who began, a mint of one's own, and a slow machine. */
const PATIENCE_MS = 15_000;
const INTO_THE_WINDOW = 5.5 * 3_600_000;

const workers = new Map();
let api;
let project;
before(async () => {
  api = await startApi({ delayMs: MINT_MS });
  project = await installPackage();
  for (const { variant, date, flags } of VARIANTS) workers.set(variant, await startWorker({ dir: project.dir, api: api.url, date, flags }));
});
after(async () => {
  for (const worker of workers.values()) await worker.stop();
  await project?.remove();
  await api?.close();
});

for (const { variant, flags } of VARIANTS) {
  /** @param {string} path @param {string} name @param {Record<string, string>} [more] */
  async function ask(path, name, more = {}) {
    const query = new URLSearchParams({ name: `${name}-${flags.length}`, ...more });
    const response = await fetch(`${workers.get(variant).url}${path}?${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: response.status, text: await response.text() };
  }
  const mints = (name) => api.mints(`${name}-${flags.length}`);
  const isToken = ({ status, text }) => assert.deepEqual([status, text.startsWith("synthetic-token-")], [200, true], text);

  for (const leader of ["never-awaits", "ends-early", "aborts"]) {
    test(`${variant}: after a leader that ${leader.replace("-", " ")} the others get a token`, async () => {
      await ask(`/${leader}`, leader);
      const followers = await Promise.all(Array.from({ length: 5 }, () => ask("/token", leader)));
      followers.forEach(isToken);
      isToken(await ask("/token", leader));
      assert.ok(mints(leader) <= 3, `${mints(leader)} mints`);
    });
  }

  test(`${variant}: with waitUntil the leader's mint is the only one`, async () => {
    for (const leader of ["never-awaits", "aborts"]) {
      const name = `kept-${leader}`;
      await ask(`/${leader}`, name, { waitUntil: "1" });
      const followers = await Promise.all(Array.from({ length: 5 }, () => ask("/token", name)));
      followers.forEach(isToken);
      assert.equal(new Set(followers.map(({ text }) => text)).size, 1);
      assert.equal(mints(name), 1, leader);
    }
  });

  test(`${variant}: a client that hangs up costs the others nothing`, async () => {
    await new Promise((resolve) => {
      const request = http.get(`${workers.get(variant).url}/token?name=gone-${flags.length}`, { agent: false });
      request.once("error", resolve);
      setTimeout(() => request.destroy(new Error("hung up")), 100);
    });
    const followers = await Promise.all(Array.from({ length: 5 }, () => ask("/token", "gone")));
    followers.forEach(isToken);
    assert.ok(mints("gone") <= 2, `${mints("gone")} mints`);
  });

  test(`${variant}: requests that come at once make one token`, async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => ask("/token", "crowd")));
    all.forEach(isToken);
    assert.equal(mints("crowd"), 1);
  });

  test(`${variant}: in the window one request refreshes; with a waitUntil that takes the work it does not wait for it`, async () => {
    for (const more of [{}, { waitUntil: "1" }, { waitUntil: "refuses" }]) {
      const name = `window${more.waitUntil ?? ""}`;
      const first = await ask("/token", name, more);
      await ask("/advance", name, { ms: String(INTO_THE_WINDOW) });
      const second = await ask("/token", name, more);
      assert.equal(second.text === first.text, more.waitUntil === "1", "what the request that refreshes gets");
      const deadline = Date.now() + PATIENCE_MS;
      let third = second;
      while (third.text === first.text && Date.now() < deadline) third = await ask("/token", name, more);
      assert.notEqual(third.text, first.text);
      assert.equal(mints(name), 2);
    }
  });

  test(`${variant}: a slow API does not make anybody wait for ever`, async () => {
    api.state.delayMs = 2_500;
    try {
      const all = await Promise.all(Array.from({ length: 10 }, () => ask("/token", "slow")));
      all.forEach(isToken);
      // Whoever has waited a second begins anew, one at a time.
      assert.ok(mints("slow") > 1 && mints("slow") <= 4, `${mints("slow")} mints`);
    } finally {
      api.state.delayMs = MINT_MS;
    }
  });

  test(`${variant}: whoever began anew is given the token of the one before, if that comes first`, async () => {
    api.state.delayMs = 3_500;
    try {
      const first = ask("/token", "late", { waitUntil: "1" });
      await eventually(() => mints("late") === 1, "the first mint", PATIENCE_MS);
      const second = await ask("/token", "late", { waitUntil: "1" });
      isToken(second);
      assert.deepEqual([second.text, mints("late")], [(await first).text, 2]);
    } finally {
      api.state.delayMs = MINT_MS;
    }
  });

  test(`${variant}: an abort ends the wait for what another request began`, async () => {
    api.state.delayMs = 950;
    try {
      const leader = ask("/token", "abort");
      await eventually(() => mints("abort") === 1, "the mint", PATIENCE_MS);
      assert.equal((await ask("/aborts", "abort")).text, "aborted");
      isToken(await leader);
      assert.equal(mints("abort"), 1);
    } finally {
      api.state.delayMs = MINT_MS;
    }
  });

  test(`${variant}: nothing was thrown that nobody caught, and nothing hung`, () => {
    assert.deepEqual(workers.get(variant).log.filter((line) => /uncaught|unhandled|hung|different request/i.test(line)), []);
  });
}
