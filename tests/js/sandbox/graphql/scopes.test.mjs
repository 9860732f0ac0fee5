// Which scopes a private token needs, and how their lack is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { issue } from "../util.mjs";
import { ALL_SCOPES, IMPERSONATION, ask, customerAccessToken, dataOf, graphqlSandbox, privateToken } from "./ask.mjs";

const MESSAGE = "The provided token does not include the scopes required to resolve this field.";
const missing = (path, ...requiredScopes) => ({ message: MESSAGE, path, extensions: { code: "INSUFFICIENT_ACCESS_SCOPE", requiredScopes } });
const U = "Unauthenticated";
const C = "Customer";
const CART = 'createCart(input: { lineItems: [{ productEntityId: 77, quantity: 2 }] }) { cart { entityId amount { value } } }';
const COMPANY = 'mutation { company { registerCompany(input: { name: "Sandbox Ltd", email: "a@shop.example" }) { entityId errors { message } } } }';
const SETTINGS = { site: { settings: { status: "LAUNCHED" } } };

const rows = [
  ["the documented sample", "{ company { name } }", [U, C], { company: null }, [missing(["company"], "B2B")]],
  ["a namespace of mutations", COMPANY, [U, C], null, [missing(["company"], "B2B")]],
  ["a root field that cannot be null", "{ site { settings { status } } }", [C, "B2B"], null, [missing(["site"], U)]],
  ["a root field beside one that is granted", "{ site { settings { status } } customer { email } }", [U], { ...SETTINGS, customer: null }, [missing(["customer"], C)]],
  ["two root fields", "{ customer { email } company { name } }", [U], { customer: null, company: null }, [missing(["customer"], C), missing(["company"], "B2B")]],
  ["an alias", "{ me: customer { email } }", [U], { me: null }, [missing(["me"], C)]],
  ["a fragment", "{ ...F } fragment F on Query { customer { email } }", [U], { customer: null }, [missing(["customer"], C)]],
  ["a field that is not included", "{ site { settings { status } } customer @include(if: false) { email } }", [U], SETTINGS, undefined],
  ["a login", 'mutation { login(email: "a", password: "b") { result } }', [U], null, [missing(["login"], C)]],
  ["a logout", "mutation { logout { result } }", [U, "B2B"], null, [missing(["logout"], C)]],
  ["a registration", 'mutation { customer { registerCustomer(input: { email: "a", password: "b", firstName: "c", lastName: "d" }) { errors { message } } } }', [U], null, [missing(["customer"], C)]],
  ["an assignment of a cart", 'mutation { cart { assignCartToCustomer(input: { cartEntityId: "a" }) { cart { entityId } } } }', [U], { cart: { assignCartToCustomer: null } }, [missing(["cart", "assignCartToCustomer"], C)]],
  ["a cart without the area's own scope", 'mutation { cart { assignCartToCustomer(input: { cartEntityId: "a" }) { cart { entityId } } } }', [C], null, [missing(["cart"], U)]],
  ["a wishlist that is made", 'mutation { wishlist { createWishlist(input: { name: "a", isPublic: true }) { result { name } } } }', [C], { wishlist: { createWishlist: null } }, [missing(["wishlist", "createWishlist"], U)]],
  ["a wishlist that is changed", "mutation { wishlist { updateWishlist(input: { entityId: 1, data: {} }) { result { name } } } }", [U], { wishlist: { updateWishlist: null } }, [missing(["wishlist", "updateWishlist"], C)]],
  ["introspection, which needs none", "{ __typename __schema { queryType { name } } }", ["B2B"], { __typename: "Query", __schema: { queryType: { name: "Query" } } }, undefined],
  ["an order among the site's fields", "{ site { order(filter: { entityId: 100 }) { entityId } } }", [U], { site: { order: null } }, [missing(["site", "order"], C)]],
];

for (const [name, query, scopes, data, errors] of rows) {
  test(`${name}: a token with [${scopes}] gets ${JSON.stringify(data)} and ${errors?.length ?? 0} errors`, async () => {
    const sandbox = graphqlSandbox();
    const { status, body } = await ask(sandbox, { token: await privateToken(sandbox, scopes), query });
    assert.equal(status, 200);
    assert.deepEqual(body, errors ? { data, errors } : { data });
  });
}

test("the long spelling is told where it is asked for", async () => {
  const sandbox = graphqlSandbox({ graphql: { scopeNames: "long" } });
  const { body } = await ask(sandbox, { token: await privateToken(sandbox, [U]), query: "{ customer { email } company { name } }" });
  assert.deepEqual(body.errors.map(({ extensions }) => extensions.requiredScopes), [["TOKEN_SCOPE_CUSTOMER"], ["TOKEN_SCOPE_B2B"]]);
});

test("an order below a checkout, the documented example, needs both scopes", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox, [U]);
  const { cart } = await dataOf(sandbox, { token, query: `mutation { cart { ${CART} } }` });
  const { entityId } = cart.createCart.cart;
  const complete = `mutation { checkout { completeCheckout(input: { checkoutEntityId: "${entityId}" }) { orderEntityId } } }`;
  const { checkout } = await dataOf(sandbox, { token, query: complete });
  const query = `{ site { checkout(entityId: "${entityId}") { grandTotal { value } order { entityId totalIncTax { value } } } } }`;
  const { body } = await ask(sandbox, { token, query });
  assert.deepEqual(body.data.site.checkout, { grandTotal: { value: 25 }, order: null });
  assert.deepEqual(body.errors, [missing(["site", "checkout", "order"], C)]);
  const wide = await dataOf(sandbox, { token: await privateToken(sandbox, [U, C]), query });
  assert.deepEqual(wide.site.checkout.order, { entityId: checkout.completeCheckout.orderEntityId, totalIncTax: { value: 25 } });
});

test("a node needs the scope of the type that it turns out to be", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox, [U]);
  const node = (type, entityId) => `{ node(id: "${btoa(`${type}:${entityId}`)}") { __typename id } }`;
  assert.equal((await dataOf(sandbox, { token, query: node("Product", 77) })).node.__typename, "Product");
  const { cart } = await dataOf(sandbox, { token, query: `mutation { cart { ${CART} } }` });
  const { entityId } = cart.createCart.cart;
  assert.equal((await dataOf(sandbox, { token, query: node("Checkout", entityId) })).node.__typename, "Checkout");
  await dataOf(sandbox, { token, query: `mutation { checkout { completeCheckout(input: { checkoutEntityId: "${entityId}" }) { orderEntityId } } }` });
  assert.deepEqual((await ask(sandbox, { token, query: node("Order", 100) })).body, { data: { node: null }, errors: [missing(["node"], C)] });
  assert.deepEqual((await dataOf(sandbox, { token, query: node("Order", 999) })).node, null);
});

test("tokens of the other families have no scopes and need none", async () => {
  const sandbox = graphqlSandbox();
  const { token } = await issue(sandbox, IMPERSONATION);
  assert.deepEqual(await dataOf(sandbox, { token, query: "{ customer { email } company { name } site { settings { status } } }" }), { customer: null, company: null, ...SETTINGS });
});

test("registering a company needs a customer who is logged in, and says so in the data", async () => {
  const sandbox = graphqlSandbox();
  const token = await privateToken(sandbox, ALL_SCOPES);
  const anonymous = await dataOf(sandbox, { token, query: COMPANY });
  assert.deepEqual(anonymous.company.registerCompany, { entityId: null, errors: [{ message: "Customer not authenticated" }] });
  const headers = { "X-Bc-Customer-Access-Token": (await customerAccessToken(sandbox, token)).value };
  const registered = await dataOf(sandbox, { token, headers, query: COMPANY });
  assert.deepEqual(registered.company.registerCompany, { entityId: 1, errors: [] });
  assert.deepEqual(await dataOf(sandbox, { token, headers, query: "{ company { entityId name } }" }), { company: { entityId: 1, name: "Sandbox Ltd" } });
});
