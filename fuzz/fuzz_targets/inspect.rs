//! Any text, and any claims in a whole token, inspected at any time: no panic, and a finding says when it has expired.
#![no_main]

use bigcommerce_tokens::{
    inspect::{FindingCode, UsedIn, inspect},
    time::UnixMillis,
};
use libfuzzer_sys::fuzz_target;

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let group = |chunk: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        (0..=chunk.len()).map(|at| char::from(LETTERS[bits >> (18 - 6 * at) & 63])).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

fuzz_target!(|input: (&str, &[u8], u64, bool)| {
    let (text, claims, now, browser) = input;
    let used_in = if browser { UsedIn::Browser } else { UsedIn::Server };
    let whole = format!("{}.{}.synthetic", base64url(b"{}"), base64url(claims));
    for token in [text, &whole] {
        let found = inspect(token, used_in, UnixMillis(now));
        let says_expired = found.findings.iter().any(|finding| finding.code == FindingCode::Expired);
        assert_eq!(says_expired, found.expires_at.is_some_and(|expiry| expiry.get() <= now / 1_000));
        assert!(found.allowed_cors_origins.iter().all(|origin| origin.bytes().all(|byte| byte.is_ascii_graphic())));
    }
});
