//! Which scopes a document needs, in tables of outlines.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

use bigcommerce_tokens::{
    scopes::{
        Certainty::{self, Documented, Inferred},
        Outline, RequiredScopes, required_scopes,
    },
    types::Scope::{self, B2B, Customer, Unauthenticated},
};

type Because<'a> = &'a [(&'a str, Scope, Certainty)];

#[track_caller]
fn required(text: &str) -> RequiredScopes {
    let outline = Outline::read(text).unwrap_or_else(|_| panic!("{text:.80} is no outline"));
    required_scopes(&outline, None).unwrap_or_else(|issue| panic!("{text:.80}: {issue}"))
}

#[track_caller]
fn check(text: &str, because: Because<'_>, unknown: &[&str]) {
    let found = required(text);
    let reasons: Vec<_> = found
        .because
        .iter()
        .map(|each| (each.path.as_str(), each.scope, each.certainty))
        .collect();
    assert_eq!(reasons, because, "{text:.80}");
    assert_eq!(found.unknown_fields, unknown, "{text:.80}");
    let asked = |scope: &Scope| because.iter().any(|reason| reason.1 == *scope);
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(asked).collect();
    assert_eq!(found.scopes, scopes, "{text:.80}");
}

#[test]
fn what_the_documents_name_is_documented() {
    let rows: &[(&str, Because<'_>)] = &[
        (
            "query{site{products{edges{node{name}}}}}",
            &[("site", Unauthenticated, Documented)],
        ),
        (
            "query{store{currencies{code}}}",
            &[("store", Unauthenticated, Documented)],
        ),
        ("query{channel{entityId}}", &[("channel", Unauthenticated, Documented)]),
        ("query{customer{email}}", &[("customer", Customer, Documented)]),
        (
            "query{site{checkout{order{entityId}}}}",
            &[
                ("site", Unauthenticated, Documented),
                ("site.checkout.order", Customer, Documented),
            ],
        ),
        (
            "mutation{cart{createCart{cart{entityId}}}}",
            &[("cart", Unauthenticated, Documented)],
        ),
        (
            "mutation{cart{assignCartToCustomer{cart{entityId}}}}",
            &[
                ("cart", Unauthenticated, Documented),
                ("cart.assignCartToCustomer", Customer, Documented),
            ],
        ),
        (
            "mutation{cart{unassignCartFromCustomer{cart{entityId}}}}",
            &[
                ("cart", Unauthenticated, Documented),
                ("cart.unassignCartFromCustomer", Customer, Documented),
            ],
        ),
        (
            "mutation{checkout{completeCheckout{orderEntityId}}}",
            &[("checkout", Unauthenticated, Documented)],
        ),
        ("mutation{login{result}}", &[("login", Customer, Documented)]),
        ("mutation{logout{result}}", &[("logout", Customer, Documented)]),
        (
            "mutation{loginWithCustomerLoginJwt{redirectTo}}",
            &[("loginWithCustomerLoginJwt", Customer, Documented)],
        ),
        (
            "mutation{generateSessionSyncJwt{result{token}}}",
            &[("generateSessionSyncJwt", Customer, Documented)],
        ),
        (
            "mutation{validateSessionSyncJwt{content{redirectTo}}}",
            &[("validateSessionSyncJwt", Customer, Documented)],
        ),
        (
            "mutation{wishlist{createWishlist{result{entityId}}}}",
            &[("wishlist.createWishlist", Unauthenticated, Documented)],
        ),
        (
            "mutation{customer{registerCustomer{errors{message}}}}",
            &[
                ("customer", Customer, Inferred),
                ("customer.registerCustomer", Customer, Documented),
            ],
        ),
        (
            "mutation{company{registerCompany{entityId}}}",
            &[("company", B2B, Documented)],
        ),
        (
            "mutation{analytics{pageViewedEvent{executed}}}",
            &[("analytics", Unauthenticated, Documented)],
        ),
        (
            "mutation{payment{paymentWallet{id}}}",
            &[("payment", Unauthenticated, Documented)],
        ),
        (
            "mutation{newsletter{subscribe{errors{message}}}}",
            &[("newsletter", Unauthenticated, Documented)],
        ),
    ];
    for (text, because) in rows {
        check(text, because, &[]);
    }
}

#[test]
fn what_follows_from_them_is_inferred() {
    let rows: &[(&str, Because<'_>)] = &[
        (
            "query{inventory{locations{name}}}",
            &[("inventory", Unauthenticated, Inferred)],
        ),
        (
            "query{geography{countries{name}}}",
            &[("geography", Unauthenticated, Inferred)],
        ),
        (
            "query{shopperPreferences{locale}}",
            &[("shopperPreferences", Unauthenticated, Inferred)],
        ),
        ("query{company{id}}", &[("company", B2B, Inferred)]),
        (
            "query{site{order{entityId}}}",
            &[
                ("site", Unauthenticated, Documented),
                ("site.order", Customer, Inferred),
            ],
        ),
        (
            "mutation{wishlist{addWishlistItems{result{entityId}}}}",
            &[("wishlist.addWishlistItems", Customer, Inferred)],
        ),
        (
            "mutation{wishlist{deleteWishlists{result}}}",
            &[("wishlist.deleteWishlists", Customer, Inferred)],
        ),
        (
            "mutation{customer{resetPassword{errors{message}}}}",
            &[("customer", Customer, Inferred)],
        ),
        (
            "mutation{catalog{addProductReview{errors{message}}}}",
            &[("catalog", Unauthenticated, Inferred)],
        ),
        (
            "mutation{submitContactUs{errors{message}}}",
            &[("submitContactUs", Unauthenticated, Inferred)],
        ),
        (
            "mutation{order{submitOrderMessage{errors{message}}}}",
            &[("order", Customer, Inferred)],
        ),
        // Of another area than the field they are in.
        (
            "mutation{login{cart{entityId}customer{email}}}",
            &[
                ("login", Customer, Documented),
                ("login.cart", Unauthenticated, Inferred),
            ],
        ),
        (
            "mutation{checkout{applyCheckoutCoupon{checkout{order{entityId}}}}}",
            &[
                ("checkout", Unauthenticated, Documented),
                ("checkout.applyCheckoutCoupon.checkout.order", Customer, Documented),
            ],
        ),
        (
            "query{customer{orders{edges{node{consignments{shipping{edges{node{lineItems{edges{node{baseCatalogProduct{name}}}}}}}}}}}}}",
            &[
                ("customer", Customer, Documented),
                (
                    "customer.orders.edges.node.consignments.shipping.edges.node.lineItems.edges.node.baseCatalogProduct",
                    Unauthenticated,
                    Inferred,
                ),
            ],
        ),
        // Names that mean another type where they stand.
        (
            "query{site{settings{checkout{enabled}formFields{customer{entityId}}}}}",
            &[("site", Unauthenticated, Documented)],
        ),
        ("query{customer{company}}", &[("customer", Customer, Documented)]),
        // A field counts before its selections are written.
        ("query{company}", &[("company", B2B, Inferred)]),
    ];
    for (text, because) in rows {
        check(text, because, &[]);
    }
}

#[test]
fn a_node_asks_for_what_its_concrete_types_ask_for() {
    check(
        "query{node{...on Order{entityId}}}",
        &[("node", Customer, Inferred)],
        &[],
    );
    check(
        "query{node{...on OrderWithPayments{entityId}}}",
        &[("node", Customer, Inferred)],
        &[],
    );
    check(
        "query{node{id ...on Product{name}}}",
        &[("node", Unauthenticated, Inferred)],
        &[],
    );
    check(
        "query{node{...on Checkout{order{entityId}}}}",
        &[
            ("node", Unauthenticated, Inferred),
            ("node.order", Customer, Documented),
        ],
        &[],
    );
    check(
        "query{node{...F}}fragment F on Order{entityId}",
        &[("node", Customer, Inferred)],
        &[],
    );
    check(
        "query{node{...on Node{...{...on Blog{name}}}}}",
        &[("node", Unauthenticated, Inferred)],
        &[],
    );
    check("query{node{id}}", &[], &["node"]);
    check(
        "query{node{id}...on Query{site{name}}}",
        &[("site", Unauthenticated, Documented)],
        &["node"],
    );
    check("query{node{...on Node{id}}}", &[], &["node"]);
    check("query{node{...on Shiny{id}}}", &[], &["node...on Shiny"]);
}

#[test]
fn fragments_are_followed_wherever_they_stand() {
    let site = ("site", Unauthenticated, Documented);
    check(
        "query{site{checkout{...C}}}fragment C on Checkout{order{...O}}fragment O on Order{entityId}",
        &[site, ("site.checkout.order", Customer, Documented)],
        &[],
    );
    check(
        "query{...Q}fragment Q on Query{customer{email}}",
        &[("customer", Customer, Documented)],
        &[],
    );
    check(
        "query{site{...on Site{...{checkout{...on Checkout{...on Anything{order{entityId}}}}}}}}",
        &[site, ("site.checkout.order", Customer, Inferred)],
        &[],
    );
    // Twice spread, looked into once; the scope of its type counts at both places.
    check(
        "query{site{checkout{...O}}customer{...O}}fragment O on Order{entityId}",
        &[
            site,
            ("site.checkout", Customer, Inferred),
            ("customer", Customer, Documented),
        ],
        &[],
    );
    check("query{site{...Missing}}", &[site], &["site...Missing"]);
    check("query{...Missing}", &[], &["...Missing"]);
    // Cycles end.
    check(
        "query{...A}fragment A on Query{site{name}...B}fragment B on Query{...A ...B}",
        &[site],
        &[],
    );
    check("fragment A on Site{...A}", &[("Site", Unauthenticated, Inferred)], &[]);
}

#[test]
fn a_document_of_fragments_alone_is_read_from_their_types() {
    check(
        "fragment A on Checkout{order{entityId}}fragment B on Customer{email}",
        &[
            ("Checkout", Unauthenticated, Inferred),
            ("Checkout.order", Customer, Documented),
            ("Customer", Customer, Inferred),
        ],
        &[],
    );
    check(
        "fragment A on Query{customer{email}}",
        &[("customer", Customer, Documented)],
        &[],
    );
    check("fragment A on Image{url}", &[], &["Image"]);
    check(
        "fragment A on Shiny{order{entityId}}",
        &[("Shiny.order", Customer, Inferred)],
        &["Shiny"],
    );
}

#[test]
fn unknown_fields_are_reported_and_not_guessed() {
    check("query{shiny{a{b}}}", &[], &["shiny"]);
    check("query{shiny}", &[], &["shiny"]);
    check("query{shiny shiny}", &[], &["shiny"]);
    check("mutation{shiny{a}}", &[], &["shiny"]);
    check("mutation{wishlist{shiny{result}}}", &[], &["wishlist.shiny"]);
    check("subscription{shiny}", &[], &["shiny"]);
    check(
        "query{node{shiny ...on Product{name}}}",
        &[("node", Unauthenticated, Inferred)],
        &["node.shiny"],
    );
    // What is recognised below still counts.
    check(
        "query{shiny{order{entityId}}}",
        &[("shiny.order", Customer, Inferred)],
        &["shiny"],
    );
    // Within a known area a field needs no row of its own.
    check("query{site{shiny{a}}}", &[("site", Unauthenticated, Documented)], &[]);
    let flood: Vec<String> = (0..600).map(|at| format!("shiny{at}")).collect();
    let text = format!("query{{{}}}", flood.join(" "));
    assert_eq!(required(&text).unknown_fields.len(), 500);
}

#[test]
fn a_very_long_path_is_shown_by_its_ends() {
    for (count, left_out) in [(2, 0), (20, 0), (32, 0), (33, 1), (50, 18)] {
        let mut names: Vec<String> = (1..=count).map(|at| format!("n{at}")).collect();
        let text = format!("query{{{}{{...F}}{}", names.join("{"), "}".repeat(count));
        if left_out > 0 {
            names.splice(16..16 + left_out, ["…".to_owned()]);
        }
        let unknown = required(&text).unknown_fields;
        assert_eq!(unknown.last(), Some(&format!("{}...F", names.join("."))), "{count}");
    }
}

#[test]
fn introspection_needs_nothing() {
    check("query{__schema{types{name}}__type{name}__typename}", &[], &[]);
    check("query{site{__typename}}", &[("site", Unauthenticated, Documented)], &[]);
    check("mutation{__typename}", &[], &[]);
}
