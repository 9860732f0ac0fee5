/**
 * Who may sign in, as createSandbox is told: API accounts, back-end users of B2B Edition, shoppers.
 *
 * @typedef {{ token: string, scopes: readonly string[], clientId: string }} Account
 * @typedef {{ email: string, password: string, role: string }} User
 * @typedef {import("../customers.js").Customer} Customer
 */
import { expect, isFilledList, isText } from "./expect.js";

const OAUTH_SCOPES = ["store_storefront_api", "store_storefront_api_customer_impersonation"];
const ROLES = ["Administrator", "Store Owner", "Sales Rep"];
const PASSWORD = "sandbox-passphrase-not-a-secret";
const DEFAULT_TOKENS = [{ token: "sandbox0access0token0not0secret" }];
const DEFAULT_USERS = [{ email: "owner@sandbox.example", password: PASSWORD }];
const DEFAULT_CUSTOMERS = [{ email: "customer@sandbox.example", password: PASSWORD }];
const CLIENT_ID_LENGTH = 31;

/** @param {any[]} [list] @returns {Account[]} */
export function readAccounts(list = DEFAULT_TOKENS) {
  expect(isFilledList(list), "accessTokens", "a list of at least one { token, scopes? }");
  return list.map(({ token, scopes = OAUTH_SCOPES }, index) => {
    expect(isText(token), `accessTokens[${index}].token`, "a string that is not empty");
    expect(Array.isArray(scopes) && scopes.every(isText), `accessTokens[${index}].scopes`, "a list of OAuth scope names");
    return { token, scopes: [...scopes], clientId: `sandboxclientid${index}`.padEnd(CLIENT_ID_LENGTH, "0") };
  });
}

/** @param {{ email: unknown, password: unknown }} person @param {string} path */
function expectLogin({ email, password }, path) {
  expect(isText(email), `${path}.email`, "a string that is not empty");
  expect(isText(password), `${path}.password`, "a string that is not empty");
}

/** @param {any[]} [list] @returns {User[]} */
export function readUsers(list = DEFAULT_USERS) {
  expect(isFilledList(list), "users", "a list of at least one { email, password, role? }");
  return list.map(({ email, password, role = "Administrator" }, index) => {
    expectLogin({ email, password }, `users[${index}]`);
    expect(ROLES.includes(role), `users[${index}].role`, `one of ${ROLES.join(", ")}`);
    return { email, password, role };
  });
}

/** @param {any[]} [list] @returns {Customer[]} */
export function readCustomers(list = DEFAULT_CUSTOMERS) {
  expect(isFilledList(list), "customers", "a list of at least one { email, password, id? }");
  const customers = list.map(({ email, password, id }, index) => {
    expectLogin({ email, password }, `customers[${index}]`);
    expect(id === undefined || (Number.isSafeInteger(id) && id >= 1), `customers[${index}].id`, "an integer of at least 1");
    return { id: id ?? index + 1, email, password, firstName: "Sandbox", lastName: "Customer" };
  });
  expect(new Set(customers.map(({ id }) => id)).size === customers.length, "customers", "no id twice");
  return customers;
}
