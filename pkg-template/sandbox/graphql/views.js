/**
 * From what the shop keeps to what the schema says: each view is an object of the schema's type.
 *
 * @typedef {import("./shop.js").Cart} Cart
 * @typedef {import("./shop.js").Order} Order
 * @typedef {import("../customers.js").Customer} Customer
 */
import { totalOf } from "./shop.js";

/** As long as the documents allow for products; taken for every list here. */
export const MOST_PER_LIST = 50;
const DEFAULT_PER_LIST = 10;

/** @param {string} type @param {string | number} entityId */
const globalId = (type, entityId) => btoa(`${type}:${entityId}`);

/** @param {string} id @returns {[type: string, entityId: string] | null} */
export function readGlobalId(id) {
  try {
    const [type, entityId] = atob(id).split(":");
    return entityId === undefined ? null : [type, entityId];
  } catch {
    return null;
  }
}

/** @param {number} value @param {string} currencyCode */
const money = (value, currencyCode) => ({ value, currencyCode });

/**
 * A page of a list. A cursor is the index of its item.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {{ first?: number | null, after?: string | null }} page
 * @throws {Error} where more is asked for than the API gives
 */
export function connection(items, { first, after }) {
  const count = first ?? DEFAULT_PER_LIST;
  if (count < 1 || count > MOST_PER_LIST) throw new Error(`Sandbox: first must be from 1 to ${MOST_PER_LIST}`);
  const start = after ? Number(atob(after)) + 1 : 0;
  const edges = items.slice(start, start + count).map((node, index) => ({ node, cursor: btoa(String(start + index)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: start + count < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** @param {typeof import("./shop.js").PRODUCTS[number]} product */
export function viewProduct({ price, ...product }) {
  return { __typename: "Product", id: globalId("Product", product.entityId), ...product, prices: { price: money(price, "USD") } };
}

/** @param {Cart} cart */
export function viewCart(cart) {
  const { entityId, currencyCode, items } = cart;
  const totalQuantity = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    __typename: "Cart",
    id: globalId("Cart", entityId),
    entityId,
    currencyCode,
    amount: money(totalOf(cart), currencyCode),
    lineItems: { totalQuantity, physicalItems: items },
  };
}

/** @param {Order} order */
export function viewOrder({ entityId, placedAt, total, currencyCode }) {
  return {
    __typename: "Order",
    id: globalId("Order", entityId),
    entityId,
    status: { value: "PENDING", label: "Pending" },
    orderedAt: { utc: new Date(placedAt).toISOString() },
    totalIncTax: money(total, currencyCode),
  };
}

/** A cart and its checkout share their id. @param {Cart} cart @param {readonly Order[]} orders */
export function viewCheckout(cart, orders) {
  const order = orders.find(({ entityId }) => entityId === cart.orderId);
  return {
    __typename: "Checkout",
    id: globalId("Checkout", cart.entityId),
    entityId: cart.entityId,
    grandTotal: money(totalOf(cart), cart.currencyCode),
    cart: viewCart(cart),
    order: order ? viewOrder(order) : null,
  };
}

/** @param {Customer} customer @param {ReturnType<typeof import("./shop.js").createShop>} shop */
export function viewCustomer({ id, email, firstName, lastName }, { orders, wishlists }) {
  /** @param {{ customerId: number | null }} kept */
  const isTheirs = ({ customerId }) => customerId === id;
  return {
    __typename: "Customer",
    entityId: id,
    email,
    firstName,
    lastName,
    /** @param {{ first?: number, after?: string }} page */
    orders: (page) => connection(orders.filter(isTheirs).map(viewOrder), page),
    /** @param {{ first?: number, after?: string }} page */
    wishlists: (page) => connection(wishlists.filter(isTheirs), page),
  };
}
