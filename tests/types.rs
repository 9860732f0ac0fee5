//! Values that exist are valid: what each type takes, and with which code it refuses the rest.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::{Fault, IssueCode::*},
    time::UnixMillis,
    types::{
        AccessToken, B2bTokenName, ChannelId, Channels, Email, Endpoint, ExpiresAt, ExtraHeader, Lifetime,
        MAX_CHANNELS, Password, Product, Scope, Scopes, StoreHash, TokenName,
    },
};
use util::{check_fault, check_text};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

#[test]
fn store_hash() {
    let longest = "a".repeat(64);
    let too_long = "a".repeat(65);
    check_text(
        StoreHash::new,
        &["g5cd38", "1i6zpxpe3g", "0", &longest],
        &[
            ("", TooShort),
            (&too_long, TooLong),
            ("../v2", Format),
            ("a/b", Format),
            ("a?b", Format),
            ("a#b", Format),
            ("%2e%2e", Format),
            ("abc\n", Format),
            ("ABC", Format),
            ("store-g5cd38", Format),
            ("ａｂｃ", Format),
        ],
    );
}

#[test]
fn access_token() {
    let longest = "a".repeat(8_192);
    let too_long = "a".repeat(8_193);
    check_text(
        AccessToken::new,
        &["synthetic0access0token", "!~", &longest],
        &[
            ("", TooShort),
            (&too_long, TooLong),
            ("synthetic\n", Whitespace),
            (" synthetic", Whitespace),
            ("synthetic\r\nX-Evil: 1", Whitespace),
            ("synthetic\0", ControlCharacter),
            ("synthetic\u{1}", ControlCharacter),
            ("synthetic\u{7f}", ControlCharacter),
            ("synthétic", Format),
            ("Bearer synthetic", Format),
            ("bearer synthetic", Format),
            ("undefined", Format),
            ("null", Format),
            ("[object Object]", Format),
        ],
    );
}

#[test]
fn token_name() {
    let longest = "é".repeat(120);
    let too_long = "é".repeat(121);
    check_text(
        TokenName::new,
        &["storefront", " trimmed ", "日本語", &longest],
        &[
            ("", TooShort),
            ("   ", TooShort),
            (&too_long, TooLong),
            ("a\u{1f600}", FourByteCharacter),
            ("line\nbreak", ControlCharacter),
        ],
    );
    assert_eq!(TokenName::new(" trimmed ").unwrap().as_str(), "trimmed");
}

#[test]
fn b2b_credentials() {
    let long_name = "n".repeat(257);
    let long_email = format!("{}@example.com", "e".repeat(243));
    let long_password = "p".repeat(8_193);
    check_text(
        Email::new,
        &["a@b", "first.last+tag@sub.example.com", "ünï@example.com"],
        &[
            ("", TooShort),
            ("nobody", Format),
            ("@example.com", Format),
            ("nobody@", Format),
            ("a@b@c", Format),
            ("a b@c", Whitespace),
            ("a@b\r\nc", ControlCharacter),
            (&long_email, TooLong),
        ],
    );
    check_text(
        Password::new,
        &["p", " spaces kept ", "nul\0", "\u{1f600}"],
        &[("", TooShort), (&long_password, TooLong)],
    );
    check_text(
        B2bTokenName::new,
        &["nightly sync", "\u{1f600}"],
        &[
            ("", TooShort),
            ("  ", TooShort),
            (&long_name, TooLong),
            ("a\nb", ControlCharacter),
        ],
    );
}

#[test]
fn channels() {
    for id in [1, 664_177, 2_147_483_647] {
        assert_eq!(ChannelId::new(id).map(|id| u64::from(id.get())), Ok(id));
    }
    for id in [0, 2_147_483_648, 4_294_967_296, u64::MAX] {
        check_fault(ChannelId::new(id), OutOfRange, "");
    }
    let ids = |range: std::ops::RangeInclusive<u64>| range.map(|id| ChannelId::new(id).unwrap());
    check_fault(Channels::many([]), TooShort, "");
    assert!(Channels::many(ids(1..=MAX_CHANNELS as u64)).is_ok());
    check_fault(Channels::many(ids(1..=MAX_CHANNELS as u64 + 1)), TooLong, "");
}

#[test]
fn scopes() {
    check_text(
        Scope::new,
        &["Unauthenticated", "Customer", "B2B"],
        &[
            ("customer", NotAllowed),
            ("B2b", NotAllowed),
            ("", NotAllowed),
            ("TOKEN_SCOPE_B2B", NotAllowed),
        ],
    );
    for (written, read) in [
        ("Customer", Some(Scope::Customer)),
        ("TOKEN_SCOPE_UNAUTHENTICATED", Some(Scope::Unauthenticated)),
        ("TOKEN_SCOPE_CUSTOMER", Some(Scope::Customer)),
        ("TOKEN_SCOPE_B2B", Some(Scope::B2B)),
        ("TOKEN_SCOPE_", None),
        ("Order", None),
    ] {
        assert_eq!(Scope::read(written), read, "{written}");
    }
    check_fault(Scopes::new([]), TooShort, "");
    assert_eq!(Scopes::new([Scope::B2B, Scope::B2B]).unwrap().as_slice(), [Scope::B2B]);
}

#[test]
fn expiry() {
    let second = NOW.0 / 1_000;
    for (seconds, code) in [
        (0, InThePast),
        (1, InThePast),
        (second - 1, InThePast),
        (second, InThePast),
        (100_000_000_000, Milliseconds),
        (1_885_635_176_000, Milliseconds),
        (1_885_635_176_000_000, Milliseconds),
    ] {
        check_fault(ExpiresAt::at(seconds, NOW), code, "");
    }
    for seconds in [second + 1, 99_999_999_999] {
        assert_eq!(ExpiresAt::at(seconds, NOW).map(ExpiresAt::wire), Ok(seconds));
    }
    for milliseconds in [1_885_635_176_000, 1_885_635_176_000_000] {
        assert!(
            ExpiresAt::at(milliseconds, NOW)
                .unwrap_err()
                .message
                .ends_with("1885635176")
        );
    }
    assert_eq!((ExpiresAt::NEVER.wire(), ExpiresAt::NEVER.moment()), (0, None));
    check_fault(
        ExpiresAt::after(Lifetime::seconds(u64::MAX).unwrap(), NOW),
        OutOfRange,
        "",
    );
}

#[test]
fn a_fault_is_told_with_its_place_and_with_what_was_expected() {
    for (path, message, told, expected) in [
        (
            "a[2]",
            "expected x, y or z, got w",
            "a[2]: expected x, y or z, got w",
            Some("x, y or z"),
        ),
        ("", "expected x, got y", "expected x, got y", Some("x")),
        ("a", "expected x", "a: expected x", Some("x")),
        ("a", "one of two", "a: one of two", None),
    ] {
        let fault = Fault::new(Format, message);
        assert_eq!(fault.to_string(), message);
        let issue = fault.at(path);
        assert_eq!((issue.to_string().as_str(), issue.expected()), (told, expected));
    }
}

#[test]
fn lifetime() {
    for (text, seconds) in [
        ("90s", 90),
        ("15m", 900),
        ("6h", 21_600),
        ("30d", 2_592_000),
        ("007s", 7),
        ("99999999999s", 99_999_999_999),
    ] {
        assert_eq!(Lifetime::parse(text), Lifetime::seconds(seconds), "{text}");
    }
    check_text(
        Lifetime::parse,
        &[],
        &[
            ("", Format),
            ("6", Format),
            ("h", Format),
            ("6 h", Format),
            ("-6h", Format),
            ("+6h", Format),
            ("6H", Format),
            ("1.5h", Format),
            ("6hours", Format),
            ("６h", Format),
            ("999999999999s", Format),
            ("0s", OutOfRange),
        ],
    );
    check_fault(Lifetime::seconds(0), OutOfRange, "");
}

#[test]
fn endpoint() {
    check_text(
        Endpoint::new,
        &[
            "https://api.bigcommerce.com",
            "https://api.bigcommerce.com/",
            "https://gateway.example.com:8443/bigcommerce",
            "http://localhost:3000",
            "http://127.0.0.1:8080/s/1",
            "http://127.255.255.254",
            "http://[::1]:8080",
            "https://localhost",
        ],
        &[
            ("", Format),
            ("api.bigcommerce.com", Format),
            ("ftp://api.bigcommerce.com", Format),
            ("file:///etc/passwd", Format),
            ("HTTPS://api.bigcommerce.com", Format),
            ("http://api.bigcommerce.com", Format),
            ("http://127.0.0.1.evil.example", Format),
            ("http://128.0.0.1", Format),
            ("http://127.1", Format),
            ("http://127.0.0.256", Format),
            ("http://0127.0.0.1", Format),
            ("http://2130706433", Format),
            ("http://localhost.evil.example", Format),
            ("http://[::1", Format),
            ("http://[::2]", Format),
            ("https://10.0.0.1", Format),
            ("https://0x7f.1", Format),
            ("https://user:pass@api.bigcommerce.com", Format),
            ("https://api.bigcommerce.com@evil.example", Format),
            ("https://api.bigcommerce.com.", Format),
            ("https://api..bigcommerce.com", Format),
            ("https://API.bigcommerce.com", Format),
            ("https://api.bigc\u{43e}mmerce.com", Format),
            ("https://xn--bigcommerce-abc.com", Format),
            ("https://bigcommerce", Format),
            ("https://api.bigcommerce.com:0", Format),
            ("https://api.bigcommerce.com:99999", Format),
            ("https://api.bigcommerce.com:+443", Format),
            ("https://api.bigcommerce.com:", Format),
            ("https://api.bigcommerce.com?x=1", Format),
            ("https://api.bigcommerce.com/#x", Format),
            ("https://api.bigcommerce.com/a/../b", Format),
            ("https://api.bigcommerce.com/%2e%2e", Format),
            ("https://api.bigcommerce.com/a\\b", Format),
            ("https://api.bigcommerce.com/a b", Format),
            ("https://api.bigcommerce.com\n", Format),
            ("https://", Format),
            ("https:///path", Format),
        ],
    );
    assert_eq!(
        Endpoint::new("https://api.bigcommerce.com/").unwrap().as_str(),
        "https://api.bigcommerce.com"
    );
}

#[test]
fn extra_header() {
    for name in [
        "X-Auth-Token",
        "x-auth-token",
        "X-Store-Hash",
        "Sf-Api-Token",
        "authToken",
        "X-Bc-Customer-Access-Token",
        "Authorization",
        "Host",
        "Content-Length",
        "Content-Type",
        "Accept",
        "Origin",
        "Cookie",
        "Sec-Fetch-Site",
        "Proxy-Authorization",
        "User-Agent",
        "Transfer-Encoding",
        "X-HTTP-Method-Override",
    ] {
        check_fault(ExtraHeader::new(name, "x"), ForbiddenHeader, "");
    }
    for (name, value, code) in [
        ("", "x", TooShort),
        ("X Y", "x", Format),
        ("X:Y", "x", Format),
        ("X-Trace", "a\r\nX-Evil: 1", ControlCharacter),
        ("X-Trace", "\0", ControlCharacter),
        ("X-Trace", "é", Format),
        ("X-Trace", " x", Whitespace),
    ] {
        check_fault(ExtraHeader::new(name, value), code, value);
    }
    let header = ExtraHeader::new("X-Correlation-Id", "a b").unwrap();
    assert_eq!((header.name(), header.value()), ("x-correlation-id", "a b"));
}

#[test]
fn product() {
    let product = |version, url| {
        Product::new("my-shop", version, url).map(|product| Product::this_package().followed_by(&product))
    };
    let ours = concat!("bigcommerce-tokens/", env!("CARGO_PKG_VERSION"));
    for (version, url, expected) in [
        (None, None, format!("{ours} my-shop")),
        (Some("1.2.3-rc.1"), None, format!("{ours} my-shop/1.2.3-rc.1")),
        (
            Some("1"),
            Some("https://shop.example/"),
            format!("{ours} my-shop/1 (+https://shop.example/)"),
        ),
    ] {
        assert_eq!(product(version, url).unwrap().as_str(), expected);
    }
    check_fault(product(Some("1\r\nX-Evil: 1"), None), Format, "");
    check_fault(product(None, Some("https://x.example/)")), Format, "");
    check_fault(Product::new("my shop", None, None), Format, "");
}
