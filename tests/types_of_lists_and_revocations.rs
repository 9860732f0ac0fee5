//! Values that exist are valid: those that lists, revocations and B2B Edition take.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::IssueCode::*,
    time::{UnixMillis, UnixSeconds},
    types::{
        AuthToken, CorsOrigin, CorsOrigins, CustomerId, Direction, ExpiresAt, IsoMoment, Jti, Jwt, Offset, PageLimit,
        PageNumber, ServerToServerTokenId, Sort, Validity, unix_seconds,
    },
};
use util::{check_fault, check_text};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

#[test]
fn jti_cannot_change_the_url_and_is_no_token() {
    let longest = "a".repeat(128);
    let too_long = "a".repeat(129);
    let jwt = format!("eyJhbGciOiJFUzI1NiJ9.{}.synthetic", "e30".repeat(60));
    check_text(
        Jti::new,
        &[
            "0c5f8e2a-6d1b-4c57-9a3e-2f4b7d8e9a10",
            "7",
            "a_b.c~d:e=f+g@h",
            "..a",
            &longest,
        ],
        &[
            ("", TooShort),
            (&too_long, TooLong),
            (".", Format),
            ("..", Format),
            ("../channels", Format),
            ("a/b", Format),
            ("a\\b", Format),
            ("a%2fb", Format),
            ("a?b", Format),
            ("a#b", Format),
            ("a b", Format),
            ("a\n", Format),
            ("jté", Format),
            ("eyJhbGciOiJFUzI1NiJ9.e30.synthetic", Format),
            (&jwt, Format),
        ],
    );
}

#[test]
fn jwt_has_three_parts_that_a_header_and_a_query_carry() {
    let longest = format!("synthetic.{}.token", "e".repeat(8_192 - 16));
    let too_long = format!("{longest}x");
    check_text(
        Jwt::new,
        &["synthetic.e30.token", "a-b_c.d.e", &longest],
        &[
            ("", TooShort),
            (&too_long, TooLong),
            ("synthetic0access0token", Format),
            ("synthetic.e30", Format),
            ("synthetic.e30.", Format),
            ("synthetic.e30.token.more", Format),
            ("Bearer synthetic.e30.token", Whitespace),
            ("synthetic.e30.token\n", Whitespace),
            ("synthetic.e30.token&channelId=2", Format),
            ("synthetic.e30.to%6Ben", Format),
            ("synthetic.e30.tok\0n", ControlCharacter),
            ("synthetic.e30.tokén", Format),
        ],
    );
}

#[test]
fn auth_token_is_checked_as_the_access_token_is() {
    check_text(
        AuthToken::new,
        &["synthetic0auth0token", "synthetic.e30.token"],
        &[
            ("", TooShort),
            ("Bearer synthetic", Format),
            ("undefined", Format),
            ("synthetic\r\nX-Evil: 1", Whitespace),
            ("synthétic", Format),
        ],
    );
}

#[test]
fn cors_origin_is_what_a_browser_sends() {
    let too_long = format!("https://{}.example", "a".repeat(300));
    check_text(
        CorsOrigin::new,
        &[
            "https://www.example.com",
            "http://localhost:3000",
            "https://shop.example.com:8443",
            "http://192.168.1.5:3000",
            "http://[::1]:3000",
            "https://xn--mnchen-3ya.example",
        ],
        &[
            ("", Format),
            ("*", Format),
            ("null", Format),
            ("shop.example.org", Format),
            ("ftp://www.example.com", Format),
            ("https://www.example.com/", Format),
            ("https://www.example.com/shop", Format),
            ("https://www.example.com?a", Format),
            ("https://*.example.com", Format),
            ("https://WWW.example.com", Format),
            ("HTTPS://www.example.com", Format),
            ("https://münchen.example", Format),
            ("https://user:pass@www.example.com", Format),
            ("https://www.example.com:443", Format),
            ("http://www.example.com:80", Format),
            ("https://www.example.com:0", Format),
            ("https://www.example.com:99999", Format),
            ("https://www.example.com\"", Format),
            ("https://www.example.com\n", Format),
            ("https://", Format),
            ("https://a..example", Format),
            ("http://[::1", Format),
            ("http://[]", Format),
            (&too_long, TooLong),
        ],
    );
}

#[test]
fn one_or_two_origins() {
    let list = |origins: &[&str]| CorsOrigins::new(origins.iter().map(|origin| CorsOrigin::new(origin).unwrap()));
    let (a, b, c) = ("https://a.example", "https://b.example", "https://c.example");
    let kept = list(&[b, a, b]).unwrap();
    assert_eq!(
        kept.as_slice().iter().map(CorsOrigin::as_str).collect::<Vec<_>>(),
        [b, a]
    );
    check_fault(list(&[]), TooShort, "");
    check_fault(list(&[a, b, c]), TooLong, "");
}

#[test]
fn numbers_of_pages_and_ids() {
    for (number, page, limit, offset, id) in [
        (0, false, false, true, false),
        (1, true, true, true, true),
        (250, true, true, true, true),
        (251, true, false, true, true),
        (2_147_483_647, true, false, true, true),
        (2_147_483_648, false, false, false, false),
        (4_294_967_297, false, false, false, false),
        (u64::MAX, false, false, false, false),
    ] {
        assert_eq!(PageNumber::new(number).is_ok(), page, "page {number}");
        assert_eq!(PageLimit::new(number).is_ok(), limit, "limit {number}");
        assert_eq!(Offset::new(number).is_ok(), offset, "offset {number}");
        assert_eq!(CustomerId::new(number).is_ok(), id, "customer {number}");
        assert_eq!(ServerToServerTokenId::new(number).is_ok(), id, "token {number}");
    }
    check_fault(PageNumber::new(0), OutOfRange, "");
    check_fault(PageLimit::new(251), OutOfRange, "");
    check_fault(Offset::new(u64::MAX), OutOfRange, "");
    check_fault(CustomerId::new(0), OutOfRange, "");
    check_fault(ServerToServerTokenId::new(0), OutOfRange, "");
}

#[test]
fn words_of_lists() {
    for word in ["issued_at", "expires_at"] {
        assert_eq!(Sort::new(word).map(Sort::as_str), Ok(word));
    }
    for word in ["asc", "desc"] {
        assert_eq!(Direction::new(word).map(Direction::as_str), Ok(word));
    }
    for word in ["", "ASC", "issuedAt", "jti", "asc&page=2"] {
        check_fault(Sort::new(word), NotAllowed, word);
        check_fault(Direction::new(word), NotAllowed, word);
    }
}

#[test]
fn iso_moment_has_a_time_and_a_zone() {
    check_text(
        IsoMoment::parse,
        &[
            "2024-12-31T00:00:00.0Z",
            "2024-07-19T16:30:29Z",
            "2024-07-19T16:30:29.123456789+02:00",
            "2024-07-19T16:30:60-11:30",
        ],
        &[
            ("", Format),
            ("2024-07-19", Format),
            ("2024-07-19T16:30:29", Format),
            ("2024-07-19 16:30:29Z", Format),
            ("2024-13-19T16:30:29Z", Format),
            ("2024-00-19T16:30:29Z", Format),
            ("2024-07-32T16:30:29Z", Format),
            ("2024-07-19T24:30:29Z", Format),
            ("2024-07-19T16:60:29Z", Format),
            ("2024-07-19T16:30:29.Z", Format),
            ("2024-07-19T16:30:29.1234567890Z", Format),
            ("2024-07-19T16:30:29+0200", Format),
            ("2024-07-19T16:30:29+24:00", Format),
            ("2024-07-19T16:30:29Z\"", Format),
            ("1721406629", Format),
            ("２024-07-19T16:30:29Z", Format),
        ],
    );
    let end = IsoMoment::of(UnixSeconds::new(1_721_406_629).unwrap());
    assert_eq!(end.as_str(), "2024-07-19T16:30:29Z");
}

#[test]
fn validity_ends_after_it_begins() {
    let begin = |seconds| Some(unix_seconds(seconds).unwrap());
    let end = |seconds| Some(ExpiresAt::at(seconds, NOW).unwrap());
    for (begin, end) in [
        (None, None),
        (begin(0), None),
        (begin(1_900_000_000), None),
        (None, end(1_900_000_000)),
        (begin(1_799_999_999), end(1_900_000_000)),
    ] {
        let validity = Validity::new(begin, end).unwrap();
        assert_eq!(validity.begin_at(), begin);
        assert_eq!(validity.end_at(), end.and_then(ExpiresAt::moment));
    }
    check_fault(Validity::new(begin(1_900_000_000), end(1_900_000_000)), OutOfRange, "");
    check_fault(unix_seconds(1_900_000_000_000), Milliseconds, "1900000000000");
    check_fault(ExpiresAt::at(0, NOW), InThePast, "");
}
