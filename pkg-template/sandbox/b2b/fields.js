/**
 * What B2B Edition checks of a body: the fields of an operation, each with its rule. Of the texts only the one for null is documented.
 *
 * @typedef {{ fault: (value: any) => string | null, isOptional: boolean }} Rule
 * @typedef {Record<string, Rule>} Rules
 */
import { envelope } from "../reply.js";

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** @param {Rule["fault"]} fault @returns {Rule} */
const required = (fault) => ({ fault, isOptional: false });

/** @param {Rule} rule @returns {Rule} */
export const optional = (rule) => ({ ...rule, isOptional: true });

/** @param {unknown} value */
const textFault = (value) => (typeof value === "string" ? null : "Not a valid string.");

export const text = required(textFault);
export const filledText = required((value) => textFault(value) ?? (value === "" ? "This field may not be blank." : null));
export const email = required((value) => filledText.fault(value) ?? (EMAIL.test(value) ? null : "Enter a valid email address."));
export const integer = required((value) => (Number.isSafeInteger(value) ? null : "A valid integer is required."));
/** Text, too: BigCommerce's own storefront sends a channel so, and it works. */
export const channelId = required((value) => (/^[1-9]\d*$/.test(String(value)) && typeof value !== "object" ? null : "A valid number is required."));
export const customerAccessToken = required((value) => (typeof Object(value).value === "string" ? null : "Expected an object with value and expires_at."));

/** @param {unknown} value @param {Rule} rule @returns {string | null} */
function faultOf(value, { fault, isOptional }) {
  if (value === undefined) return isOptional ? null : "This field is required.";
  return value === null ? "This field may not be null" : fault(value);
}

/** The 422 that names fields: its `errMsg` is an object. @param {Record<string, string[]>} faults */
export const refuseFields = (faults) => envelope(422, { errMsg: faults }, "Parameter Error");

/**
 * @param {unknown} body
 * @param {Rules} rules
 * @returns {{ given: Record<string, any>, refusal?: undefined } | { given?: undefined, refusal: import("../reply.js").Reply }}
 */
export function readBody(body, rules) {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { refusal: refuseFields({ non_field_errors: ["Invalid data. Expected an object."] }) };
  }
  const given = /** @type {Record<string, any>} */ (body);
  /** @type {Record<string, string[]>} */
  const faults = {};
  for (const [field, rule] of Object.entries(rules)) {
    const fault = faultOf(Object.hasOwn(given, field) ? given[field] : undefined, rule);
    if (fault !== null) faults[field] = [fault];
  }
  return Object.keys(faults).length > 0 ? { refusal: refuseFields(faults) } : { given };
}
