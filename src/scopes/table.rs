//! Which field and which type asks for which scope: the project's own table.
//!
//! BigCommerce names areas and a few fields and publishes no table. What its documents name is [`Documented`]; what follows from
//! an area, or from the shape of the public schema of January 2026, is [`Inferred`]. Run-time truth is what the API lists in
//! `extensions.requiredScopes` of an error.
//!
//! # Source
//! BigCommerce, Authenticating requests to the GraphQL Storefront API: private token scopes, read 2026-11-22; field and type
//! names of the GraphQL Storefront API, schema of 2026-01-21, read 2026-11-25.

use super::Certainty::{self, Documented, Inferred};
use crate::types::Scope::{self, B2B, Customer, Unauthenticated};

/// What a field or a type asks for, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) scope: Scope,
    pub(super) certainty: Certainty,
    pub(super) why: &'static str,
}

/// A field of a known type.
pub(super) struct Field {
    pub(super) on: &'static str,
    pub(super) name: &'static str,
    pub(super) need: Option<Need>,
    /// Its type, where that leads to another scope; empty where nothing below is known to.
    pub(super) gives: &'static str,
}

/// One row a line: the field, what it asks for and how sure that is, why, and the type it gives where that matters.
macro_rules! fields {
    ($($on:ident.$name:ident: ($($need:tt)*) $(=> $gives:ident)?;)*) => {
        &[$(Field {
            on: stringify!($on),
            name: stringify!($name),
            need: need!($($need)*),
            gives: concat!($(stringify!($gives))?),
        },)*]
    };
}

macro_rules! need {
    () => {
        None
    };
    ($scope:ident, $certainty:ident, $why:ident) => {
        Some(Need {
            scope: $scope,
            certainty: $certainty,
            why: $why,
        })
    };
}

const AREA: &str = "the documents name this area";
const FIELD: &str = "the documents name this field";
const ROOT: &str = "needs no shopper, as the fields beside it";
const CONTENT: &str = "the documents name content";
const ORDERS: &str = "the documents name orders";
const ORDER_MESSAGES: &str = "the documents name order messages";
const IDENTITY: &str = "the documents name customer identity";
const WISHLISTS: &str = "the documents name customer wishlists";
const LOGIN: &str = "the documents name login and logout";
const SESSION_SYNC: &str = "the documents name session sync";
const ASSIGNMENT: &str = "the documents name cart assignment";
const COMPANY: &str = "the documents name company operations";

pub(super) const FIELDS: &[Field] = fields! {
    Query.site: (Unauthenticated, Documented, AREA) => Site;
    Query.store: (Unauthenticated, Documented, AREA);
    Query.channel: (Unauthenticated, Documented, AREA);
    Query.customer: (Customer, Documented, IDENTITY) => Customer;
    Query.inventory: (Unauthenticated, Inferred, ROOT);
    Query.geography: (Unauthenticated, Inferred, ROOT);
    Query.shopperPreferences: (Unauthenticated, Inferred, ROOT);
    // In no public schema; seen in the documents' example of an error.
    Query.company: (B2B, Inferred, COMPANY) => Company;
    // Asks for what its concrete types ask for.
    Query.node: () => Node;
    Node.id: ();

    // Orders of guests, by the id of their cart, come this way too.
    Site.order: (Customer, Inferred, ORDERS) => OrderWithPayments;
    Checkout.order: (Customer, Documented, FIELD) => Order;
    // A list of form fields, whose name means a type elsewhere.
    Site.settings: () => Settings;
    Settings.formFields: () => FormFields;
    FormFields.customer: ();

    Mutation.cart: (Unauthenticated, Documented, AREA) => CartMutations;
    Mutation.checkout: (Unauthenticated, Documented, AREA) => CheckoutMutations;
    Mutation.analytics: (Unauthenticated, Documented, AREA);
    Mutation.payment: (Unauthenticated, Documented, AREA);
    Mutation.newsletter: (Unauthenticated, Documented, AREA);
    Mutation.catalog: (Unauthenticated, Inferred, AREA);
    Mutation.submitContactUs: (Unauthenticated, Inferred, ROOT);
    Mutation.previewGiftCertificate: (Unauthenticated, Inferred, ROOT);
    Mutation.login: (Customer, Documented, LOGIN);
    Mutation.logout: (Customer, Documented, LOGIN);
    Mutation.loginWithCustomerLoginJwt: (Customer, Documented, LOGIN);
    Mutation.generateSessionSyncJwt: (Customer, Documented, SESSION_SYNC);
    Mutation.validateSessionSyncJwt: (Customer, Documented, SESSION_SYNC);
    Mutation.customer: (Customer, Inferred, IDENTITY) => CustomerMutations;
    Mutation.company: (B2B, Documented, COMPANY) => CompanyMutations;
    Mutation.wishlist: () => WishlistMutations;
    // A newer schema than the public ones has it; where is a guess.
    Mutation.order: (Customer, Inferred, ORDER_MESSAGES);

    CartMutations.assignCartToCustomer: (Customer, Documented, ASSIGNMENT);
    CartMutations.unassignCartFromCustomer: (Customer, Documented, ASSIGNMENT);
    // It gives a Wishlist and is named as needing no shopper: so that type asks for nothing of its own.
    WishlistMutations.createWishlist: (Unauthenticated, Documented, FIELD);
    WishlistMutations.addWishlistItems: (Customer, Inferred, WISHLISTS);
    WishlistMutations.updateWishlist: (Customer, Inferred, WISHLISTS);
    WishlistMutations.deleteWishlistItems: (Customer, Inferred, WISHLISTS);
    WishlistMutations.deleteWishlists: (Customer, Inferred, WISHLISTS);
    CustomerMutations.registerCustomer: (Customer, Documented, FIELD);
    CompanyMutations.registerCompany: (B2B, Documented, FIELD);
};

/// Types all of whose fields are in the table: any other field is unknown. Below every other type a field that is not in the
/// table belongs to the area it is in.
pub(super) const CLOSED: &[&str] = &["Query", "Mutation", "Subscription", "WishlistMutations", "Node"];

/// Types that ask for a scope wherever they appear: the schema's directive stands on types as well as on fields.
pub(super) const TYPES: &[(&[&str], Need)] = &[
    (
        &[
            "Order",
            "OrderWithPayments",
            "BaseOrder",
            "OrdersConnection",
            "OrdersEdge",
        ],
        inferred(Customer, ORDERS),
    ),
    (&["Customer", "CustomerMutations"], inferred(Customer, IDENTITY)),
    (&["Company", "CompanyMutations"], inferred(B2B, COMPANY)),
    (
        &["Site", "Cart", "CartMutations", "Checkout", "CheckoutMutations"],
        inferred(Unauthenticated, AREA),
    ),
    (
        &["Product", "Variant", "Category", "Brand"],
        inferred(Unauthenticated, AREA),
    ),
    (
        &["Banner", "Blog", "BlogIndexPage", "BlogPost"],
        inferred(Unauthenticated, CONTENT),
    ),
    (
        &["ContactPage", "NormalPage", "RawHtmlPage", "Redirect"],
        inferred(Unauthenticated, CONTENT),
    ),
];

const fn inferred(scope: Scope, why: &'static str) -> Need {
    Need {
        scope,
        certainty: Inferred,
        why,
    }
}

/// What a field with selections gives, by its name alone, where its own type is not in the table. In the schema these names
/// always lead to these types, but for the exceptions above.
pub(super) const BY_NAME: &[(&str, &str)] = &[
    ("order", "Order"),
    ("orders", "OrdersConnection"),
    // Messages about an order, which are in no public schema.
    ("submitOrderMessage", "Order"),
    ("orderMessages", "Order"),
    ("customer", "Customer"),
    ("company", "Company"),
    ("cart", "Cart"),
    ("checkout", "Checkout"),
    ("product", "Product"),
    ("baseCatalogProduct", "Product"),
    ("catalogProductWithOptionSelections", "Product"),
];

/// What a type asks for.
pub(super) fn need_of_type(name: &str) -> Option<Need> {
    TYPES.iter().find(|row| row.0.contains(&name)).map(|row| row.1)
}

/// The row of a field.
pub(super) fn field_of(on: &str, name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|row| row.on == on && row.name == name)
}

/// The type that a field's name stands for.
pub(super) fn type_by_name(name: &str) -> Option<&'static str> {
    BY_NAME.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// Whether the table says anything of a type.
pub(super) fn knows_type(name: &str) -> bool {
    CLOSED.contains(&name) || need_of_type(name).is_some() || FIELDS.iter().any(|row| row.on == name)
}
