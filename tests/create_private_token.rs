//! "Create a Private API Token": what is sent, and what each answer becomes.
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
    storefront::{self, CreatePrivateToken},
    time::UnixMillis,
    types::{ChannelId, Channels, ExpiresAt, Lifetime, Scope, Scopes, TokenName},
};
use util::{ACCESS_TOKEN, Owner, check_answers, check_issued_token, headers};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn channel(id: u64) -> ChannelId {
    ChannelId::new(id).unwrap()
}

fn operation() -> CreatePrivateToken {
    CreatePrivateToken {
        channels: Channels::One(channel(1)),
        expires_at: ExpiresAt::at(1_885_635_176, NOW).unwrap(),
        scopes: Scopes::new([Scope::Unauthenticated]).unwrap(),
        name: None,
    }
}

#[test]
fn request_is_the_documented_one() {
    let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation());
    assert_eq!(request.method, Method::Post);
    assert_eq!(
        request.url,
        "https://api.bigcommerce.com/stores/g5cd38/v3/storefront/api-token-private"
    );
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
    let many = |ids: &[u64]| Channels::many(ids.iter().map(|id| channel(*id))).unwrap();
    let scopes = |scopes: &[Scope]| Scopes::new(scopes.iter().copied()).unwrap();
    let base = operation;
    for (operation, body) in [
        (
            base(),
            r#"{"expires_at":1885635176,"scopes":["Unauthenticated"],"channel_id":1}"#,
        ),
        (
            CreatePrivateToken {
                channels: many(&[3, 1, 3]),
                ..base()
            },
            r#"{"expires_at":1885635176,"scopes":["Unauthenticated"],"channel_ids":[3,1]}"#,
        ),
        (
            CreatePrivateToken {
                channels: Channels::All,
                ..base()
            },
            r#"{"expires_at":1885635176,"scopes":["Unauthenticated"],"channel_ids":[]}"#,
        ),
        (
            CreatePrivateToken {
                expires_at: ExpiresAt::NEVER,
                ..base()
            },
            r#"{"expires_at":0,"scopes":["Unauthenticated"],"channel_id":1}"#,
        ),
        (
            CreatePrivateToken {
                expires_at: ExpiresAt::after(Lifetime::parse("6h").unwrap(), NOW).unwrap(),
                ..base()
            },
            r#"{"expires_at":1800021600,"scopes":["Unauthenticated"],"channel_id":1}"#,
        ),
        (
            CreatePrivateToken {
                scopes: scopes(&[Scope::B2B, Scope::Customer, Scope::B2B]),
                ..base()
            },
            r#"{"expires_at":1885635176,"scopes":["B2B","Customer"],"channel_id":1}"#,
        ),
        (
            CreatePrivateToken {
                name: Some(TokenName::new(" caf\u{e9} \"7\" ").unwrap()),
                ..base()
            },
            r#"{"expires_at":1885635176,"scopes":["Unauthenticated"],"channel_id":1,"name":"café \"7\""}"#,
        ),
    ] {
        assert_eq!(
            Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation).body(),
            Some(body)
        );
    }
}

#[test]
fn answers_become_a_token_or_a_refusal() {
    let fixtures = include_str!("fixtures/create_private_token.json");
    check_answers(
        &operation(),
        storefront::DEFAULT_ENDPOINT,
        fixtures,
        |name, issued, expected| {
            check_issued_token(name, issued, expected);
            assert_eq!(issued.scopes, [Scope::Unauthenticated], "{name}: scopes");
        },
    );
}
