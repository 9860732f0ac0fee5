//! What an API's headers say about waiting, with and without units.
#![cfg(not(target_arch = "wasm32"))]

use bigcommerce_tokens::{
    lifecycle::{WaitHints, request_count},
    time::UnixMillis,
};
use proptest::prelude::*;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

#[test]
fn waits_are_read_with_and_without_units() {
    for (name, value, wait) in [
        ("X-Rate-Limit-Time-Reset-Ms", "15000", Some(15_000)),
        ("x-retry-after", "20", Some(20_000)),
        ("x-retry-after", "1234567", Some(1_234_567_000)),
        ("x-retry-after", "12345678", None),
        ("retry-after", "Fri, 15 Jan 2027 08:00:10 GMT", Some(10_000)),
        ("X-Request-Window-Resets-After", "0.3973509933774834 s", Some(398)),
        ("x-request-window-resets-after", "12 s", Some(12_000)),
        ("x-request-window-resets-after", "12s", Some(12_000)),
        ("x-request-window-resets-after", "12", Some(12_000)),
        ("x-request-window-resets-after", "0.0000001 s", Some(1)),
        ("x-request-window-resets-after", "0.5000 s", Some(500)),
        ("x-request-window-resets-after", "0 s", Some(0)),
        ("x-request-window-resets-after", "3 min", None),
        ("x-request-window-resets-after", "s", None),
        ("x-request-window-resets-after", "-1 s", None),
        ("x-requests-remaining", "0 times", None),
        ("x-retry-after", "20 s", None),
    ] {
        let mut hints = WaitHints::default();
        hints.read(name, value, NOW);
        assert_eq!(hints.longest_ms(), wait, "{name}: {value}");
    }
    let known = WaitHints::HEADERS.iter().all(|name| *name == name.to_ascii_lowercase());
    assert!(known, "header names are told in lower case");
}

#[test]
fn counts_of_requests_are_read_with_and_without_units() {
    for (value, count) in [
        ("150", Some(150)),
        (" 35 ", Some(35)),
        ("150 times", Some(150)),
        ("150 times/60 s", Some(150)),
        ("0 times", Some(0)),
        ("", None),
        ("times", None),
        ("-1 times", None),
        ("1.5 times", None),
        ("150times", None),
        ("+5 times", None),
        ("999999999", Some(999_999_999)),
        ("1234567890", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(request_count(value), count, "{value}");
    }
}

proptest! {
    #[test]
    fn no_header_makes_reading_hints_panic(name in "[xX]-[rR]etry-[aA]fter|retry-after|x-rate-limit-time-reset-ms|x-request-window-resets-after", value in ".{0,40}|[0-9., s]{0,40}") {
        let mut hints = WaitHints::default();
        hints.read(&name, &value, NOW);
        let _ = request_count(&value);
    }
}
