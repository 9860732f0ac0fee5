/**
 * The fields that read.
 *
 * @typedef {object} Visit one request's view of the shop
 * @property {import("../store.js").Store} store
 * @property {import("./endpoint.js").Place} place
 * @property {import("../customers.js").Customer | undefined} customer who is logged in
 * @property {string | undefined} customerAccessToken as sent
 * @property {boolean} insistsOnCustomer whether a missing customer access token is to be an error
 * @property {boolean} isFromServer whether the request carries no Origin
 * @property {number} at milliseconds
 * @property {(message: string, code?: string) => Error} fail makes an error for the answer
 */
import { PRODUCTS } from "./shop.js";
import { connection, readGlobalId, viewCart, viewCheckout, viewCustomer, viewOrder, viewProduct } from "./views.js";

/** The code is one that BigCommerce's own client knows; the text is invented. */
const MISSING_CUSTOMER = "Sandbox: this field needs a customer access token, and none was sent.";

/** @param {Visit} visit @param {number} entityId */
function findOrder({ store, customer }, entityId) {
  const order = store.shop.orders.find((placed) => placed.entityId === entityId);
  // A guest's order is anybody's who knows its number; a customer's is theirs.
  const isVisible = order && (order.customerId === null || order.customerId === customer?.id);
  return isVisible ? viewOrder(order) : null;
}

/** @param {Visit} visit */
const site = (visit) => ({
  settings: () => ({ storeName: "Sandbox store", status: "LAUNCHED", channelId: visit.place.channelId }),
  /** @param {{ entityId?: number, sku?: string }} which */
  product({ entityId, sku }) {
    const found = PRODUCTS.find((product) => product.entityId === entityId || product.sku === sku);
    return found ? viewProduct(found) : null;
  },
  /** @param {{ entityIds?: number[], first?: number, after?: string }} which */
  products: ({ entityIds, ...page }) => connection(PRODUCTS.filter(({ entityId }) => entityIds?.includes(entityId) ?? true).map(viewProduct), page),
  /** @param {{ entityId?: string }} which */
  cart({ entityId }) {
    const cart = visit.store.shop.cart(entityId);
    return cart ? viewCart(cart) : null;
  },
  /** @param {{ entityId?: string }} which */
  checkout({ entityId }) {
    const cart = visit.store.shop.cart(entityId);
    return cart ? viewCheckout(cart, visit.store.shop.orders) : null;
  },
  /** @param {{ filter?: { entityId: number } }} which */
  order: ({ filter }) => (filter ? findOrder(visit, filter.entityId) : null),
  /** @param {{ token: string }} which */
  publicWishlist: ({ token }) => visit.store.shop.wishlists.find((wishlist) => wishlist.isPublic && wishlist.token === token) ?? null,
});

/** @param {Visit} visit @param {string} id */
function findNode(visit, id) {
  const [type, entityId] = readGlobalId(id) ?? [];
  const sold = PRODUCTS.find((product) => type === "Product" && String(product.entityId) === entityId);
  if (sold) return viewProduct(sold);
  const cart = visit.store.shop.cart(entityId);
  if (cart && type === "Cart") return viewCart(cart);
  if (cart && type === "Checkout") return viewCheckout(cart, visit.store.shop.orders);
  return type === "Order" ? findOrder(visit, Number(entityId)) : null;
}

/** @param {Visit} visit */
export const queries = (visit) => ({
  site: () => site(visit),
  store: () => ({ storeHash: visit.store.storeHash }),
  channel: () => ({ entityId: visit.place.channelId }),
  customer() {
    if (visit.customer) return viewCustomer(visit.customer, visit.store.shop);
    if (visit.insistsOnCustomer) throw visit.fail(MISSING_CUSTOMER, "MISSING_CUSTOMER_ACCESS_TOKEN");
    return null;
  },
  company: () => visit.store.shop.companies.find(({ customerId }) => customerId === visit.customer?.id) ?? null,
  /** @param {{ id: string }} which */
  node: ({ id }) => findNode(visit, id),
});
