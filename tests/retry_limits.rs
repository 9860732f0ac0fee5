//! What retries may cost: time, and credits.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use bigcommerce_tokens::{
    lifecycle::{Decision, GaveUp, Limits, RetryBudget, Stop, WaitHints, decide},
    operation::Repeat,
    time::UnixMillis,
};
use util::retry::{FIRST, LIMITS, NOW};

#[test]
fn the_last_attempt_has_a_second_or_a_tenth_of_a_shorter_time() {
    for (total_timeout_ms, last_start_ms) in [(0, 0), (5_000, 4_500), (10_000, 9_000), (65_000, 64_000)] {
        let limits = Limits {
            total_timeout_ms,
            ..LIMITS
        };
        assert_eq!(limits.last_start_ms(), last_start_ms, "{total_timeout_ms}");
    }
}

#[test]
fn budget_pays_for_four_retries_and_refills() {
    let mut budget = RetryBudget::new(NOW);
    assert_eq!((0..6).filter(|_| budget.spend()).count(), 4);
    let decision = decide(
        Stop::Status(503),
        Repeat::OnceMoreUnanswered,
        WaitHints::default(),
        LIMITS,
        FIRST,
        0.5,
        &mut budget,
    );
    assert_eq!(
        decision,
        Decision::GiveUp {
            because: GaveUp::RetryBudget
        }
    );
    for (seconds, credits, counted) in [
        (0, 0, 0),
        (9, 0, 0),
        (10, 1, 10),
        (49, 4, 40),
        (50, 5, 50),
        (3_600, 20, 3_600),
    ] {
        let after = |seconds: u64| UnixMillis(NOW.0 + seconds * 1_000);
        let budget = RetryBudget::resume(0, NOW, after(seconds));
        assert_eq!(
            (budget.credits(), budget.refilled_at()),
            (credits, after(counted)),
            "{seconds} s"
        );
    }
    let mut budget = RetryBudget::resume(19, NOW, NOW);
    budget.earn();
    budget.earn();
    assert_eq!(budget.credits(), 20);
    let backwards = RetryBudget::resume(0, NOW, UnixMillis(NOW.0 - 50_000));
    assert_eq!(
        (backwards.credits(), backwards.refilled_at()),
        (0, UnixMillis(NOW.0 - 50_000))
    );
}
