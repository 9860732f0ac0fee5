//! "Get a B2B Storefront Token": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, CreateStorefrontToken, CustomerLogin},
    http::Method,
    types::{ChannelId, CustomerAccessToken, CustomerId, IsoMoment},
};
use util::{ACCESS_TOKEN, Owner, check_answers, check_b2b_token, headers};

const CUSTOMER_ACCESS_TOKEN: &str = "synthetic0shopper0canary_1721406629";

fn operation() -> CreateStorefrontToken {
    CreateStorefrontToken {
        customer_id: CustomerId::new(456).unwrap(),
        channel_id: None,
        customer_access_token: None,
    }
}

fn customer_access_token() -> CustomerLogin {
    CustomerLogin {
        value: CustomerAccessToken::new(CUSTOMER_ACCESS_TOKEN).unwrap(),
        expires_at: IsoMoment::parse("2027-12-31T00:00:00.0Z").unwrap(),
    }
}

#[test]
fn request_is_the_documented_one() {
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation());
    assert_eq!(request.method, Method::Post);
    let url = "https://api-b2b.bigcommerce.com/api/io/auth/customers/storefront";
    assert_eq!((request.url.as_str(), request.target().as_str()), (url, url));
    assert_eq!(
        headers(&request),
        [
            ("Accept", "application/json"),
            ("X-Auth-Token", ACCESS_TOKEN),
            ("X-Store-Hash", "g5cd38"),
            ("Content-Type", "application/json")
        ]
    );
}

#[test]
fn body_holds_what_was_asked_for_and_no_more() {
    for (operation, body) in [
        (operation(), r#"{"customerId":456}"#),
        (
            CreateStorefrontToken {
                channel_id: Some(ChannelId::new(1_000_234).unwrap()),
                ..operation()
            },
            r#"{"customerId":456,"channelId":1000234}"#,
        ),
        (
            CreateStorefrontToken {
                customer_access_token: Some(customer_access_token()),
                ..operation()
            },
            r#"{"customerId":456,"customerAccessToken":{"value":"synthetic0shopper0canary_1721406629","expires_at":"2027-12-31T00:00:00.0Z"}}"#,
        ),
    ] {
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
        assert_eq!(request.body(), Some(body));
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/b2b_create_storefront_token.json");
    let operation = CreateStorefrontToken {
        customer_access_token: Some(customer_access_token()),
        ..operation()
    };
    check_answers(&operation, b2b::DEFAULT_ENDPOINT, fixtures, check_b2b_token);
}
