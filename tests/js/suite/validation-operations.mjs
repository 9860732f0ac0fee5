// What the operations besides the two creates refuse before a byte is sent, with path and code of each fault.
import { check, equal, oneOf, rejection } from "./support/check.mjs";
import { FAR, b2bParams, clientFor, created, withScenario } from "./support/api.mjs";
import { AUTH_TOKEN, CUSTOMER_ACCESS_TOKEN, JTI, JWT } from "./support/every-operation.mjs";
import { expectClean } from "./support/leaks.mjs";

const NOW_S = 1_900_000_000;
const SECRET_TEXT = "Zx81Qv-never-show-72Kp";
const clock = { now: () => NOW_S * 1000, sleep: () => new Promise(() => {}) };
const nothing = [undefined, null, 5, "text", [], () => {}];

/** A row for each value: the operation, its fields, the path of the fault and its code, or several where the documents leave it open. */
const rows = (operation, usual, faults) =>
  faults.map(([change, path, code]) => ({ operation, params: typeof change === "object" && change !== null && !Array.isArray(change) ? { ...usual, ...change } : change, path, code }));

const storefront = { channelId: 1, expiresAt: FAR };
const customer = { ...b2bParams(), channelId: 1 };
const login = (change) => ({ customerAccessToken: { value: CUSTOMER_ACCESS_TOKEN, expiresAt: new Date(FAR * 1000), ...change } });

const all = [
  ...rows("storefrontTokens.create", storefront, [
    [{ channelId: undefined }, "channelId", "exactly_one"],
    [{ expiresAt: 1 }, "expiresAt", "in_the_past"],
    [{ scopes: ["Unauthenticated"] }, "scopes", "unknown_field"],
    [{ allowedCorsOrigins: [] }, "allowedCorsOrigins", "too_short"],
    [{ allowedCorsOrigins: "https://shop.example" }, "allowedCorsOrigins", "type"],
    [{ allowedCorsOrigins: ["https://a.example", "https://b.example", "https://c.example"] }, "allowedCorsOrigins", "too_long"],
    [{ allowedCorsOrigins: ["https://a.example", "https://b.example/"] }, "allowedCorsOrigins[1]", "format"],
    [{ allowedCorsOrigins: ["*"] }, "allowedCorsOrigins[0]", "format"],
    [{ allowedCorsOrigins: [7] }, "allowedCorsOrigins[0]", "type"],
    [{ allowed_cors_origins: ["https://a.example"] }, "allowed_cors_origins", "unknown_field"],
    ...nothing.map((value) => [value, "", "type"]),
  ]),
  ...rows("customerImpersonationTokens.create", storefront, [
    [{ expiresAt: FAR * 1000 }, "expiresAt", "milliseconds"],
    [{ scopes: ["Customer"] }, "scopes", "unknown_field"],
    [{ allowedCorsOrigins: ["https://a.example"] }, "allowedCorsOrigins", "unknown_field"],
    [{ customerId: 5 }, "customerId", "unknown_field"],
    [{ name: "key \u{1F511}" }, "name", "four_byte_character"],
  ]),
  ...["privateTokens", "storefrontTokens", "customerImpersonationTokens"].flatMap((family) => [
    ...rows(`${family}.list`, {}, [
      [{ page: 0 }, "page", "out_of_range"],
      [{ page: 1.5 }, "page", "not_integer"],
      [{ page: "1" }, "page", "type"],
      [{ limit: 0 }, "limit", "out_of_range"],
      [{ limit: 251 }, "limit", "out_of_range"],
      [{ sort: "jti" }, "sort", "not_allowed"],
      [{ sort: 5 }, "sort", "type"],
      [{ direction: "up" }, "direction", "not_allowed"],
      [{ per_page: 5 }, "per_page", "unknown_field"],
      ...[null, 5, "text", []].map((value) => [value, "", "type"]),
    ]),
    ...rows(`${family}.revoke`, {}, [
      [{}, "jti", "exactly_one"],
      [{ jti: JTI, token: JWT }, "jti", "exactly_one"],
      [{ jti: "" }, "jti", "too_short"],
      [{ jti: "../channels" }, "jti", "format"],
      [{ jti: `eyJ${SECRET_TEXT}.e30.x` }, "jti", "format"],
      [{ jti: 7 }, "jti", "type"],
      [{ token: SECRET_TEXT }, "token", "format"],
      [{ token: `${JWT}\n` }, "token", "whitespace"],
      [{ token: "x".repeat(8_193) }, "token", "too_long"],
      [{ token: 7 }, "token", "type"],
      [{ jti: JTI, id: JTI }, "id", "unknown_field"],
      ...nothing.map((value) => [value, "", "type"]),
    ]),
    ...rows(`${family}.revokeAll`, {}, [
      [{}, "confirm", "required"],
      [{ confirm: true }, "confirm", "type"],
      [{ confirm: "revoke" }, "confirm", "not_allowed"],
      [{ confirm: "Revoke all" }, "confirm", "not_allowed"],
      [{ confirm: "revoke all", family: "all" }, "family", "unknown_field"],
      ...nothing.map((value) => [value, "", "type"]),
    ]),
  ]),
  ...rows("b2b.serverToServerTokens.list", { authToken: AUTH_TOKEN }, [
    [{ authToken: undefined }, "authToken", "required"],
    [{ authToken: "" }, "authToken", ["too_short", "required"]],
    [{ authToken: `${SECRET_TEXT}\r\nX-Evil: 1` }, "authToken", ["whitespace", "control_character"]],
    [{ authToken: `Bearer ${SECRET_TEXT}` }, "authToken", "format"],
    [{ limit: 251 }, "limit", "out_of_range"],
    [{ offset: -1 }, "offset", "out_of_range"],
    [{ page: 1 }, "page", "unknown_field"],
    ...nothing.map((value) => [value, "", "type"]),
  ]),
  ...rows("b2b.serverToServerTokens.delete", { authToken: AUTH_TOKEN, id: 5 }, [
    [{ authToken: undefined }, "authToken", "required"],
    [{ id: undefined }, "id", "required"],
    [{ id: 0 }, "id", "out_of_range"],
    [{ id: "5" }, "id", "type"],
    [{ name: "" }, "name", "too_short"],
    [{ email: "nobody" }, "email", "format"],
  ]),
  ...rows("b2b.customerTokens.create", customer, [
    [{ email: undefined }, "email", "required"],
    [{ password: "" }, "password", ["too_short", "required"]],
    [{ password: `${SECRET_TEXT}\udfff` }, "password", "ill_formed"],
    [{ channelId: undefined }, "channelId", "required"],
    [{ channelId: 0 }, "channelId", "out_of_range"],
    [{ channelIds: [1] }, "channelIds", "unknown_field"],
    [{ name: undefined }, "name", "required"],
    [{ beginAt: FAR * 1000 }, "beginAt", "milliseconds"],
    [{ beginAt: "now" }, "beginAt", "type"],
    [{ endAt: NOW_S }, "endAt", "in_the_past"],
    [{ endAt: 0 }, "endAt", "in_the_past"],
    [{ endAt: new Date(Number.NaN) }, "endAt", "out_of_range"],
    [{ beginAt: FAR, endAt: FAR }, "endAt", "out_of_range"],
  ]),
  ...rows("b2b.storefrontTokens.create", { customerId: 456 }, [
    [{ customerId: undefined }, "customerId", "required"],
    [{ customerId: 0 }, "customerId", "out_of_range"],
    [{ channelId: "1" }, "channelId", "type"],
    [{ customerAccessToken: SECRET_TEXT }, "customerAccessToken", "type"],
    [login({ value: undefined }), "customerAccessToken.value", "required"],
    [login({ value: `${SECRET_TEXT}\n` }), "customerAccessToken.value", "whitespace"],
    [login({ expiresAt: undefined }), "customerAccessToken.expiresAt", "required"],
    [login({ expiresAt: "tomorrow" }), "customerAccessToken.expiresAt", "format"],
    [login({ expiresAt: 5 }), "customerAccessToken.expiresAt", "type"],
    [login({ expires_at: "2027-03-31T00:00:00Z" }), "customerAccessToken.expires_at", "unknown_field"],
  ]),
  ...rows("b2b.storefrontTokens.fromCurrentCustomerJwt", { jwt: JWT }, [
    [{ jwt: undefined }, "jwt", "required"],
    [{ jwt: SECRET_TEXT }, "jwt", "format"],
    [{ jwt: `${JWT}&channelId=2` }, "jwt", "format"],
    [{ channelId: 1.5 }, "channelId", "not_integer"],
    [{ jwtToken: JWT }, "jwtToken", "unknown_field"],
  ]),
];

/** The method that a name such as `b2b.customerTokens.create` means. */
const method = (client, name) => {
  const steps = name.split(".");
  const holder = steps.slice(0, -1).reduce((at, step) => at[step], client);
  return (...args) => holder[steps.at(-1)](...args);
};

const shown = (params) => {
  const text = JSON.stringify(params, (_key, value) => (typeof value === "string" && value.length > 40 ? `${value.slice(0, 20)}...` : value));
  return text ?? String(params);
};

export const tests = all.map((row) => ({
  name: `refused before sending: ${row.operation}(${shown(row.params)})`,
  async run(ctx) {
    const { requests, result: error } = await withScenario(ctx, [created()], ({ url }) => rejection(() => method(clientFor(ctx, url, { clock }), row.operation)(row.params)));
    equal(requests.length, 0, "requests that reached the server");
    check(error instanceof ctx.lib.ValidationError, `expected a ValidationError, got ${error?.name} ${error?.code}: ${error?.message}`);
    equal(error.operation, row.operation, "operation");
    const seen = error.issues.map((issue) => `${issue.path || "(root)"}: ${issue.code}`).join(", ");
    const issue = error.issues.find(({ path }) => path === row.path);
    check(issue, `expected an issue at ${row.path || "(root)"}, got ${seen}`);
    oneOf(issue.code, [row.code].flat(), `code at ${issue.path} (${seen})`);
    equal(error.issues.length, 1, `issues (${seen})`);
    expectClean(ctx, error, [SECRET_TEXT, JWT, AUTH_TOKEN, CUSTOMER_ACCESS_TOKEN], "the error");
  },
}));
