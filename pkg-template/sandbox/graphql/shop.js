/**
 * What a shopper can see and change: three products, carts, orders, wishlists, companies. Kept as plain objects in the shape that the
 * schema gives them.
 *
 * @typedef {{ entityId: string, productEntityId: number, name: string, quantity: number, price: number }} LineItem
 * @typedef {{ entityId: string, currencyCode: string, items: LineItem[], customerId: number | null, orderId: number | null }} Cart
 * @typedef {{ entityId: number, customerId: number | null, placedAt: number, total: number, currencyCode: string }} Order
 * @typedef {{ entityId: number, name: string, isPublic: boolean, token: string, customerId: number | null }} Wishlist
 * @typedef {{ entityId: number, name: string, customerId: number }} Company
 * @typedef {{ productEntityId: number, quantity: number }} AskedItem
 */

const FIRST_ORDER = 100;

export const PRODUCTS = [
  { entityId: 77, name: "Sandbox Mug", sku: "SANDBOX-MUG", path: "/sandbox-mug/", price: 12.5 },
  { entityId: 80, name: "Sandbox Lamp", sku: "SANDBOX-LAMP", path: "/sandbox-lamp/", price: 49 },
  { entityId: 81, name: "Sandbox Chair", sku: "SANDBOX-CHAIR", path: "/sandbox-chair/", price: 129.95 },
];

/** @param {Pick<Cart, "items">} cart */
export const totalOf = ({ items }) => items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);

/** @param {readonly AskedItem[]} asked @returns {LineItem[]} @throws {Error} for a product that the store does not have */
function toItems(asked) {
  return asked.map(({ productEntityId, quantity }) => {
    const product = PRODUCTS.find(({ entityId }) => entityId === productEntityId);
    if (!product) throw new Error(`Sandbox: there is no product ${productEntityId}`);
    return { entityId: crypto.randomUUID(), productEntityId, name: product.name, quantity, price: product.price };
  });
}

export function createShop() {
  /** @type {Map<string, Cart>} */
  const carts = new Map();
  /** @type {Order[]} */
  const orders = [];
  /** @type {Wishlist[]} */
  const wishlists = [];
  /** @type {Company[]} */
  const companies = [];

  return {
    orders,
    wishlists,
    companies,

    /** @param {string | null | undefined} entityId */
    cart: (entityId) => carts.get(entityId ?? ""),

    /** @param {readonly AskedItem[]} asked @param {string} currencyCode @param {number | null} customerId */
    createCart(asked, currencyCode, customerId) {
      /** @type {Cart} */
      const cart = { entityId: crypto.randomUUID(), currencyCode, items: toItems(asked), customerId, orderId: null };
      carts.set(cart.entityId, cart);
      return cart;
    },

    /** @param {Cart} cart @param {readonly AskedItem[]} asked */
    addToCart(cart, asked) {
      cart.items.push(...toItems(asked));
      return cart;
    },

    /** @param {string} entityId */
    deleteCart: (entityId) => carts.delete(entityId),

    /** An order of what the cart holds, the same one when asked again. @param {Cart} cart @param {number} at */
    placeOrder(cart, at) {
      if (cart.orderId === null) {
        cart.orderId = FIRST_ORDER + orders.length;
        const { orderId, customerId, currencyCode } = cart;
        orders.push({ entityId: orderId, customerId, placedAt: at, total: totalOf(cart), currencyCode });
      }
      return cart.orderId;
    },

    /** @param {{ name: string, isPublic: boolean }} wishlist @param {number | null} customerId */
    createWishlist({ name, isPublic }, customerId) {
      const wishlist = { entityId: wishlists.length + 1, name, isPublic, token: crypto.randomUUID(), customerId };
      wishlists.push(wishlist);
      return wishlist;
    },

    /** @param {string} name @param {number} customerId */
    registerCompany(name, customerId) {
      const company = { entityId: companies.length + 1, name, customerId };
      companies.push(company);
      return company;
    },
  };
}
