//! Any text as any value: no panic, and what is taken cannot change a URL or a header.
#![no_main]

use bigcommerce_tokens::{
    time::UnixMillis,
    types::{
        AccessToken, CorsOrigin, Endpoint, ExpiresAt, ExtraHeader, IsoMoment, ApiToken, Jti, Jwt, Lifetime, Product, StoreHash,
        TokenName,
    },
};
use libfuzzer_sys::fuzz_target;

fn is_header_safe(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fuzz_target!(|input: (&str, u64, u64)| {
    let (text, seconds, now) = input;
    if StoreHash::new(text).is_ok() {
        assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    }
    if AccessToken::new(text).is_ok() {
        assert!(is_header_safe(text) && !text.contains(' '));
    }
    if ExtraHeader::new("x-fuzz", text).is_ok() || Product::new(text, Some(text), Some(text)).is_ok() {
        assert!(is_header_safe(text));
    }
    if let Ok(endpoint) = Endpoint::new(text) {
        let rest = endpoint.as_str().split_once("://").map(|(_, rest)| rest).unwrap();
        assert!(!rest.contains(['@', '?', '#', '\\', ' ', '%']));
        assert!(endpoint.as_str().starts_with("https://") || rest.starts_with("127.") || rest.starts_with("localhost") || rest.starts_with("[::1]"));
    }
    if let Ok(name) = TokenName::new(text) {
        assert!(name.as_str().chars().count() <= 120 && name.as_str().chars().all(|c| c.len_utf8() < 4));
    }
    let _ = ExtraHeader::new(text, "x");
    if Jti::new(text).is_ok() || Jwt::new(text).is_ok() {
        assert!(is_header_safe(text) && !text.contains(['/', '?', '#', '%', '&', '\\', ' ']) && text != "..");
    }
    if CorsOrigin::new(text).is_ok() || IsoMoment::parse(text).is_ok() {
        assert!(is_header_safe(text) && !text.contains(['"', '\\', '?', '#', ' ']));
    }
    if let Some(token) = ApiToken::new(text) {
        let _ = token.claimed_expiry();
    }
    let now = UnixMillis(now);
    if let Ok(expiry) = ExpiresAt::at(seconds, now) {
        assert!(expiry.wire() > now.0 / 1_000 && expiry.wire() < 100_000_000_000);
    }
    if let Ok(lifetime) = Lifetime::parse(text) {
        let _ = ExpiresAt::after(lifetime, now);
    }
});
