//! Properties of inferred scopes that hold for any document, and documents made to hurt.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

use bigcommerce_tokens::{
    scopes::{Outline, RequiredScopes, required_scopes},
    types::Scope::{Customer, Unauthenticated},
};
use proptest::prelude::*;

#[track_caller]
fn required(text: &str) -> RequiredScopes {
    let outline = Outline::read(text).unwrap_or_else(|_| panic!("{text:.80} is no outline"));
    required_scopes(&outline, None).unwrap_or_else(|issue| panic!("{text:.80}: {issue}"))
}

#[test]
fn hostile_sizes_end_in_good_time_and_small() {
    let deep = format!("query{}{}", "{checkout{order".repeat(50_000), "}}".repeat(50_000));
    let found = required(
        &deep
            .replacen("{checkout", "{site{checkout", 1)
            .replacen("order}", "order{id}}}", 1),
    );
    assert_eq!(found.scopes, [Unauthenticated, Customer]);
    let wide = format!("query{{site{{{}}}}}", "order{id}".repeat(100_000));
    let found = required(&wide);
    assert_eq!(
        (found.scopes, found.because.len()),
        (vec![Unauthenticated, Customer], 500)
    );
    // Every fragment spreads the next one twice: 2^1000 paths.
    let bomb: String = (0..1_000)
        .map(|at| format!("fragment F{at} on Site{{...F{0} ...F{0}}}", at + 1))
        .collect::<Vec<_>>()
        .concat();
    let found = required(&format!(
        "query{{site{{...F0}}}}{bomb}fragment F1000 on Site{{order{{id}}}}"
    ));
    assert_eq!(found.scopes, [Unauthenticated, Customer]);
    let chain: String = (0..5_000)
        .map(|at| format!("fragment F{at} on Thing{{a{{...F{}}}}}", at + 1))
        .collect::<Vec<_>>()
        .concat();
    let found = required(&format!(
        "query{{site{{...F0}}}}{chain}fragment F5000 on Thing{{order{{id}}}}"
    ));
    let path = &found.because.last().unwrap().path;
    assert!(
        path.starts_with("site.a.a.") && path.ends_with(".a.order") && path.contains('…') && path.len() < 200,
        "{path}"
    );
    let long = "x".repeat(100_000);
    let found = required(&format!("query{{{long}{{{}}}}}", "order{id}".repeat(1_000)));
    assert!(found.because.iter().all(|each| each.path.len() < 200));
    assert!(found.unknown_fields.iter().all(|each| each.len() < 200));
}

/// Selections of names that matter and names that do not.
fn any_selections() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(vec![
        "site",
        "customer",
        "node",
        "cart",
        "checkout",
        "order",
        "orders",
        "company",
        "login",
        "wishlist",
        "createWishlist",
        "assignCartToCustomer",
        "settings",
        "product",
        "shiny",
        "__typename",
        "id",
    ]);
    let spread = proptest::sample::select(vec!["...A ", "...B ", "...Missing "]);
    let leaf = prop_oneof![4 => name.clone().prop_map(|name| format!("{name} ")), 1 => spread.prop_map(str::to_owned)];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        let set = proptest::collection::vec(inner, 1..5).prop_map(|all| all.concat());
        let head = prop_oneof![
            4 => name.clone().prop_map(str::to_owned),
            1 => proptest::sample::select(vec!["...", "...on Order", "...on Checkout", "...on Node", "...on Shiny"]).prop_map(str::to_owned),
        ];
        (head, set).prop_map(|(head, set)| format!("{head}{{{set}}}"))
    })
}

proptest! {
    #[test]
    fn more_selections_never_need_fewer_scopes(first in any_selections(), second in any_selections(), a in any_selections(), b in any_selections()) {
        let fragments = format!("fragment A on Checkout{{{a}}}fragment B on Query{{{b}}}");
        for keyword in ["query", "mutation"] {
            let alone = required(&format!("{keyword}{{{first}}}{fragments}"));
            let both = required(&format!("{keyword}{{{second}{first}}}{fragments}"));
            prop_assert!(alone.scopes.iter().all(|scope| both.scopes.contains(scope)));
            let repeated = required(&format!("{keyword}{{{first}{first}}}{fragments}"));
            prop_assert_eq!(&alone.scopes, &repeated.scopes);
            // Scopes and reasons belong to each other.
            prop_assert!(alone.because.iter().all(|each| alone.scopes.contains(&each.scope)));
            prop_assert!(alone.scopes.iter().all(|scope| alone.because.iter().any(|each| each.scope == *scope)));
        }
    }

    #[test]
    fn any_text_is_an_outline_or_refused(text in "(query|fragment|on|\\.\\.\\.|[a-z{} ]){0,40}") {
        if let Ok(outline) = Outline::read(&text) {
            let _ = required_scopes(&outline, None);
        }
    }
}
