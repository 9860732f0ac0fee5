//! When a call is tried again, and after how long.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::Outcome,
    lifecycle::{Decision, Failure, GaveUp, Limits, Progress, RetryBudget, Stop, WaitHints, decide},
    operation::Repeat,
};
use proptest::prelude::*;
use util::retry::{FIRST, LIMITS, NOW};

fn hints(headers: &[(&str, &str)]) -> WaitHints {
    let mut hints = WaitHints::default();
    for (name, value) in headers {
        hints.read(name, value, NOW);
    }
    hints
}

fn decided(stop: Stop, repeat: Repeat, hints: WaitHints, limits: Limits, progress: Progress, random: f64) -> Decision {
    decide(
        stop,
        repeat,
        hints,
        limits,
        progress,
        random,
        &mut RetryBudget::new(NOW),
    )
}

#[test]
fn statuses_that_may_pass_are_tried_again() {
    for status in 400..=599 {
        let expected = matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504);
        let decision = decided(
            Stop::Status(status),
            Repeat::OnceMoreUnanswered,
            WaitHints::default(),
            LIMITS,
            FIRST,
            0.5,
        );
        assert_eq!(matches!(decision, Decision::Retry { .. }), expected, "{status}");
    }
}

#[test]
fn a_read_is_repeated_however_its_attempts_ended() {
    for stop in [
        Stop::Status(503),
        Stop::Failure(Failure::NotSent),
        Stop::Failure(Failure::Broken),
        Stop::TimedOut,
    ] {
        let progress = Progress {
            attempts: 2,
            ambiguous: 2,
            elapsed_ms: 0,
        };
        let decision = decided(stop, Repeat::Freely, WaitHints::default(), LIMITS, progress, 0.5);
        assert!(matches!(decision, Decision::Retry { .. }), "{stop:?}");
    }
}

#[test]
fn a_password_is_presented_again_only_if_it_was_never_sent() {
    for (stop, again) in [
        (Stop::Failure(Failure::NotSent), true),
        (Stop::Failure(Failure::Broken), false),
        (Stop::Failure(Failure::Untrusted), false),
        (Stop::TimedOut, false),
        (Stop::Status(429), false),
        (Stop::Status(503), false),
    ] {
        let decision = decided(stop, Repeat::OnlyIfNotSent, WaitHints::default(), LIMITS, FIRST, 0.5);
        assert_eq!(matches!(decision, Decision::Retry { .. }), again, "{stop:?}");
    }
}

#[test]
fn a_mint_that_may_have_happened_is_tried_once_more() {
    for stop in [Stop::Failure(Failure::Broken), Stop::TimedOut] {
        let after = |ambiguous| Progress {
            attempts: ambiguous,
            ambiguous,
            elapsed_ms: 0,
        };
        let limits = Limits {
            max_retries: 9,
            ..LIMITS
        };
        let decide = |ambiguous| {
            decided(
                stop,
                Repeat::OnceMoreUnanswered,
                WaitHints::default(),
                limits,
                after(ambiguous),
                0.5,
            )
        };
        assert!(matches!(decide(1), Decision::Retry { .. }), "{stop:?}");
        assert_eq!(
            decide(2),
            Decision::GiveUp {
                because: GaveUp::MayHaveHappened
            },
            "{stop:?}"
        );
    }
}

#[test]
fn an_answer_that_refuses_is_no_doubt_about_what_happened() {
    let doubtful = Progress {
        attempts: 2,
        ambiguous: 2,
        elapsed_ms: 0,
    };
    let decide = |repeat| decided(Stop::Status(503), repeat, WaitHints::default(), LIMITS, doubtful, 0.0);
    assert_eq!(decide(Repeat::OnceMoreUnanswered), Decision::Retry { after_ms: 0 });
    assert_eq!(
        decide(Repeat::OnlyIfNotSent),
        Decision::GiveUp {
            because: GaveUp::OnlyIfNotSent
        }
    );
}

#[test]
fn waits_follow_the_longest_hint_and_its_jitter() {
    let reset = ("X-Rate-Limit-Time-Reset-Ms", "15000");
    for (headers, random, after_ms) in [
        (&[reset][..], 0.0, 15_000),
        (&[reset], 0.999_999_9, 19_749),
        (&[reset, ("X-Retry-After", "20")], 0.0, 20_000),
        (&[reset, ("X-Retry-After", "20")], 1.0, 25_000),
        (&[("retry-after", "Fri, 15 Jan 2027 08:00:10 GMT")], 0.0, 10_000),
        (&[("x-retry-after", "1, 3, 2")], 0.0, 3_000),
        (&[("x-retry-after", "0.25")], 0.0, 250),
        (&[("x-retry-after", "60")], 0.0, 60_000),
        (
            &[("x-retry-after", "soon"), ("x-rate-limit-requests-left", "35")],
            0.0,
            0,
        ),
        (&[], 0.5, 500),
    ] {
        let decision = decided(
            Stop::Status(429),
            Repeat::OnceMoreUnanswered,
            hints(headers),
            LIMITS,
            FIRST,
            random,
        );
        assert_eq!(decision, Decision::Retry { after_ms }, "{headers:?}");
    }
}

#[test]
fn backoff_doubles_with_full_jitter() {
    for (status, attempts, most_ms) in [
        (503, 1, 200),
        (503, 2, 400),
        (503, 5, 3_200),
        (503, 9, 5_000),
        (429, 1, 1_000),
        (429, 2, 2_000),
    ] {
        let limits = Limits {
            max_retries: 10,
            ..LIMITS
        };
        let progress = Progress { attempts, ..FIRST };
        for (random, after_ms) in [(0.0, 0), (0.5, most_ms / 2), (1.0, most_ms)] {
            let decision = decided(
                Stop::Status(status),
                Repeat::OnceMoreUnanswered,
                WaitHints::default(),
                limits,
                progress,
                random,
            );
            assert_eq!(decision, Decision::Retry { after_ms }, "{status} {attempts} {random}");
        }
    }
}

#[test]
fn giving_up_says_why() {
    let long = hints(&[("X-Retry-After", "61")]);
    let short = hints(&[("X-Retry-After", "30")]);
    for (stop, hints, limits, progress, because) in [
        (
            Stop::Status(422),
            WaitHints::default(),
            LIMITS,
            FIRST,
            GaveUp::NotRetryable,
        ),
        (
            Stop::Failure(Failure::Untrusted),
            WaitHints::default(),
            LIMITS,
            FIRST,
            GaveUp::NotRetryable,
        ),
        (
            Stop::Status(503),
            WaitHints::default(),
            LIMITS,
            Progress { attempts: 3, ..FIRST },
            GaveUp::MaxRetries,
        ),
        (
            Stop::Status(503),
            WaitHints::default(),
            Limits {
                max_retries: 0,
                ..LIMITS
            },
            FIRST,
            GaveUp::MaxRetries,
        ),
        (Stop::Status(429), long, LIMITS, FIRST, GaveUp::MaxRetryAfter),
        (
            Stop::Status(429),
            short,
            LIMITS,
            Progress {
                elapsed_ms: 36_000,
                ..FIRST
            },
            GaveUp::TotalTimeout,
        ),
        (
            Stop::Status(503),
            WaitHints::default(),
            LIMITS,
            Progress {
                elapsed_ms: 64_950,
                ..FIRST
            },
            GaveUp::TotalTimeout,
        ),
        // No attempt begins in the last second, or the last tenth of a shorter time: nobody would hear of its token.
        (
            Stop::Status(429),
            short,
            LIMITS,
            Progress {
                elapsed_ms: 34_500,
                ..FIRST
            },
            GaveUp::TotalTimeout,
        ),
        (
            Stop::Status(429),
            short,
            Limits {
                total_timeout_ms: 30_500,
                ..LIMITS
            },
            FIRST,
            GaveUp::TotalTimeout,
        ),
    ] {
        assert_eq!(
            decided(stop, Repeat::OnceMoreUnanswered, hints, limits, progress, 0.9),
            Decision::GiveUp { because }
        );
    }
}

#[test]
fn failures_are_judged_by_code_and_message() {
    for (code, message, failure) in [
        ("ECONNREFUSED", "", Failure::NotSent),
        ("ENOTFOUND", "", Failure::NotSent),
        ("EAI_AGAIN", "", Failure::NotSent),
        (
            "ConnectionRefused",
            "Unable to connect. Is the computer able to access the url?",
            Failure::NotSent,
        ),
        (
            "",
            "error sending request: client error (Connect): tcp connect error: Connection refused (os error 111)",
            Failure::NotSent,
        ),
        ("", "dns error: failed to lookup address information", Failure::NotSent),
        ("UND_ERR_CONNECT_TIMEOUT", "", Failure::NotSent),
        ("ECONNRESET", "", Failure::Broken),
        ("UND_ERR_SOCKET", "other side closed", Failure::Broken),
        (
            "ECONNREFUSED",
            "fetch failed\nconnect ECONNREFUSED 127.0.0.1:80",
            Failure::NotSent,
        ),
        ("EHOSTUNREACH", "fetch failed\nread EHOSTUNREACH", Failure::Broken),
        ("ENETUNREACH", "fetch failed\nwrite ENETUNREACH", Failure::Broken),
        ("ECONNREFUSED", "read ECONNREFUSED", Failure::Broken),
        ("ENETDOWN", "shutdown ENETDOWN", Failure::Broken),
        ("", "Network connection lost.", Failure::Broken),
        ("", "", Failure::Broken),
        ("CERT_HAS_EXPIRED", "", Failure::Untrusted),
        ("DEPTH_ZERO_SELF_SIGNED_CERT", "", Failure::Untrusted),
        ("ERR_TLS_CERT_ALTNAME_INVALID", "", Failure::Untrusted),
        ("", "invalid peer certificate: UnknownIssuer", Failure::Untrusted),
        ("EPROTO", "wrong version number", Failure::Broken),
        ("ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC", "", Failure::Broken),
        (
            "",
            "client error (SendRequest): received corrupt message of type InvalidContentType",
            Failure::Broken,
        ),
        (
            "",
            "client error (Connect): received corrupt message of type InvalidContentType",
            Failure::NotSent,
        ),
    ] {
        assert_eq!(Failure::judge(code, message), failure, "{code} {message}");
    }
    assert_eq!(Failure::Broken.outcome(), Outcome::Unknown);
    assert_eq!(Failure::NotSent.outcome(), Outcome::NotSent);
}

proptest! {
    #[test]
    fn no_decision_breaks_a_limit(
        status in 400_u16..600,
        ambiguous in 0_u32..4,
        attempts in 1_u32..12,
        elapsed_ms in 0_u64..80_000,
        random in prop_oneof![0.0..1.0_f64, Just(f64::NAN), Just(-1.0), Just(2.0)],
        max_retries in 0_u32..11,
        wait in prop::option::of(0_u64..100_000),
        kind in 0_u8..4,
        repeat in prop::sample::select(vec![Repeat::Freely, Repeat::OnceMoreUnanswered, Repeat::OnlyIfNotSent]),
    ) {
        let stop = match kind {
            0 => Stop::Status(status),
            1 => Stop::TimedOut,
            2 => Stop::Failure(Failure::Broken),
            _ => Stop::Failure(Failure::NotSent),
        };
        let mut hints = WaitHints::default();
        if let Some(wait) = wait {
            hints.read("x-rate-limit-time-reset-ms", &wait.to_string(), NOW);
        }
        let limits = Limits { max_retries, ..LIMITS };
        let progress = Progress { attempts, ambiguous: ambiguous.min(attempts), elapsed_ms };
        if let Decision::Retry { after_ms } = decided(stop, repeat, hints, limits, progress, random) {
            prop_assert!(attempts <= max_retries);
            prop_assert!(elapsed_ms + after_ms <= LIMITS.last_start_ms());
            prop_assert!(repeat != Repeat::OnlyIfNotSent || stop == Stop::Failure(Failure::NotSent));
            if let (Stop::Status(_), Some(wait)) = (stop, wait) {
                prop_assert!(after_ms >= wait && wait <= LIMITS.max_retry_after_ms);
            }
        }
    }
}
