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
    error::Error,
    operation::Operation,
    time::UnixSeconds,
    types::{B2bTokenName, Email, Password},
};
use util::{ACCESS_TOKEN, Exchange, Owner, check_error, headers};

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
    let operation = operation("synthetic-pa55w0rd");
    let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for exchange in Exchange::all(include_str!("fixtures/create_server_to_server_token.json")) {
        let (name, expected) = (exchange.name(), exchange.expected());
        match operation.response(&sent, &exchange.response()) {
            Ok(issued) => {
                assert_eq!(issued.token.secret().expose(), expected["token"], "{name}: token");
                assert_eq!(issued.name.as_deref(), expected["name"].as_str(), "{name}: name");
                assert_eq!(issued.message, expected["message"], "{name}: message");
                assert_eq!(
                    issued.expires_at.map(UnixSeconds::get),
                    expected["expiresAt"].as_u64(),
                    "{name}: expiry"
                );
            }
            Err(error) => {
                check_error(name, &error, expected);
                if let (Error::Api(refusal), Some(status)) = (&error, expected["status"].as_u64()) {
                    assert_eq!(u64::from(refusal.status), status, "{name}: status");
                }
            }
        }
    }
}
