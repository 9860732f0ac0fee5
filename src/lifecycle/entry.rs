use super::{
    Policy,
    cycle::Cycle,
    policy::{self, Cause, backoff_ms, later, leeway_ms},
};
use crate::time::UnixMillis;

/// What is known of a token besides itself; travels with it to other machines. Its times are the API's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Orders tokens of one key. A number is given when a mint begins: above every generation its process knows, and at least
    /// the time in milliseconds. A slow mint that ends after a faster, newer one is thereby still the older.
    pub generation: u64,
    /// When it was made.
    pub issued_at: UnixMillis,
    /// When it ends.
    pub expires_at: UnixMillis,
    /// How long mints take of late, in milliseconds.
    pub mint_ms: u32,
    /// Whether it was made before its time, because the one before it was refused.
    pub forced: bool,
}

impl Stamp {
    /// From its making to its end, in milliseconds.
    pub const fn life_ms(&self) -> u64 {
        self.expires_at.since(self.issued_at)
    }
}

/// The token in hand. Its times are the process's own, as far as its clock is known to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which one it is.
    pub stamp: Stamp,
    /// When it was made.
    pub issued_at: UnixMillis,
    /// When it ends.
    pub expires_at: UnixMillis,
    /// From when on it is refreshed while it is still handed out.
    pub refresh_at: UnixMillis,
    /// From when on it is refreshed without the store, should that not answer.
    pub alone_at: UnixMillis,
    /// From when on the store is asked whether there is another by now.
    pub recheck_at: UnixMillis,
}

impl Held {
    /// From when on callers wait for its replacement.
    pub fn late_at(&self) -> UnixMillis {
        UnixMillis(self.expires_at.0.saturating_sub(leeway_ms(self.stamp.life_ms())))
    }

    /// Between these two moments it may be handed out without asking further.
    pub fn fresh_between(&self) -> (UnixMillis, UnixMillis) {
        let until = self.refresh_at.min(self.recheck_at).min(self.late_at());
        (self.valid_from().max(self.looked_at()), until)
    }

    /// Before it was made, but for what clocks differ by.
    fn valid_from(&self) -> UnixMillis {
        UnixMillis(self.issued_at.0.saturating_sub(leeway_ms(self.stamp.life_ms())))
    }

    /// Not later than the store was looked at last: before, the clock has gone backwards.
    fn looked_at(&self) -> UnixMillis {
        if self.recheck_at == policy::NEVER {
            return UnixMillis(0);
        }
        UnixMillis(self.recheck_at.0.saturating_sub(policy::RECHECK_MS))
    }

    /// Whether the store is to be asked for another by now.
    pub(super) fn is_recheck_due(&self, now: UnixMillis) -> bool {
        now >= self.recheck_at || now < self.looked_at()
    }
}

/// How the token in hand stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Handed out as it is.
    Fresh,
    /// Handed out, and refreshed meanwhile.
    RefreshDue,
    /// About to end, or the clock is wrong: replaced first, and handed out only if that fails.
    Late,
    /// Ended, or there is none.
    Expired,
}

/// A number of failures in a row, and until when nothing is tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Backoff {
    pub(super) failures: u32,
    pub(super) until: Option<UnixMillis>,
}

/// Whether a wait is still to be waited. A clock that went backwards must not make it longer than any wait is.
pub(super) fn is_pending(until: Option<UnixMillis>, now: UnixMillis) -> bool {
    until.is_some_and(|until| now < until && until.since(now) <= policy::LONGEST_QUIET_MS)
}

impl Backoff {
    pub(super) fn is_quiet(&self, now: UnixMillis) -> bool {
        is_pending(self.until, now)
    }

    fn fail(&mut self, now: UnixMillis, ms: impl FnOnce(u32) -> u64) {
        self.failures = self.failures.saturating_add(1);
        self.until = Some(later(now, ms(self.failures)));
    }
}

/// All that a process knows about the token of one key, but the token itself. Small, and without I/O: what happens comes in,
/// what to do next comes out of [`ask`](Self::ask) and [`advance`](Self::advance).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub(super) held: Option<Held>,
    /// Tokens of this generation and before are refused or revoked.
    pub(super) floor: u64,
    /// The highest generation met or given.
    pub(super) seen: u64,
    /// Whether the last token was refused, so that the next mint counts as forced.
    pub(super) rejected: bool,
    pub(super) forced_at: Option<UnixMillis>,
    pub(super) running: Option<Cycle>,
    pub(super) cycles: u32,
    /// Until when this process holds the lease.
    pub(super) leased_until: Option<UnixMillis>,
    pub(super) mint: Backoff,
    pub(super) store: Backoff,
    /// No cycle begins before, since the last one failed.
    pub(super) rest_until: Option<UnixMillis>,
    /// What to add to the process's clock to get the API's.
    pub(super) skew_ms: i64,
    /// How long mints take of late; 0 for not known.
    pub(super) mint_ms: u32,
}

impl Entry {
    /// The token in hand, if there is one.
    pub const fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }

    /// How the token in hand stands.
    pub fn standing(&self, now: UnixMillis) -> Standing {
        let Some(held) = &self.held else {
            return Standing::Expired;
        };
        if now >= held.expires_at {
            Standing::Expired
        } else if now >= held.late_at() || now < held.valid_from() {
            Standing::Late
        } else if now >= held.refresh_at {
            Standing::RefreshDue
        } else {
            Standing::Fresh
        }
    }

    /// How far the process's clock is behind the API's, in milliseconds, where that is worth telling somebody: a minute or more.
    pub fn clock_skew_ms(&self) -> Option<i64> {
        (self.skew_ms.unsigned_abs() >= policy::SKEW_REPORTED_MS).then_some(self.skew_ms)
    }

    /// Whether a token may be replaced before its time.
    pub(super) fn may_force(&self, now: UnixMillis) -> bool {
        self.forced_at
            .is_none_or(|at| now < at || now.since(at) >= policy::FORCED_GAP_MS)
    }

    /// Takes a token into the hand if it is newer than the one there, not dead, and has life left.
    pub(super) fn hold(&mut self, policy: &Policy, stamp: Stamp, now: UnixMillis, random: f64) {
        self.seen = self.seen.max(stamp.generation);
        self.mint_ms = if self.mint_ms == 0 { stamp.mint_ms } else { self.mint_ms };
        let expires_at = self.to_own(stamp.expires_at);
        let newer = self.held.is_none_or(|held| stamp.generation > held.stamp.generation);
        if stamp.generation <= self.floor || !newer || now >= expires_at {
            return;
        }
        let issued_at = self.to_own(stamp.issued_at);
        if stamp.forced {
            self.forced_at = self.forced_at.max(Some(issued_at));
        }
        self.rejected = false;
        self.held = Some(Held {
            stamp,
            issued_at,
            expires_at,
            refresh_at: self.to_own(policy.refresh_at(&stamp, self.mint_ms, random)),
            alone_at: self.to_own(policy.alone_at(&stamp, random)),
            recheck_at: policy.recheck_at(now, random),
        });
    }

    /// Declares every token up to `generation` dead.
    pub(super) fn raise_floor(&mut self, generation: u64) {
        self.floor = self.floor.max(generation);
        self.seen = self.seen.max(generation);
        if self.held.is_some_and(|held| held.stamp.generation <= self.floor) {
            self.held = None;
        }
    }

    /// Notes that no token could be made.
    pub(super) fn mint_failed(&mut self, cause: Cause, now: UnixMillis, random: f64) {
        self.mint.fail(now, |failures| cause.quiet_ms(failures, random));
        self.put_off(self.mint.until);
    }

    /// Notes that the store did not do its part.
    pub(super) fn store_failed(&mut self, now: UnixMillis, random: f64) {
        self.store.fail(now, |failures| backoff_ms(failures, random));
    }

    /// Hands the token out as it is for longer.
    pub(super) fn put_off(&mut self, until: Option<UnixMillis>) {
        if let (Some(held), Some(until)) = (&mut self.held, until) {
            held.refresh_at = held.refresh_at.max(until);
            held.recheck_at = held.recheck_at.max(until);
        }
    }

    /// Learns from the API's own time in the answer to a mint how wrong the process's clock is.
    pub(super) fn learn_skew(&mut self, api: UnixMillis, started_at: UnixMillis, now: UnixMillis) {
        let took = now.since(started_at);
        let midpoint = later(started_at, took / 2);
        let skew = signed(api.0).saturating_sub(signed(midpoint.0));
        // An answer that took long says little about when it was written.
        let ignored = policy::SKEW_IGNORED_MS + took / 2;
        // With a clock that is days off no TLS connection comes about: then it is the answer that makes no sense.
        let makes_sense = skew.unsigned_abs() <= policy::LARGEST_SKEW_MS;
        self.skew_ms = if makes_sense && skew.unsigned_abs() > ignored {
            skew
        } else {
            0
        };
    }

    /// A moment of the API's clock on the process's own.
    fn to_own(&self, moment: UnixMillis) -> UnixMillis {
        UnixMillis(moment.0.saturating_add_signed(self.skew_ms.saturating_neg()))
    }

    /// A moment of the process's own clock on the API's.
    pub(super) fn to_api(&self, moment: UnixMillis) -> UnixMillis {
        UnixMillis(moment.0.saturating_add_signed(self.skew_ms))
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
