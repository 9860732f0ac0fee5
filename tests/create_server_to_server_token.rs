//! "Get a Server to Server Token": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, CreateServerToServerToken},
    types::{B2bTokenName, Email, Password},
};
use util::{ACCESS_TOKEN, Owner, check_answers, check_b2b_token, headers};

fn operation(password: &str) -> CreateServerToServerToken {
    CreateServerToServerToken {
        email: Email::new("owner@example.com").unwrap(),
        password: Password::new(password).unwrap(),
        name: B2bTokenName::new("nightly sync").unwrap(),
    }
}

#[test]
fn request_is_the_documented_one() {
    let operation = operation("synthetic-pa55w0rd");
    let owner = Owner::of(b2b::DEFAULT_ENDPOINT);
    let request = owner.request(&operation);
    assert_eq!(request.url, "https://api-b2b.bigcommerce.com/api/io/auth/backend");
    assert_eq!(
        headers(&request),
        [
            ("Accept", "application/json"),
            ("X-Auth-Token", ACCESS_TOKEN),
            ("X-Store-Hash", "g5cd38"),
            ("Content-Type", "application/json")
        ]
    );
    assert_eq!(
        request.body(),
        Some(
            r#"{"storeHash":"g5cd38","email":"owner@example.com","password":"synthetic-pa55w0rd","name":"nightly sync"}"#
        )
    );
    let request = owner.without_access_token().request(&operation);
    assert_eq!(
        headers(&request),
        [("Accept", "application/json"), ("Content-Type", "application/json")]
    );
}

#[test]
fn password_is_sent_to_the_byte() {
    for (password, json) in [
        ("\"\\", r#""\"\\""#),
        ("\u{2028}\u{1f600}é", "\"\u{2028}\u{1f600}é\""),
        ("a\0b", r#""a\u0000b""#),
        (" outer spaces ", r#"" outer spaces ""#),
    ] {
        let operation = operation(password);
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
        let body = request.body().unwrap();
        assert!(body.contains(&format!("\"password\":{json},")), "{password:?}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(body).unwrap()["password"],
            password
        );
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/create_server_to_server_token.json");
    check_answers(
        &operation("synthetic-pa55w0rd"),
        b2b::DEFAULT_ENDPOINT,
        fixtures,
        check_b2b_token,
    );
}
