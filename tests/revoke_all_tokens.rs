//! "Revoke all tokens": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    http::Method,
    storefront::{self, Family, RevokeAllTokens},
};
use util::{ACCESS_TOKEN, Owner, check_answers, headers};

#[test]
fn request_is_the_documented_one_for_each_family() {
    let base = "https://api.bigcommerce.com/stores/g5cd38/v3/storefront";
    for (family, path) in [
        (Family::Private, "api-token-private"),
        (Family::Storefront, "api-token"),
        (Family::CustomerImpersonation, "api-token-customer-impersonation"),
    ] {
        let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&RevokeAllTokens { family });
        assert_eq!(request.method, Method::Post);
        assert_eq!(request.url, format!("{base}/{path}/revoke-all"));
        assert_eq!(
            headers(&request),
            [("Accept", "application/json"), ("X-Auth-Token", ACCESS_TOKEN)]
        );
        assert_eq!(request.body(), None);
    }
}

#[test]
fn answers_become_nothing_or_a_refusal() {
    let fixtures = include_str!("fixtures/revoke_all_tokens.json");
    let operation = RevokeAllTokens {
        family: Family::Storefront,
    };
    check_answers(&operation, storefront::DEFAULT_ENDPOINT, fixtures, |_, (), _| {});
}
