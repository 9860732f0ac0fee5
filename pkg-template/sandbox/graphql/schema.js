/**
 * A small schema of the sandbox's own, in the names that the GraphQL Storefront API uses: enough of each area that the documents
 * name to try every access scope. What the real schema has more of is not here, and what is here may be simpler.
 */
export const SCHEMA = /* GraphQL */ `
type Query {
  site: Site!
  store: Store!
  channel: Channel!
  customer: Customer
  company: Company
  node(id: ID!): Node
}

interface Node { id: ID! }
type Store { storeHash: String! }
type Channel { entityId: Int! }
type Money { value: Float! currencyCode: String! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

type Site {
  settings: Settings
  product(entityId: Int, sku: String): Product
  products(entityIds: [Int!], first: Int, after: String): ProductConnection!
  cart(entityId: String): Cart
  checkout(entityId: String): Checkout
  order(filter: OrderFilterInput): Order
  publicWishlist(token: String!): PublicWishlist
}
type Settings { storeName: String! status: String! channelId: Int! }
input OrderFilterInput { entityId: Int! }

type Product implements Node { id: ID! entityId: Int! name: String! sku: String! path: String! prices: Prices }
type Prices { price: Money! }
type ProductConnection { edges: [ProductEdge!] pageInfo: PageInfo! }
type ProductEdge { cursor: String! node: Product! }

type Cart implements Node {
  id: ID!
  entityId: String!
  currencyCode: String!
  amount: Money!
  lineItems: CartLineItems!
}
type CartLineItems { totalQuantity: Int! physicalItems: [CartPhysicalItem!]! }
type CartPhysicalItem { entityId: String! productEntityId: Int! name: String! quantity: Int! }
type Checkout implements Node { id: ID! entityId: String! grandTotal: Money cart: Cart order: Order }
type Order implements Node { id: ID! entityId: Int! status: OrderStatus! orderedAt: DateTimeExtended! totalIncTax: Money! }
type OrderStatus { value: String! label: String! }
type DateTimeExtended { utc: String! }

type Customer {
  entityId: Int!
  email: String!
  firstName: String!
  lastName: String!
  orders(first: Int, after: String): OrderConnection
  wishlists(first: Int, after: String): WishlistConnection!
}
type OrderConnection { edges: [OrderEdge!] pageInfo: PageInfo! }
type OrderEdge { cursor: String! node: Order! }
type Wishlist { entityId: Int! name: String! isPublic: Boolean! token: String! }
type PublicWishlist { entityId: Int! name: String! token: String! }
type WishlistConnection { edges: [WishlistEdge!] pageInfo: PageInfo! }
type WishlistEdge { cursor: String! node: Wishlist! }
type Company { entityId: Int! name: String! }

type Mutation {
  cart: CartMutations!
  checkout: CheckoutMutations!
  login(email: String!, password: String!, guestCartEntityId: String): LoginResult!
  logout: LogoutResult!
  customer: CustomerMutations!
  wishlist: WishlistMutations!
  company: CompanyMutations!
  newsletter: NewsletterMutations!
}

type CartMutations {
  createCart(input: CreateCartInput!): CartResult
  addCartLineItems(input: AddCartLineItemsInput!): CartResult
  deleteCart(input: CartEntityInput!): DeleteCartResult
  assignCartToCustomer(input: CartEntityInput!): CartResult
  unassignCartFromCustomer(input: CartEntityInput!): CartResult
}
input CartLineItemInput { productEntityId: Int! quantity: Int! }
input CreateCartInput { lineItems: [CartLineItemInput!] currencyCode: String }
input AddCartLineItemsInput { cartEntityId: String! data: AddCartLineItemsDataInput! }
input AddCartLineItemsDataInput { lineItems: [CartLineItemInput!]! }
input CartEntityInput { cartEntityId: String! }
type CartResult { cart: Cart }
type DeleteCartResult { deletedCartEntityId: String }

type CheckoutMutations { completeCheckout(input: CompleteCheckoutInput!): CompleteCheckoutResult }
input CompleteCheckoutInput { checkoutEntityId: String! }
type CompleteCheckoutResult { orderEntityId: Int! }

type LoginResult { result: String! customer: Customer customerAccessToken: CustomerAccessToken cart: Cart }
type CustomerAccessToken { value: String! expiresAt: String! }
type LogoutResult { result: String! }

interface Error { message: String! }
type ValidationError implements Error { message: String! path: [String!]! }
type EmailAlreadyInUseError implements Error { message: String! }

type CustomerMutations { registerCustomer(input: RegisterCustomerInput!): RegisterCustomerResult! }
input RegisterCustomerInput { email: String! password: String! firstName: String! lastName: String! }
type RegisterCustomerResult { customer: Customer errors: [Error!]! }

type WishlistMutations {
  createWishlist(input: CreateWishlistInput!): WishlistResult
  updateWishlist(input: UpdateWishlistInput!): WishlistResult
}
input CreateWishlistInput { name: String! isPublic: Boolean! }
input UpdateWishlistInput { entityId: Int! data: UpdateWishlistDataInput! }
input UpdateWishlistDataInput { name: String isPublic: Boolean }
type WishlistResult { result: Wishlist! }

type CompanyMutations { registerCompany(input: RegisterCompanyInput!): RegisterCompanyResult! }
input RegisterCompanyInput { name: String! email: String! phone: String }
type RegisterCompanyResult { entityId: Int errors: [Error!]! }

type NewsletterMutations { subscribe(input: CreateSubscriberInput!): SubscribeResult! }
input CreateSubscriberInput { email: String! }
type SubscribeResult { errors: [Error!]! }
`;
