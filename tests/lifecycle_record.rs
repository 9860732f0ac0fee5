//! The names and the texts under which machines share a token.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

use bigcommerce_tokens::{
    lifecycle::{Found, Key, KeyParts, Record, Stamp, TokenKind, Unfit},
    time::UnixMillis,
    types::{AccessToken, ApiToken, ChannelId, Channels, Endpoint, Scope, Scopes, StoreHash},
};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
const API: &str = "https://api.bigcommerce.com";
const ACCESS_TOKEN: &str = "synthetic0access0token";
const STAMP: Stamp = Stamp {
    generation: 1_799_999_000_000,
    issued_at: UnixMillis(1_799_999_000_000),
    expires_at: UnixMillis(1_800_020_600_000),
    mint_ms: 310,
    forced: false,
};

/// A key by what tells it from others: API, store, kind, channels (none for all), scopes, access token.
fn key(api: &str, store: &str, kind: TokenKind, channels: &[u64], scopes: &[Scope], access_token: &str) -> Key {
    let ids: Vec<ChannelId> = channels.iter().map(|id| ChannelId::new(*id).unwrap()).collect();
    let channels = match *ids.as_slice() {
        [] => Channels::All,
        [one] => Channels::One(one),
        _ => Channels::many(ids).unwrap(),
    };
    Key::new(&KeyParts {
        api: &Endpoint::new(api).unwrap(),
        store_hash: &StoreHash::new(store).unwrap(),
        kind,
        channels: &channels,
        scopes: Scopes::new(scopes.iter().copied()).ok().as_ref(),
        access_token: &AccessToken::new(access_token).unwrap(),
    })
}

fn plain() -> Key {
    key(
        API,
        "g5cd38",
        TokenKind::Private,
        &[1],
        &[Scope::Unauthenticated],
        ACCESS_TOKEN,
    )
}

fn record() -> Record {
    Record::Token {
        token: ApiToken::new("synthetic-token").unwrap(),
        stamp: STAMP,
    }
}

#[test]
fn a_key_is_the_same_on_every_machine_and_in_every_release() {
    // Computed with another implementation of SHA-256, so that a change of the key cannot pass unnoticed.
    assert_eq!(
        plain().as_str(),
        "bigcommerce-tokens:1:32766db693571d5e5984ab1d2d249e29d41e5c5e4dfa60754315c706131209f9"
    );
}

#[test]
fn whatever_tells_tokens_apart_tells_keys_apart() {
    use Scope::{B2B, Customer, Unauthenticated};
    let private = TokenKind::Private;
    let keys = [
        plain(),
        key(
            "http://127.0.0.1:8080",
            "g5cd38",
            private,
            &[1],
            &[Unauthenticated],
            ACCESS_TOKEN,
        ),
        key(API, "g5cd39", private, &[1], &[Unauthenticated], ACCESS_TOKEN),
        key(API, "g5cd38", TokenKind::Storefront, &[1], &[], ACCESS_TOKEN),
        key(API, "g5cd38", TokenKind::CustomerImpersonation, &[1], &[], ACCESS_TOKEN),
        key(API, "g5cd38", private, &[], &[Unauthenticated], ACCESS_TOKEN),
        key(API, "g5cd38", private, &[2], &[Unauthenticated], ACCESS_TOKEN),
        key(API, "g5cd38", private, &[1, 2], &[Unauthenticated], ACCESS_TOKEN),
        key(API, "g5cd38", private, &[12], &[Unauthenticated], ACCESS_TOKEN),
        key(API, "g5cd38", private, &[1], &[Customer], ACCESS_TOKEN),
        key(
            API,
            "g5cd38",
            private,
            &[1],
            &[Unauthenticated, Customer, B2B],
            ACCESS_TOKEN,
        ),
        key(
            API,
            "g5cd38",
            private,
            &[1],
            &[Unauthenticated],
            "synthetic0access0token2",
        ),
    ];
    for (at, one) in keys.iter().enumerate() {
        for other in keys.iter().skip(at + 1) {
            assert_ne!(one, other);
        }
    }
}

#[test]
fn order_and_repetition_do_not_matter_to_a_key() {
    use Scope::{Customer, Unauthenticated};
    let private = TokenKind::Private;
    assert_eq!(
        key(
            API,
            "g5cd38",
            private,
            &[7, 1, 7],
            &[Customer, Unauthenticated],
            ACCESS_TOKEN
        ),
        key(
            API,
            "g5cd38",
            private,
            &[1, 7],
            &[Unauthenticated, Customer, Customer],
            ACCESS_TOKEN
        ),
    );
}

#[test]
fn a_key_shows_nothing_of_the_access_token() {
    let key = plain();
    assert_eq!(key.as_str().len(), 85);
    assert!(!key.as_str().contains("synthetic"));
}

#[test]
fn a_record_is_read_as_it_was_written() {
    for record in [
        record(),
        Record::Revoked {
            generation: STAMP.generation,
        },
    ] {
        let text = record.write(plain().as_str());
        let read = Record::read(text.expose(), plain().as_str(), NOW).unwrap();
        assert_eq!(read.found(), record.found());
        if let (Record::Token { token, .. }, Record::Token { token: written, .. }) = (&read, &record) {
            assert_eq!(token.secret().expose(), written.secret().expose());
        }
    }
    assert_eq!(record().found(), Found::Token(STAMP));
}

#[test]
fn a_record_does_not_show_its_token() {
    assert!(!format!("{:?}", record()).contains("synthetic-token"));
}

/// The text of a good record, made so many bytes long by a field that nobody reads.
fn padded(bytes: usize) -> String {
    let text = changed("\"mint_ms\":310", "\"mint_ms\":310,\"later\":\"\"");
    let more = "a".repeat(bytes - text.len());
    text.replace("\"later\":\"", &format!("\"later\":\"{more}"))
}

/// The text of a good record with one piece replaced.
fn changed(from: &str, to: &str) -> String {
    let text = record().write(plain().as_str()).expose().to_owned();
    assert!(text.contains(from), "{from} is not in the record");
    text.replace(from, to)
}

#[test]
fn what_does_not_fit_is_as_good_as_nothing_and_says_why() {
    let whole = |text: &str| text.to_owned();
    for (text, unfit) in [
        (whole(""), Unfit::Garbage),
        (whole("null"), Unfit::Garbage),
        (whole("[1]"), Unfit::Garbage),
        (whole("synthetic-token"), Unfit::Garbage),
        (whole("{}"), Unfit::Garbage),
        (padded(16_385), Unfit::Garbage),
        (changed("\"format\":1", "\"format\":0"), Unfit::OlderFormat),
        (changed("\"format\":1", "\"format\":2"), Unfit::NewerFormat),
        (changed("\"format\":1", "\"format\":\"1\""), Unfit::Garbage),
        (changed("\"format\":1", "\"format\":1,\"format\":1"), Unfit::Garbage),
        (changed("tokens:1:", "tokens:1:0"), Unfit::OtherKey),
        (changed("\"key\":\"", "\"other\":\""), Unfit::Garbage),
        (changed("synthetic-token", ""), Unfit::Garbage),
        (changed("synthetic-token", "with space"), Unfit::Garbage),
        (changed("\"synthetic-token\"", "[\"synthetic-token\"]"), Unfit::Garbage),
        (changed("\"generation\":", "\"other\":"), Unfit::Garbage),
        (changed("\"generation\":1", "\"generation\":-1"), Unfit::Garbage),
        (changed("\"generation\":1", "\"generation\":1.5e"), Unfit::Garbage),
        (changed("\"generation\":1", "\"generation\":9"), Unfit::FromTheFuture),
        (changed("\"generation\":1", "\"generation\":99999"), Unfit::Garbage),
        (
            changed(":1799999000000,\"issued", ":9007199254740991,\"issued"),
            Unfit::FromTheFuture,
        ),
        (
            changed(":1799999000000,\"issued", ":9007199254740992,\"issued"),
            Unfit::Garbage,
        ),
        (changed("\"mint_ms\":310", "\"mint_ms\":99999999999"), Unfit::Garbage),
        (changed("1800020600000", "1799999900000"), Unfit::Expired),
        (
            changed("\"expires_at_ms\":1800", "\"expires_at_ms\":1700"),
            Unfit::Garbage,
        ),
        // More than ten years, and a day for clocks that differ.
        (
            changed("\"expires_at_ms\":1800", "\"expires_at_ms\":9000"),
            Unfit::Garbage,
        ),
        (
            changed("\"issued_at_ms\":1799", "\"issued_at_ms\":1801"),
            Unfit::FromTheFuture,
        ),
        (whole("{\"format\":1,\"revoked_generation\":1}"), Unfit::Garbage),
    ] {
        assert_eq!(
            Record::read(&text, plain().as_str(), NOW).err(),
            Some(unfit),
            "{text:.120}"
        );
    }
    let revoked = Record::Revoked {
        generation: NOW.0 + 90_000_000,
    };
    let text = revoked.write(plain().as_str());
    let read = Record::read(text.expose(), plain().as_str(), NOW);
    assert_eq!(read.err(), Some(Unfit::FromTheFuture));
}

#[test]
fn fields_of_a_later_release_do_not_matter() {
    let text = changed("\"mint_ms\":310", "\"mint_ms\":310,\"later\":[{}]");
    assert!(Record::read(&text, plain().as_str(), NOW).is_ok());
}

#[test]
fn a_record_may_be_just_so_long_so_far_ahead_and_so_long_lived() {
    let day = 86_400_000;
    let dated = |generation, issued_at: u64, expires_at: u64| {
        let stamp = Stamp {
            generation,
            issued_at: UnixMillis(issued_at),
            expires_at: UnixMillis(expires_at),
            ..STAMP
        };
        let token = ApiToken::new("synthetic-token").unwrap();
        Record::Token { token, stamp }
            .write(plain().as_str())
            .expose()
            .to_owned()
    };
    let revoked = |generation| {
        Record::Revoked { generation }
            .write(plain().as_str())
            .expose()
            .to_owned()
    };
    for (text, unfit) in [
        (padded(16_384), None),
        (dated(NOW.0 + day, NOW.0 + day, NOW.0 + 2 * day), None),
        (dated(NOW.0 + day + 1, NOW.0, NOW.0 + day), Some(Unfit::FromTheFuture)),
        (
            dated(NOW.0, NOW.0 + day + 1, NOW.0 + 2 * day),
            Some(Unfit::FromTheFuture),
        ),
        (dated(NOW.0, NOW.0, NOW.0 + 3_651 * day), None),
        (dated(NOW.0, NOW.0, NOW.0 + 3_651 * day + 1), Some(Unfit::Garbage)),
        (revoked(NOW.0 + day), None),
        (revoked(NOW.0 + day + 1), Some(Unfit::FromTheFuture)),
    ] {
        assert_eq!(Record::read(&text, plain().as_str(), NOW).err(), unfit, "{text:.240}");
    }
}
