//! "Get Storefront authToken with Credentials": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, CreateCustomerToken},
    http::Method,
    time::UnixMillis,
    types::{B2bTokenName, ChannelId, Email, ExpiresAt, Password, Validity, unix_seconds},
};
use util::{ACCESS_TOKEN, Owner, check_answers, check_b2b_token, headers};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn operation(validity: Validity) -> CreateCustomerToken {
    CreateCustomerToken {
        email: Email::new("buyer@example.com").unwrap(),
        password: Password::new("synthetic-pa55w0rd").unwrap(),
        channel_id: ChannelId::new(1).unwrap(),
        name: B2bTokenName::new("buyer portal").unwrap(),
        validity,
    }
}

fn validity(begin: Option<u64>, end: Option<u64>) -> Validity {
    let begin = begin.map(|seconds| unix_seconds(seconds).unwrap());
    let end = end.map(|seconds| ExpiresAt::at(seconds, NOW).unwrap());
    Validity::new(begin, end).unwrap()
}

#[test]
fn request_is_the_documented_one() {
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation(Validity::default()));
    assert_eq!(request.method, Method::Post);
    let url = "https://api-b2b.bigcommerce.com/api/io/auth/customers";
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
    let base = r#"{"storeHash":"g5cd38","email":"buyer@example.com","password":"synthetic-pa55w0rd","channelId":1,"name":"buyer portal""#;
    for (validity, rest) in [
        (validity(None, None), "}"),
        (validity(Some(0), None), r#","beginAt":0}"#),
        (validity(None, Some(1_900_000_000)), r#","endAt":1900000000}"#),
        (
            validity(Some(1_700_000_000), Some(1_900_000_000)),
            r#","beginAt":1700000000,"endAt":1900000000}"#,
        ),
    ] {
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation(validity));
        assert_eq!(request.body().unwrap(), format!("{base}{rest}"));
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/create_customer_token.json");
    let operation = operation(validity(None, Some(1_900_000_000)));
    check_answers(&operation, b2b::DEFAULT_ENDPOINT, fixtures, check_b2b_token);
}
