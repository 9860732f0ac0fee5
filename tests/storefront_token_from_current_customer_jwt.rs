//! "Get a Storefront API authToken": what is sent, and what each answer becomes. The JWT stands in the URL and is shown nowhere.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, StorefrontTokenFromCurrentCustomerJwt},
    error::Error,
    http::{Method, Response},
    operation::Operation,
    types::{ChannelId, Jwt},
};
use util::{Owner, check_answers, check_b2b_token, headers};

const JWT: &str = "synthetic0canary.eyJhIjoxfQ.token";
const URL: &str = "https://api-b2b.bigcommerce.com/api/io/auth/storefront";

fn operation(channel_id: Option<u64>) -> StorefrontTokenFromCurrentCustomerJwt {
    StorefrontTokenFromCurrentCustomerJwt {
        jwt: Jwt::new(JWT).unwrap(),
        channel_id: channel_id.map(|id| ChannelId::new(id).unwrap()),
    }
}

#[test]
fn request_is_the_documented_one_and_leaves_the_access_token_at_home() {
    for (channel_id, shown, target) in [
        (None, URL.to_owned(), format!("{URL}?jwtToken={JWT}")),
        (
            Some(1_000_234),
            format!("{URL}?channelId=1000234"),
            format!("{URL}?channelId=1000234&jwtToken={JWT}"),
        ),
    ] {
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation(channel_id));
        assert_eq!(request.method, Method::Get);
        assert_eq!(request.url, shown);
        assert_eq!(request.target().as_str(), target);
        assert_eq!(
            headers(&request),
            [("Accept", "application/json"), ("X-Store-Hash", "g5cd38")]
        );
        assert_eq!(request.body(), None);
    }
}

#[test]
fn nothing_that_is_printed_shows_the_jwt() {
    let operation = operation(Some(1));
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for text in [
        format!("{operation:?}"),
        format!("{request:?}"),
        format!("{request:#?}"),
    ] {
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn a_redirect_that_repeats_the_jwt_does_not_tell_it() {
    let operation = operation(None);
    let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for (location, expected) in [
        (
            format!("https://other.example/auth?jwtToken={JWT}"),
            Some("https://other.example"),
        ),
        (format!("https://{JWT}.example/"), None),
        ("https://synthetic0canary.example/".to_owned(), None),
    ] {
        let response = Response {
            status: 302,
            location: Some(location.clone()),
            body: zeroize::Zeroizing::default(),
        };
        let error = operation.response(&sent, &response).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{location}");
        let Error::Redirect { to_origin, .. } = error else {
            panic!("{location}: no redirect");
        };
        assert_eq!(to_origin.as_deref(), expected, "{location}");
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/storefront_token_from_current_customer_jwt.json");
    check_answers(&operation(None), b2b::DEFAULT_ENDPOINT, fixtures, check_b2b_token);
}
