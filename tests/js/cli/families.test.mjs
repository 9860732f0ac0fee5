// The commands for the three families: create, list and revoke, against the sandbox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { makeStage, TOKEN } from "./support/stage.mjs";
import { onTerminal } from "./support/terminal.mjs";

const CREATE = {
  private: ["create-private", "--scope", "Customer"],
  storefront: ["create-storefront", "--cors-origin", "https://shop.example"],
  "customer-impersonation": ["create-customer-impersonation"],
};
const LIFE = ["--channel", "1", "--expires-in", "6h"];

let stage;
before(async () => (stage = await makeStage({ sandbox: { rateLimit: { requests: 10_000, windowMs: 1_000 } } })));

/** @param {string[]} args */
async function json(args, how = {}) {
  const { code, stdout, stderr } = await stage.run([...args, "--json"], { shows: true, ...how });
  assert.equal(code, 0, `${stdout}${stderr}`);
  return JSON.parse(stdout);
}

for (const [kind, create] of Object.entries(CREATE)) {
  test(`a ${kind} token is created, listed and revoked`, async () => {
    const cwd = await stage.folder();
    await json([...create, ...LIFE, "--token-name", `first-${kind}`, "-e", ".env", "--name", "A_TOKEN"], { cwd });
    assert.match(await readFile(path.join(cwd, ".env"), "utf8"), TOKEN);
    const { tokens, total } = await json(["list", "--kind", kind]);
    assert.equal(total, tokens.length);
    const [token] = tokens.filter(({ name }) => name === `first-${kind}`);
    assert.deepEqual({ isRevoked: token.isRevoked, channelIds: token.channelIds }, { isRevoked: false, channelIds: [1] });

    const table = await stage.run(["list", "--kind", kind]);
    assert.match(table.stdout, new RegExp(`^state +expires +issued +id +channels +scopes +name\nlive +\\d{4}-\\d\\d-\\d\\d +\\d{4}-\\d\\d-\\d\\d +${token.jti} .*first-${kind}\n`));
    const { revoked } = await json(["revoke", "--kind", kind, "--jti", token.jti]);
    assert.equal(revoked, "one");
    assert.match((await stage.run(["list", "--kind", kind])).stdout, /^revoked /m);

    await json([...create, ...LIFE]);
    await json(["revoke", "--kind", kind, "--all", "--confirm", "revoke all"]);
    const after = await json(["list", "--kind", kind]);
    assert.ok(after.tokens.every(({ isRevoked }) => isRevoked));
  });
}

test("a token is revoked by its text, from a file or from standard input", async () => {
  const cwd = await stage.folder();
  await json([...CREATE.private, ...LIFE, "-e", ".env", "--name", "A_TOKEN"], { cwd });
  await json(["revoke", "-e", ".env", "--name", "A_TOKEN"], { cwd });
  const { token } = await json([...CREATE.private, ...LIFE]);
  const { code, stdout, stderr } = await stage.run(["revoke"], { input: `${token}\n` });
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "the token is revoked; it may work for up to a minute more\n");
});

test("what cannot be revoked or listed is told", async () => {
  const rows = [
    [["revoke", "--jti", "no-such-id"], {}, 23],
    [["revoke", "--all"], {}, 2],
    [["revoke", "--all", "--confirm", "yes"], {}, 2],
    [["revoke", "--confirm", "revoke all"], {}, 2],
    [["revoke", "--jti", "a", "--all"], {}, 2],
    [["revoke", "--kind", "any", "--jti", "a"], {}, 2],
    [["revoke", "synthetic-token"], {}, 2],
    [["revoke", "--access-token-stdin"], { input: "synthetic" }, 2],
    [["revoke"], { input: "" }, 2],
    [["list", "--kind", "any"], {}, 2],
    [["list", "--sort", "name"], {}, 2],
    [["list", "--direction", "up"], {}, 2],
    [["list", "--max", "0"], {}, 2],
    [["list", "extra"], {}, 2],
  ];
  for (const [args, how, exit] of rows) {
    const { code, stderr } = await stage.run(args, how);
    assert.equal(code, exit, `${args.join(" ")}: ${stderr}`);
    assert.ok(!stderr.includes("synthetic"));
  }
});

test("many pages are one list, told in the order that was asked for", async () => {
  const { createSandbox } = await stage.library("sandbox");
  const { BigCommerceTokens } = await stage.library();
  const many = createSandbox({ rateLimit: { requests: 10_000, windowMs: 1_000 } });
  const { url, close } = await many.listen();
  const client = new BigCommerceTokens({ storeHash: "sandbox1", accessToken: many.credentials.accessToken, fetch: many.fetch });
  for (let index = 0; index < 260; index += 1) await client.privateTokens.create({ channelId: 1, expiresIn: 600 + index, scopes: ["Customer"], name: `token-${index}` });
  const env = { BIGCOMMERCE_ACCESS_TOKEN: many.credentials.accessToken, BIGCOMMERCE_API_ENDPOINT: url };
  try {
    const { tokens, total } = await json(["list", "--sort", "expires-at", "--direction", "desc"], { env });
    assert.deepEqual([tokens.length, total, new Set(tokens.map(({ jti }) => jti)).size], [260, 260, 260]);
    assert.equal(tokens[0].name, "token-259");
    assert.equal((await json(["list", "--max", "3"], { env })).tokens.length, 3);
    const { code, screen } = await onTerminal(stage, ["list", "--max", "255"], { env });
    assert.equal(code, 0, screen);
    assert.match(screen, /\r\u001b\[K250 of 260 tokens/);
    assert.match(screen, /255 of 260 private tokens of this API account/);
    assert.match(screen, /\u001b\[32mlive/);
  } finally {
    await close();
  }
});

test("on a terminal, ending every token takes the words for it", async () => {
  const when = /to go on: $/;
  const refused = await onTerminal(stage, ["revoke", "--all"], { types: [{ when, keys: "yes\r" }] });
  assert.equal(refused.code, 2, refused.screen);
  const ended = await onTerminal(stage, ["revoke", "--all"], { types: [{ when, keys: "revoke all\r" }] });
  assert.equal(ended.code, 0, ended.screen);
  assert.match(ended.screen, /every private token of this API account is revoked/);
});

test("a store whose API is of the older generation says so", async () => {
  const { createSandbox } = await stage.library("sandbox");
  const old = createSandbox({ generation: "A" });
  const { url, close } = await old.listen();
  try {
    const { code, stderr } = await stage.run(["list"], { env: { BIGCOMMERCE_ACCESS_TOKEN: old.credentials.accessToken, BIGCOMMERCE_API_ENDPOINT: url } });
    assert.equal(code, 23, stderr);
    assert.match(stderr, /^hint .*may not have/m);
  } finally {
    await close();
  }
});
