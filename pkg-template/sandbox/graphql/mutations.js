/**
 * The fields that change something.
 *
 * @typedef {import("./queries.js").Visit} Visit
 * @typedef {import("./shop.js").AskedItem} AskedItem
 */
import { viewCart, viewCustomer } from "./views.js";

/** Documented as a business error of a mutation. */
const NOT_LOGGED_IN = "Customer not authenticated";
const ONLY_FOR_SERVERS = "Customer access token was requested in the body, but it's only returned for server-to-server requests.";
/** Invented. */
const WRONG_LOGIN = "Invalid credentials";
const NO_SUCH_CART = "Sandbox: there is no such cart";
const EMAIL_TAKEN = "Email already in use";
const NO_SUCH_WISHLIST = "Sandbox: there is no such wishlist of this customer";

/** @param {string} message @param {string[]} path */
const validationError = (message, path) => ({ __typename: "ValidationError", message, path });

/** @param {Visit} visit @param {string} entityId */
function needCart(visit, entityId) {
  const cart = visit.store.shop.cart(entityId);
  if (!cart) throw visit.fail(NO_SUCH_CART);
  return cart;
}

/** @param {Visit} visit */
function needCustomer(visit) {
  if (!visit.customer) throw visit.fail(NOT_LOGGED_IN);
  return visit.customer;
}

/** @param {Visit} visit */
const cart = (visit) => ({
  /** @param {{ input: { lineItems?: AskedItem[], currencyCode?: string } }} args */
  createCart({ input }) {
    const { lineItems = [], currencyCode = "USD" } = input;
    return { cart: viewCart(visit.store.shop.createCart(lineItems, currencyCode, visit.customer?.id ?? null)) };
  },
  /** @param {{ input: { cartEntityId: string, data: { lineItems: AskedItem[] } } }} args */
  addCartLineItems: ({ input }) => ({ cart: viewCart(visit.store.shop.addToCart(needCart(visit, input.cartEntityId), input.data.lineItems)) }),
  /** @param {{ input: { cartEntityId: string } }} args */
  deleteCart: ({ input }) => ({ deletedCartEntityId: visit.store.shop.deleteCart(input.cartEntityId) ? input.cartEntityId : null }),
  /** @param {{ input: { cartEntityId: string } }} args */
  assignCartToCustomer({ input }) {
    const assigned = needCart(visit, input.cartEntityId);
    assigned.customerId = needCustomer(visit).id;
    return { cart: viewCart(assigned) };
  },
  /** @param {{ input: { cartEntityId: string } }} args */
  unassignCartFromCustomer({ input }) {
    const released = needCart(visit, input.cartEntityId);
    released.customerId = null;
    return { cart: viewCart(released) };
  },
});

/** @param {Visit} visit @param {{ email: string, password: string, guestCartEntityId?: string }} args */
function login(visit, { email, password, guestCartEntityId }) {
  const customer = visit.store.customers.signIn(email, password);
  if (!customer) throw visit.fail(WRONG_LOGIN);
  const guestCart = visit.store.shop.cart(guestCartEntityId);
  if (guestCart) guestCart.customerId = customer.id;
  return {
    result: "success",
    customer: viewCustomer(customer, visit.store.shop),
    customerAccessToken() {
      if (!visit.isFromServer) throw visit.fail(ONLY_FOR_SERVERS);
      return visit.store.customers.issueToken(customer, visit.at);
    },
    cart: guestCart ? viewCart(guestCart) : null,
  };
}

/** @param {Visit} visit */
function logout({ store, customerAccessToken }) {
  if (customerAccessToken !== undefined) store.customers.forgetToken(customerAccessToken);
  return { result: "success" };
}

/** @param {Visit} visit */
const customer = (visit) => ({
  /** @param {{ input: import("../customers.js").NewCustomer }} args */
  registerCustomer({ input }) {
    const registered = visit.store.customers.register(input);
    const errors = registered ? [] : [{ __typename: "EmailAlreadyInUseError", message: EMAIL_TAKEN }];
    return { customer: registered && viewCustomer(registered, visit.store.shop), errors };
  },
});

/** @param {Visit} visit */
const wishlist = (visit) => ({
  /** @param {{ input: { name: string, isPublic: boolean } }} args */
  createWishlist: ({ input }) => ({ result: visit.store.shop.createWishlist(input, visit.customer?.id ?? null) }),
  /** @param {{ input: { entityId: number, data: { name?: string, isPublic?: boolean } } }} args */
  updateWishlist({ input }) {
    const { id } = needCustomer(visit);
    const theirs = visit.store.shop.wishlists.find(({ entityId, customerId }) => entityId === input.entityId && customerId === id);
    if (!theirs) throw visit.fail(NO_SUCH_WISHLIST);
    return { result: Object.assign(theirs, input.data) };
  },
});

/** @param {Visit} visit */
const company = (visit) => ({
  /** @param {{ input: { name: string } }} args */
  registerCompany({ input }) {
    if (!visit.customer) return { entityId: null, errors: [validationError(NOT_LOGGED_IN, ["input"])] };
    return { entityId: visit.store.shop.registerCompany(input.name, visit.customer.id).entityId, errors: [] };
  },
});

/** @param {Visit} visit */
export const mutations = (visit) => ({
  cart: () => cart(visit),
  checkout: () => ({
    /** @param {{ input: { checkoutEntityId: string } }} args */
    completeCheckout: ({ input }) => ({ orderEntityId: visit.store.shop.placeOrder(needCart(visit, input.checkoutEntityId), visit.at) }),
  }),
  /** @param {{ email: string, password: string, guestCartEntityId?: string }} args */
  login: (args) => login(visit, args),
  logout: () => logout(visit),
  customer: () => customer(visit),
  wishlist: () => wishlist(visit),
  company: () => company(visit),
  newsletter: () => ({ subscribe: () => ({ errors: [] }) }),
});
