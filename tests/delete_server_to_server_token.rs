//! "Delete Backend API Tokens": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, DeleteServerToServerToken},
    http::Method,
    types::{AuthToken, B2bTokenName, Email, ServerToServerTokenId},
};
use util::{Owner, check_answers, headers};

const AUTH_TOKEN: &str = "synthetic0auth0token0canary00";

fn operation() -> DeleteServerToServerToken {
    DeleteServerToServerToken {
        auth_token: AuthToken::new(AUTH_TOKEN).unwrap(),
        id: ServerToServerTokenId::new(123).unwrap(),
        name: None,
        email: None,
    }
}

#[test]
fn request_is_the_documented_one_with_a_body() {
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation());
    assert_eq!(request.method, Method::Delete);
    let url = "https://api-b2b.bigcommerce.com/api/io/auth/backend";
    assert_eq!((request.url.as_str(), request.target().as_str()), (url, url));
    assert_eq!(
        headers(&request),
        [
            ("Accept", "application/json"),
            ("authToken", AUTH_TOKEN),
            ("Content-Type", "application/json")
        ]
    );
}

#[test]
fn body_holds_what_was_given_and_no_more() {
    for (operation, body) in [
        (operation(), r#"{"id":123}"#),
        (
            DeleteServerToServerToken {
                name: Some(B2bTokenName::new("nightly \"sync\"").unwrap()),
                email: Some(Email::new("owner@example.com").unwrap()),
                ..operation()
            },
            r#"{"id":123,"name":"nightly \"sync\"","email":"owner@example.com"}"#,
        ),
    ] {
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
        assert_eq!(request.body(), Some(body));
    }
}

#[test]
fn answers_become_nothing_or_a_refusal() {
    let fixtures = include_str!("fixtures/delete_server_to_server_token.json");
    check_answers(&operation(), b2b::DEFAULT_ENDPOINT, fixtures, |_, (), _| {});
}
