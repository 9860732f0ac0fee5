//! "Create a Token" with customer impersonation: what is sent, and what each answer becomes.
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
    storefront::{self, CreateCustomerImpersonationToken},
    time::UnixMillis,
    types::{ChannelId, Channels, ExpiresAt, TokenName},
};
use util::{ACCESS_TOKEN, Owner, check_answers, check_issued_token, headers};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn operation() -> CreateCustomerImpersonationToken {
    CreateCustomerImpersonationToken {
        channels: Channels::One(ChannelId::new(1).unwrap()),
        expires_at: ExpiresAt::at(1_885_635_176, NOW).unwrap(),
        name: None,
    }
}

#[test]
fn request_is_the_documented_one() {
    let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation());
    assert_eq!(request.method, Method::Post);
    let url = "https://api.bigcommerce.com/stores/g5cd38/v3/storefront/api-token-customer-impersonation";
    assert_eq!((request.url.as_str(), request.target().as_str()), (url, url));
    assert_eq!(
        headers(&request),
        [
            ("Accept", "application/json"),
            ("X-Auth-Token", ACCESS_TOKEN),
            ("Content-Type", "application/json")
        ]
    );
}

#[test]
fn body_holds_what_was_asked_for_and_no_more() {
    for (operation, body) in [
        (operation(), r#"{"expires_at":1885635176,"channel_id":1}"#),
        (
            CreateCustomerImpersonationToken {
                channels: Channels::many([7, 1].map(|id| ChannelId::new(id).unwrap())).unwrap(),
                expires_at: ExpiresAt::NEVER,
                name: Some(TokenName::new("desk").unwrap()),
            },
            r#"{"expires_at":0,"channel_ids":[7,1],"name":"desk"}"#,
        ),
    ] {
        let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation);
        assert_eq!(request.body(), Some(body));
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/create_customer_impersonation_token.json");
    check_answers(
        &operation(),
        storefront::DEFAULT_ENDPOINT,
        fixtures,
        |name, issued, expected| {
            check_issued_token(name, issued, expected);
            assert!(issued.scopes.is_empty(), "{name}: scopes");
        },
    );
}
