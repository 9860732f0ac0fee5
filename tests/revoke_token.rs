//! "Revoke a Token", by the token itself: what is sent, and what each answer becomes.
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
    storefront::{self, Family, RevokeToken},
    types::Jwt,
};
use util::{ACCESS_TOKEN, Owner, check_answers, headers};

const TOKEN: &str = "synthetic0canary.e30.token";

fn revoke(family: Family) -> RevokeToken {
    RevokeToken {
        family,
        token: Jwt::new(TOKEN).unwrap(),
    }
}

#[test]
fn request_has_the_token_in_a_header_and_one_route_for_each_family() {
    for family in Family::ALL {
        let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&revoke(family));
        assert_eq!(request.method, Method::Delete);
        let url = "https://api.bigcommerce.com/stores/g5cd38/v3/storefront/api-token";
        assert_eq!((request.url.as_str(), request.target().as_str()), (url, url));
        assert_eq!(
            headers(&request),
            [
                ("Accept", "application/json"),
                ("X-Auth-Token", ACCESS_TOKEN),
                ("Sf-Api-Token", TOKEN)
            ]
        );
        assert_eq!(request.body(), None);
    }
}

#[test]
fn answers_become_nothing_or_a_refusal() {
    let fixtures = include_str!("fixtures/revoke_token.json");
    for family in Family::ALL {
        check_answers(&revoke(family), storefront::DEFAULT_ENDPOINT, fixtures, |_, (), _| {});
    }
}
