use super::{Failure, WaitHints};
use crate::{operation::Repeat, time::UnixMillis};

/// The longest random wait before a retry, in milliseconds.
const MAX_BACKOFF_MS: u64 = 5_000;
/// The first backoff after a passing fault, in milliseconds; it doubles with each retry.
const FAULT_BACKOFF_MS: u64 = 200;
/// The first backoff after a refusal for load without a hint, in milliseconds.
const LOAD_BACKOFF_MS: u64 = 1_000;

/// An attempt is not begun with less than a tenth of the time left, or less than this, in milliseconds: what it may make, its
/// caller would not hear of.
const ENOUGH_MS: u64 = 1_000;

/// How an attempt ended without a result that may be worth another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The server answered with this status.
    Status(u16),
    /// The call could not be completed.
    Failure(Failure),
    /// The attempt ran out of time.
    TimedOut,
}

impl Stop {
    /// Whether the server may have acted although no answer came.
    pub const fn is_ambiguous(self) -> bool {
        matches!(self, Self::Failure(Failure::Broken) | Self::TimedOut)
    }

    /// Whether the failure may pass by itself.
    ///
    /// # Source
    /// BigCommerce, guide on errors: 500, 502, 503 and 504 are to be tried again, 501 and 505 are not. Read 2026-11-22.
    pub const fn may_pass(self) -> bool {
        match self {
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            Self::Failure(failure) => !matches!(failure, Failure::Untrusted),
            Self::TimedOut => true,
        }
    }
}

/// What the caller allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Retries after the first attempt.
    pub max_retries: u32,
    /// A longer wait asked by the server is not slept, in milliseconds.
    pub max_retry_after_ms: u64,
    /// All attempts and waits together, in milliseconds.
    pub total_timeout_ms: u64,
}

impl Limits {
    /// For how long a call may wait before its last attempt begins, in milliseconds since the call began.
    pub fn last_start_ms(self) -> u64 {
        self.total_timeout_ms - (self.total_timeout_ms / 10).min(ENOUGH_MS)
    }
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Attempts made.
    pub attempts: u32,
    /// How many of them ended in a way that leaves open whether the server acted.
    pub ambiguous: u32,
    /// Milliseconds since the call began.
    pub elapsed_ms: u64,
}

/// What to do after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Wait so many milliseconds, then try again.
    Retry {
        /// How long.
        after_ms: u64,
    },
    /// Tell the caller.
    GiveUp {
        /// Why.
        because: GaveUp,
    },
}

/// Why a call is not tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GaveUp {
    /// It would end the same.
    NotRetryable,
    /// The server may have acted, and the operation may not run twice.
    MayHaveHappened,
    /// The server answered, and the operation is repeated only where nothing was sent.
    OnlyIfNotSent,
    /// It was tried as often as the caller allows.
    MaxRetries,
    /// The server asks to wait longer than the caller would.
    MaxRetryAfter,
    /// No time is left.
    TotalTimeout,
    /// The client's retries are spent.
    RetryBudget,
}

/// Decides after the attempt that `stop` ended. `random` is from 0 to below 1 and new for each call.
///
/// A retry is paid for from `budget`, so that a client does not multiply the load of an API in trouble.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{lifecycle::*, operation::Repeat, time::UnixMillis};
///
/// let limits = Limits { max_retries: 2, max_retry_after_ms: 60_000, total_timeout_ms: 15_000 };
/// let progress = Progress { attempts: 1, ..Progress::default() };
/// let mut budget = RetryBudget::new(UnixMillis(0));
/// let decision = decide(Stop::Status(503), Repeat::OnceMoreUnanswered, WaitHints::default(), limits, progress, 0.5, &mut budget);
/// assert_eq!(decision, Decision::Retry { after_ms: 100 });
/// ```
pub fn decide(
    stop: Stop,
    repeat: Repeat,
    hints: WaitHints,
    limits: Limits,
    progress: Progress,
    random: f64,
    budget: &mut RetryBudget,
) -> Decision {
    let give_up = |because| Decision::GiveUp { because };
    if !stop.may_pass() {
        return give_up(GaveUp::NotRetryable);
    }
    let allowed = match repeat {
        Repeat::Freely => true,
        Repeat::OnceMoreUnanswered => !stop.is_ambiguous() || progress.ambiguous <= 1,
        Repeat::OnlyIfNotSent => matches!(stop, Stop::Failure(Failure::NotSent)),
    };
    if !allowed {
        return give_up(if stop.is_ambiguous() {
            GaveUp::MayHaveHappened
        } else {
            GaveUp::OnlyIfNotSent
        });
    }
    if progress.attempts > limits.max_retries {
        return give_up(GaveUp::MaxRetries);
    }
    let hint_ms = hints.longest_ms().filter(|_| matches!(stop, Stop::Status(_)));
    if hint_ms.is_some_and(|hint| hint > limits.max_retry_after_ms) {
        return give_up(GaveUp::MaxRetryAfter);
    }
    let longest_ms = limits.last_start_ms().saturating_sub(progress.elapsed_ms);
    let least_ms = hint_ms.unwrap_or(0);
    if least_ms >= longest_ms {
        return give_up(GaveUp::TotalTimeout);
    }
    let spread_ms = hint_ms.map_or_else(|| backoff_ms(stop, progress.attempts), |hint| hint / 4 + 1_000);
    let jitter_ms = fraction(spread_ms.min(MAX_BACKOFF_MS), random);
    let after_ms = least_ms + jitter_ms;
    if after_ms >= longest_ms && hint_ms.is_none() {
        return give_up(GaveUp::TotalTimeout);
    }
    if !budget.spend() {
        return give_up(GaveUp::RetryBudget);
    }
    // A hint that fits is kept even where its jitter does not.
    Decision::Retry {
        after_ms: after_ms.min(longest_ms),
    }
}

fn backoff_ms(stop: Stop, attempts: u32) -> u64 {
    let first = if matches!(stop, Stop::Status(429)) {
        LOAD_BACKOFF_MS
    } else {
        FAULT_BACKOFF_MS
    };
    first.saturating_mul(1 << attempts.saturating_sub(1).min(16))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "at most 5,000 milliseconds, and casts from floats saturate"
)]
fn fraction(of: u64, random: f64) -> u64 {
    (of as f64 * random.clamp(0.0, 1.0)) as u64
}

/// How many retries a client may still pay for: 20 credits at most, 5 for a retry, 1 back for a success and for every ten
/// seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    credits: u32,
    refilled_at: UnixMillis,
}

impl RetryBudget {
    /// What a client begins with.
    pub const FULL: u32 = 20;
    const RETRY_COST: u32 = 5;
    const REFILL_MS: u64 = 10_000;

    /// A full budget.
    pub const fn new(now: UnixMillis) -> Self {
        Self {
            credits: Self::FULL,
            refilled_at: now,
        }
    }

    /// A budget as it was left, refilled for the time since.
    #[must_use]
    pub fn resume(credits: u32, refilled_at: UnixMillis, now: UnixMillis) -> Self {
        let refills = now.since(refilled_at) / Self::REFILL_MS;
        let gained = u32::try_from(refills).unwrap_or(Self::FULL);
        Self {
            credits: credits.saturating_add(gained).min(Self::FULL),
            // A clock that went backwards starts the count anew, else the budget would never refill.
            refilled_at: if now < refilled_at {
                now
            } else {
                UnixMillis(refilled_at.0 + refills * Self::REFILL_MS)
            },
        }
    }

    /// What is left.
    pub const fn credits(self) -> u32 {
        self.credits
    }

    /// When the last refill counted.
    pub const fn refilled_at(self) -> UnixMillis {
        self.refilled_at
    }

    /// Pays for a retry if it can.
    #[must_use]
    pub const fn spend(&mut self) -> bool {
        if self.credits < Self::RETRY_COST {
            return false;
        }
        self.credits -= Self::RETRY_COST;
        true
    }

    /// Counts a success.
    pub const fn earn(&mut self) {
        if self.credits < Self::FULL {
            self.credits += 1;
        }
    }
}
