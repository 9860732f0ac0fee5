/**
 * The shoppers of the store and the customer access tokens they hold.
 *
 * @typedef {{ id: number, email: string, password: string, firstName: string, lastName: string }} Customer
 * @typedef {Omit<Customer, "id">} NewCustomer
 * @typedef {{ value: string, expiresAt: string }} CustomerAccessToken
 */
import { toSeconds } from "./clock.js";

/** Invented; the documents show an end and say no duration. */
const TOKEN_LIFE_SECONDS = 24 * 60 * 60;
const TOKEN_BYTES = 32;

/** 64 hexadecimal digits, an underscore and the end in Unix seconds. @param {number} end */
function makeValue(end) {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  return `${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}_${end}`;
}

/** @param {readonly Customer[]} given */
export function createCustomers(given) {
  const customers = [...given];
  /** @type {Map<string, { customer: Customer, end: number }>} */
  const tokens = new Map();

  return {
    /** @param {string} email @param {string} password */
    signIn: (email, password) => customers.find((customer) => customer.email === email && customer.password === password),

    /** @param {number} id */
    byId: (id) => customers.find((customer) => customer.id === id),

    /** @param {NewCustomer} customer @returns {Customer | null} null where the e-mail is taken */
    register(customer) {
      if (customers.some(({ email }) => email === customer.email)) return null;
      const registered = { id: Math.max(0, ...customers.map(({ id }) => id)) + 1, ...customer };
      customers.push(registered);
      return registered;
    },

    /** @param {Customer} customer @param {number} at milliseconds @returns {CustomerAccessToken} */
    issueToken(customer, at) {
      const end = toSeconds(at) + TOKEN_LIFE_SECONDS;
      const value = makeValue(end);
      tokens.set(value, { customer, end });
      return { value, expiresAt: new Date(end * 1000).toISOString().replace(".000Z", "Z") };
    },

    /** Who holds a token that is still good. @param {string} value @param {number} at milliseconds */
    byToken(value, at) {
      const held = tokens.get(value);
      return held && at < held.end * 1000 ? held.customer : undefined;
    },

    /** @param {string} value */
    forgetToken: (value) => tokens.delete(value),
  };
}
