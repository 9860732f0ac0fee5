//! The constants of a token's life, each with its reason, and the moments that follow from them.

use super::Stamp;
use crate::{
    error::{Fault, IssueCode},
    time::UnixMillis,
};

/// How long a token lives unless the caller says otherwise, in milliseconds: six hours.
pub const DEFAULT_LIFETIME_MS: u64 = 6 * 3_600_000;
/// The shortest life that leaves time to refresh early, in milliseconds: ten minutes.
pub const MIN_LIFETIME_MS: u64 = 600_000;
/// The longest life of a provider's token: ten years. What is to live longer needs nobody who looks after it.
pub const MAX_LIFETIME_MS: u64 = 3_650 * 86_400_000;
/// The shortest life where machines see each other's tokens only after a while, in milliseconds: an hour, and not less than
/// 60 times that while. Below it, spread refreshes of a large fleet would begin before the token is old enough,
/// and be put together at the first moment that is allowed.
pub const MIN_SPREAD_LIFETIME_MS: u64 = 3_600_000;
/// So many times as long as a write takes to be seen everywhere a token lives at the least, without a lease.
const MIN_SPREAD_LIFETIMES: u64 = 60;
/// How long a write takes to be seen everywhere, in milliseconds, where the store does not say: as Workers KV states it.
pub const DEFAULT_PROPAGATION_MS: u64 = 60_000;
/// A token is not handed out so long before its end without trying to replace it first, in milliseconds.
const LEEWAY_MS: u64 = 60_000;
/// How long a machine keeps others from refreshing while all of them have a token, in milliseconds.
pub(super) const LEASE_MS: u64 = 30_000;
/// The same while callers wait: a holder that died must not cost them more than this, in milliseconds.
pub(super) const URGENT_LEASE_MS: u64 = 10_000;
/// How long callers wait for another machine's token before their own machine asks for one, in milliseconds.
pub(super) const PATIENCE_MS: u64 = 15_000;
/// Forced mints are so far apart, in milliseconds: a token that is refused for another reason must not eat up the quota.
pub(super) const FORCED_GAP_MS: u64 = 30_000;
/// The store is looked at so often, at the longest, for a token that was revoked or replaced, in milliseconds.
pub(super) const RECHECK_MS: u64 = 300_000;
/// When a store is looked at that is not there.
pub(super) const NEVER: UnixMillis = UnixMillis(u64::MAX);
/// Where the refresh window begins, and how wide it is, in thousandths of a token's life.
pub const REFRESH_AHEAD: (u16, u16) = (750, 150);
/// A refresh that another machine does is looked for after the first of these, and up to the second later at random, in milliseconds.
pub(super) const OTHERS_REFRESH_MS: (u64, u64) = (2_000, 3_000);
/// Waits for another machine's token are so long at first and at the longest, and as much again at random, in milliseconds.
pub(super) const LOOK_MS: (u64, u64) = (50, 500);
/// More looks than patience can hold: a bound for clocks that stand still.
pub(super) const MOST_LOOKS: u32 = 100;
/// A token is not asked for with less life than this by the process's own clock, in milliseconds.
pub(super) const SOON_MS: u64 = 60_000;
/// Between two looks into the store while no token can be made, in milliseconds.
pub(super) const REST_MS: u64 = 1_000;
/// The API's window for a rate limit: so long nobody asks where it does not say, in milliseconds.
const RATE_WINDOW_MS: u64 = 30_000;
/// Nobody asks again for so long after a refusal, nor longer after anything else, in milliseconds.
const REFUSED_MS: u64 = 60_000;
/// After the first of several faults that may pass, in milliseconds; it doubles.
const FAULT_MS: u64 = 5_000;
/// No wait after a failure is longer, in milliseconds.
pub(super) const LONGEST_QUIET_MS: u64 = 61_000;
/// Clocks that differ by less are left alone, in milliseconds.
pub(super) const SKEW_IGNORED_MS: u64 = 5_000;
/// No clock differs by more, in milliseconds.
pub(super) const LARGEST_SKEW_MS: u64 = 86_400_000;
/// Clocks that differ by more are reported, in milliseconds.
pub(super) const SKEW_REPORTED_MS: u64 = 60_000;

/// How machines come to share one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// They do not: each process makes its own.
    Alone,
    /// By a store that lets one of them at a time hold a lease.
    Lease,
    /// The same, by a store that shows what was written only after a while: the lease is kept until all can have seen the token.
    SlowLease {
        /// How long a write takes to be seen everywhere, in milliseconds.
        propagation_ms: u64,
    },
    /// By a store that cannot: refreshes are spread in time instead.
    Spread {
        /// How long a write takes to be seen everywhere, in milliseconds.
        propagation_ms: u64,
    },
}

/// Why a token could not be made, as far as it matters for when to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The API has too much to do.
    Load {
        /// How long it asks to wait, in milliseconds.
        wait_ms: Option<u64>,
    },
    /// It may pass by itself: a server's fault, a broken connection, a deadline.
    Passing,
    /// The API says no, and will again until somebody changes something.
    Refused,
}

impl Cause {
    /// Judges by the stable code of an error, and by whether the error says of itself that another try may help.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::lifecycle::Cause;
    ///
    /// assert_eq!(Cause::of("rate_limit", true, Some(4_000)), Cause::Load { wait_ms: Some(4_000) });
    /// assert_eq!(Cause::of("permission", false, None), Cause::Refused);
    /// ```
    pub fn of(code: &str, retryable: bool, wait_ms: Option<u64>) -> Self {
        match code {
            "rate_limit" => Self::Load { wait_ms },
            // "config" while a token is made: a vault that did not hand out the access token.
            "server" | "connection" | "timeout" | "protocol" | "aborted" | "internal" | "config" => Self::Passing,
            _ if retryable => Self::Passing,
            _ => Self::Refused,
        }
    }

    /// For how long nobody needs to ask again after `failures` in a row, in milliseconds. `random` is from 0 to below 1.
    pub fn quiet_ms(self, failures: u32, random: f64) -> u64 {
        match self {
            Self::Load { wait_ms } => wait_ms.unwrap_or(RATE_WINDOW_MS).clamp(1_000, REFUSED_MS) + part(1_000, random),
            Self::Passing => backoff_ms(failures, random),
            Self::Refused => REFUSED_MS,
        }
    }
}

/// Longer after each failure in a row; the later half of it is random.
pub(super) fn backoff_ms(failures: u32, random: f64) -> u64 {
    let full = FAULT_MS
        .saturating_mul(1 << failures.saturating_sub(1).min(16))
        .min(REFUSED_MS);
    full / 2 + part(full / 2, random)
}

/// What the owner of a provider decided, checked.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::lifecycle::{DEFAULT_LIFETIME_MS, Policy, Sharing};
///
/// assert!(Policy::new(DEFAULT_LIFETIME_MS, Sharing::Lease).is_ok());
/// assert!(Policy::new(60_000, Sharing::Lease).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    lifetime_ms: u64,
    sharing: Sharing,
    from: f64,
    spread: f64,
}

impl Policy {
    /// Refreshes begin at a random point between 75 and 90 % of the life.
    ///
    /// # Errors
    /// A [`Fault`] for a life below [`MIN_LIFETIME_MS`], with [`Sharing::Spread`] below [`MIN_SPREAD_LIFETIME_MS`] or 60 times its
    /// propagation, or above [`MAX_LIFETIME_MS`].
    pub fn new(lifetime_ms: u64, sharing: Sharing) -> Result<Self, Fault> {
        let out_of_range = |message| Err(Fault::new(IssueCode::OutOfRange, message));
        if lifetime_ms > MAX_LIFETIME_MS {
            return out_of_range("expected a lifetime of at most 10 years (3650d), got a longer one");
        }
        if lifetime_ms < MIN_LIFETIME_MS {
            return out_of_range("expected a lifetime of at least 10 minutes, got a shorter one");
        }
        if let Sharing::Spread { propagation_ms } = sharing {
            if lifetime_ms < MIN_SPREAD_LIFETIME_MS {
                return out_of_range(
                    "expected a lifetime of at least 1 hour with a store that has no lease, got a shorter one",
                );
            }
            if lifetime_ms < propagation_ms.saturating_mul(MIN_SPREAD_LIFETIMES) {
                return out_of_range(
                    "expected a lifetime of at least 60 times the propagationMs of a store that has no lease, got a shorter one",
                );
            }
        }
        Ok(Self {
            lifetime_ms,
            sharing,
            from: f64::from(REFRESH_AHEAD.0) / 1e3,
            spread: f64::from(REFRESH_AHEAD.1) / 1e3,
        })
    }

    /// Refreshes begin between `from` and `from + spread` of the life instead, both fractions of it.
    ///
    /// # Errors
    /// A [`Fault`] unless `from` is from 0.1 to 0.9, and `from + spread` at most 0.95.
    pub fn refresh_ahead(self, from: f64, spread: f64) -> Result<Self, Fault> {
        if (0.1..=0.9).contains(&from) && spread >= 0.0 && from + spread < 0.950_001 {
            return Ok(Self { from, spread, ..self });
        }
        Err(Fault::new(
            IssueCode::OutOfRange,
            "expected from between 0.1 and 0.9 and from + spread of at most 0.95, got other fractions",
        ))
    }

    /// How long a token is asked to live, in milliseconds.
    pub const fn lifetime_ms(&self) -> u64 {
        self.lifetime_ms
    }

    /// How machines share a token.
    pub const fn sharing(&self) -> Sharing {
        self.sharing
    }

    /// From when on a token is refreshed while it is still handed out. `random` is from 0 to below 1, and new for each token.
    ///
    /// With a lease, or alone: at a random point of the window. Without a lease: by `XFetch`, as early before the last moment as
    /// an exponential draw says, in units of the time that a refresh takes to be seen by all. Then about one machine of any
    /// number draws early enough to be first, and the others see its token before their own turn comes.
    ///
    /// # Source
    /// Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache Stampede Prevention, VLDB 2015; with the store's
    /// propagation in place of the time to compute. Read 2026-11-22.
    pub fn refresh_at(&self, stamp: &Stamp, mint_ms: u32, random: f64) -> UnixMillis {
        let life = stamp.life_ms();
        let random = unit(random);
        let after = match self.sharing {
            Sharing::Alone | Sharing::Lease | Sharing::SlowLease { .. } => {
                scaled(life, self.from + self.spread * random)
            }
            Sharing::Spread { propagation_ms } => {
                let delta = propagation_ms.max(mint_ms.into());
                // 1 - random is above 0, so that its logarithm is a number.
                let early = scaled(delta, -(1.0 - random).ln());
                let last = life - leeway_ms(life);
                last.saturating_sub(early).max(scaled(life, self.from)).min(last)
            }
        };
        later(stamp.issued_at, after)
    }

    /// From when on a machine that cannot reach the store makes a token of its own: spread over the rest of the life, since
    /// the others cannot reach it either.
    pub(super) fn alone_at(&self, stamp: &Stamp, random: f64) -> UnixMillis {
        let life = stamp.life_ms();
        let begin = scaled(life, self.from + self.spread);
        let rest = (life - leeway_ms(life)).saturating_sub(begin);
        later(stamp.issued_at, begin + part(rest, random))
    }

    /// When the store is looked at again although the token in hand is fresh.
    pub(super) fn recheck_at(&self, now: UnixMillis, random: f64) -> UnixMillis {
        match self.sharing {
            Sharing::Alone => NEVER,
            _ => later(now, RECHECK_MS * 3 / 4 + part(RECHECK_MS / 4, random)),
        }
    }
}

/// A minute, or a twentieth of a short life, in milliseconds.
pub(super) fn leeway_ms(life_ms: u64) -> u64 {
    LEEWAY_MS.min(life_ms / 20)
}

/// A moment so many milliseconds later.
pub(super) const fn later(moment: UnixMillis, ms: u64) -> UnixMillis {
    UnixMillis(moment.0.saturating_add(ms))
}

/// A random part of a span.
pub(super) fn part(of_ms: u64, random: f64) -> u64 {
    scaled(of_ms, unit(random))
}

/// From 0 to below 1, whatever the caller's source of randomness gives.
fn unit(random: f64) -> f64 {
    if (0.0..1.0).contains(&random) { random } else { 0.5 }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "spans of time far below 2^53 milliseconds, and casts from floats saturate"
)]
fn scaled(ms: u64, by: f64) -> u64 {
    (ms as f64 * by) as u64
}
