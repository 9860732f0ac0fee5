/**
 * Which access scopes a private token needs. BigCommerce names areas and publishes no table of fields, so this one is the sandbox's
 * own reading of that list: a scope stands at a field, or at a type and so at every field that gives it. Mutations that group
 * others carry their area's scope themselves.
 */

const UNAUTHENTICATED = "Unauthenticated";
const CUSTOMER = "Customer";
const B2B = "B2B";

/** @type {Record<string, string>} */
const FIELDS = {
  "Query.site": UNAUTHENTICATED,
  "Query.store": UNAUTHENTICATED,
  "Query.channel": UNAUTHENTICATED,
  "Mutation.cart": UNAUTHENTICATED,
  "Mutation.checkout": UNAUTHENTICATED,
  "Mutation.newsletter": UNAUTHENTICATED,
  "Mutation.login": CUSTOMER,
  "Mutation.logout": CUSTOMER,
  "Mutation.customer": CUSTOMER,
  "Mutation.company": B2B,
  "CartMutations.assignCartToCustomer": CUSTOMER,
  "CartMutations.unassignCartFromCustomer": CUSTOMER,
  "WishlistMutations.createWishlist": UNAUTHENTICATED,
  "WishlistMutations.updateWishlist": CUSTOMER,
};

/** @type {Record<string, string>} */
const TYPES = { Customer: CUSTOMER, Order: CUSTOMER, Company: B2B };

/** The long spelling stands in the real schema, and stood in drafts of the documents. @param {string} scope */
export const longName = (scope) => `TOKEN_SCOPE_${scope.toUpperCase()}`;

/**
 * The scope of one field of one type, by the field itself and by the type that it gives.
 *
 * @param {string} field `Type.field`
 * @param {string | undefined} type the type of its value, the concrete one where it is known
 * @returns {string[]} without repetition
 */
export function scopesOf(field, type) {
  const found = [FIELDS[field], TYPES[type ?? ""]];
  return [...new Set(found.filter((scope) => scope !== undefined))];
}
