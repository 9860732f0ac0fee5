//! Any header that asks for a wait, and the decision that follows: no panic, and no limit is broken.
#![no_main]

use bigcommerce_tokens::{
    lifecycle::{Decision, Limits, Progress, RetryBudget, Stop, WaitHints, decide, request_count},
    operation::Repeat,
    time::UnixMillis,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, u16, u32, u64, f64, u64)| {
    let (first, second, status, attempts, elapsed_ms, random, now) = input;
    let now = UnixMillis(now);
    let mut hints = WaitHints::default();
    hints.read("x-retry-after", first, now);
    hints.read("x-rate-limit-time-reset-ms", second, now);
    hints.read("retry-after", first, now);
    hints.read("x-request-window-resets-after", second, now);
    let _ = request_count(first);
    let limits = Limits { max_retries: 2, max_retry_after_ms: 60_000, total_timeout_ms: 15_000 };
    let progress = Progress { attempts, ambiguous: 0, elapsed_ms };
    let mut budget = RetryBudget::new(now);
    let decision = decide(Stop::Status(status), Repeat::OnceMoreUnanswered, hints, limits, progress, random, &mut budget);
    if let Decision::Retry { after_ms } = decision {
        assert!(attempts <= 2 && elapsed_ms + after_ms < 15_000);
        assert!(hints.longest_ms().is_none_or(|hint| after_ms >= hint));
    }
});
