// The three families against the sandbox: a token is made, found in its list, and revoked; also where the API is older.
import { check, equal, matches, rejection } from "./support/check.mjs";

const FAMILIES = [
  { family: "privateTokens", type: "private", params: { scopes: ["Unauthenticated"] } },
  { family: "storefrontTokens", type: "simple", params: { allowedCorsOrigins: ["https://shop.example"] } },
  { family: "customerImpersonationTokens", type: "customer_impersonation", params: {} },
];

function connect(ctx, options = {}) {
  const sandbox = ctx.sandboxModule.createSandbox(options);
  const { storeHash, accessToken } = sandbox.credentials;
  return { sandbox, client: new ctx.lib.BigCommerceTokens({ storeHash, accessToken, fetch: sandbox.fetch, clock: sandbox.clock, logLevel: "off" }) };
}

const create = (client, { family, params }, extra = {}) => client[family].create({ channelId: 1, expiresIn: "1h", ...params, ...extra });

async function listed(client, { family }, query) {
  const items = [];
  for await (const item of client[family].list(query)) items.push(item);
  return items;
}

export const tests = [
  ...FAMILIES.map((row) => ({
    name: `${row.family}: what was created is listed, and revoked by its id`,
    async run(ctx) {
      const { client } = connect(ctx);
      for (const name of ["one", "two", "three"]) await create(client, row, { name });
      const before = await listed(client, row, { limit: 2 });
      equal(before.map(({ name, type, isRevoked, isExpired }) => [name, type, isRevoked, isExpired]), ["one", "two", "three"].map((name) => [name, row.type, false, false]), "listed");
      for (const { expiresAt, issuedAt } of before) equal(expiresAt.getTime() - issuedAt.getTime(), 3_600_000, "life in milliseconds");
      equal(await client[row.family].revoke({ jti: before[1].jti }), undefined, "what a revocation gives");
      const after = await listed(client, row);
      equal(after.map(({ name, isRevoked }) => [name, isRevoked]), [["one", false], ["two", true], ["three", false]], "listed after the revocation");
      check(after[1].revokedAt instanceof Date, "revokedAt");
    },
  })),
  ...FAMILIES.map((row) => ({
    name: `${row.family}: a token is revoked by itself`,
    async run(ctx) {
      const { client } = connect(ctx);
      const { token } = await create(client, row);
      const { status, data } = await client[row.family].revoke({ token }).withResponse();
      equal([status, data], [200, undefined], "status and data");
      equal((await listed(client, row)).map(({ isRevoked }) => isRevoked), [true], "listed");
    },
  })),
  ...FAMILIES.map((row) => ({
    name: `${row.family}: revokeAll ends this family's tokens and no other's`,
    async run(ctx) {
      const { client } = connect(ctx);
      for (const each of FAMILIES) await create(client, each);
      await client[row.family].revokeAll({ confirm: "revoke all" });
      for (const each of FAMILIES) equal((await listed(client, each)).map(({ isRevoked }) => isRevoked), [each === row], each.family);
    },
  })),
  ...FAMILIES.map((row) => ({
    name: `${row.family}: an id of another family is not found, and a missing OAuth scope is named`,
    async run(ctx) {
      const { client } = connect(ctx);
      const other = FAMILIES[(FAMILIES.indexOf(row) + 1) % FAMILIES.length];
      await create(client, other);
      const [{ jti }] = await listed(client, other);
      const unknown = await rejection(() => client[row.family].revoke({ jti }));
      check(unknown instanceof ctx.lib.NotFoundError, `expected a NotFoundError, got ${unknown?.name}`);
      matches(unknown.hint, /take the jti from list\(\)/, "hint");
      const poor = connect(ctx, { accessTokens: [{ token: "sandbox0poor0token", scopes: [] }] }).client;
      const scope = row.type === "customer_impersonation" ? "store_storefront_api_customer_impersonation" : "store_storefront_api";
      for (const act of [() => create(poor, row), () => poor[row.family].list(), () => poor[row.family].revoke({ jti }), () => poor[row.family].revokeAll({ confirm: "revoke all" })]) {
        const error = await rejection(act);
        check(error instanceof ctx.lib.PermissionError, `expected a PermissionError, got ${error?.name}`);
        check(error.hint.includes(`(${scope},`), `hint: ${error.hint}`);
      }
    },
  })),
  ...FAMILIES.map((row) => ({
    name: `${row.family}: where the API is older, the newer operations say so and the others work`,
    async run(ctx) {
      const { client } = connect(ctx, { generation: "A" });
      const { token } = await create(client, row);
      for (const act of [() => client[row.family].list(), () => client[row.family].revoke({ jti: "7" }), () => client[row.family].revokeAll({ confirm: "revoke all" })]) {
        const error = await rejection(act);
        check(error instanceof ctx.lib.NotFoundError, `expected a NotFoundError, got ${error?.name} ${error?.status}`);
        matches(error.hint, /may not have this route yet/, "hint");
      }
      await client[row.family].revoke({ token });
    },
  })),
  {
    name: "a store that can hold no more revoked tokens says so, and revokeAll still works",
    async run(ctx) {
      const { client } = connect(ctx, { revocation: { limit: 1 } });
      const tokens = [];
      for (let at = 0; at < 3; at += 1) tokens.push((await create(client, FAMILIES[0])).token);
      await client.privateTokens.revoke({ token: tokens[0] });
      const [, second] = await listed(client, FAMILIES[0]);
      for (const which of [{ token: tokens[1] }, { jti: second.jti }]) {
        const error = await rejection(() => client.privateTokens.revoke(which));
        check(error instanceof ctx.lib.UnprocessableError, `expected an UnprocessableError, got ${error?.name}`);
        equal(error.code, "revoked_token_quota", "code");
      }
      await client.privateTokens.revokeAll({ confirm: "revoke all" });
      equal((await listed(client, FAMILIES[0])).map(({ isRevoked }) => isRevoked), [true, true, true], "listed");
    },
  },
  {
    name: "a token of another API account is refused by itself and not found by its id",
    async run(ctx) {
      const { sandbox, client } = connect(ctx, { accessTokens: [{ token: "sandbox0first0token" }, { token: "sandbox0second0token" }] });
      const other = client.withOptions({ accessToken: "sandbox0second0token" });
      const { token } = await create(other, FAMILIES[0]);
      equal(await listed(client, FAMILIES[0]), [], "listed for the first account");
      const [{ jti }] = await listed(other, FAMILIES[0]);
      equal((await rejection(() => client.privateTokens.revoke({ token }))).code, "unprocessable", "by itself");
      equal((await rejection(() => client.privateTokens.revoke({ jti }))).code, "not_found", "by its id");
      check(sandbox.requests.length > 0, "the sandbox was asked");
    },
  },
];
