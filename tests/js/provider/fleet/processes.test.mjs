// Real processes and a real Redis: one mint per rotation, whoever dies.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startFleet } from "./fleet.mjs";

/** Where the refresh window ends (0.7 of the life): every machine's turn has come, and none's to go on without Redis. */
const INTO_THE_WINDOW = 4.2 * 3_600_000;

/** Every answer is a token; gives back which. @param {any[]} answers @param {string} what */
function tokensOf(answers, what) {
  assert.deepEqual(answers.filter(({ failed }) => failed !== undefined), [], what);
  return new Set(answers.flatMap(({ token }) => (token === undefined ? [] : [token])));
}

/** Asks again and again until all have the same token, which is not `old`. */
async function settled(fleet, old, what, withinMs) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const tokens = tokensOf(await fleet.askAll(), what);
    if (tokens.size === 1 && !tokens.has(old)) return [...tokens][0];
    assert.ok(Date.now() < deadline, `${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The first start, and two rotations. */
async function rotate(fleet) {
  // One after the other, since starting programs keep a machine busy, and nobody waits long for a store that is slow.
  for (const machine of fleet.alive()) tokensOf([await machine.ask()], "at the start");
  let token = await settled(fleet, undefined, "at the start", 60_000);
  assert.equal(fleet.api.mints("fleet"), 1, "at the start");
  for (const rotation of [1, 2]) {
    const during = tokensOf(await fleet.askAll(INTO_THE_WINDOW), "in the window");
    assert.ok(during.has(token) || during.size === 1, "the old token is given meanwhile");
    token = await settled(fleet, token, `rotation ${rotation}`, 90_000);
    assert.equal(fleet.api.mints("fleet"), 1 + rotation, `rotation ${rotation}`);
  }
  return token;
}

test("two processes with one Redis make one token per rotation", async () => {
  const fleet = await startFleet(2);
  try {
    await rotate(fleet);
  } finally {
    await fleet.stop();
  }
});

test("fifty processes with one Redis make one token per rotation; a holder that is killed costs one more, and no request", async () => {
  const fleet = await startFleet(50);
  try {
    const token = await rotate(fleet);
    const { api } = fleet;
    const before = api.mints("fleet");
    api.state.delayMs = 3_000;
    const killed = new Promise((resolve) => {
      api.state.onMint = (/** @type {string} */ agent) => {
        api.state.onMint = undefined;
        const holder = fleet.machines.find(({ name }) => agent.split(/[\s/]/).includes(name));
        holder?.kill();
        resolve(holder?.name);
      };
    });
    tokensOf(await fleet.askAll(INTO_THE_WINDOW), "in the window");
    assert.match(String(await killed), /^machine-\d+$/, "the holder");
    tokensOf(await fleet.askAll(), "after it was killed");
    await settled(fleet, token, "after its lease has run out", 120_000);
    assert.equal(fleet.alive().length, 49);
    assert.ok(api.mints("fleet") - before <= 2, `${api.mints("fleet") - before} mints`);
  } finally {
    await fleet.stop();
  }
});

test("a holder that is killed while all wait for the first token costs one more mint, and no request", async () => {
  const fleet = await startFleet(5);
  try {
    const { api } = fleet;
    api.state.delayMs = 2_000;
    api.state.onMint = (/** @type {string} */ agent) => {
      api.state.onMint = undefined;
      fleet.machines.find(({ name }) => agent.split(/[\s/]/).includes(name))?.kill();
    };
    const tokens = tokensOf(await fleet.askAll(), "at the start");
    assert.equal(tokens.size, 1);
    assert.equal(fleet.alive().length, 4);
    assert.equal(api.mints("fleet"), 2);
  } finally {
    await fleet.stop();
  }
});
