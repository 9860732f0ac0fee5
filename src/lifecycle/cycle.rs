//! How a token comes into the hand: by cycles of steps, each answered by an event.
//!
//! ```text
//!            ask                         no newer one
//! resting ---------> Load -------------------------------------> Lease --- held by another ---> Wait
//!    ^                 | newer one                                 | granted                     |
//!    |                 v                                           v                             v
//!    |<-------------- Done                              Load again, by the holder             Load
//!    |                                                             | still no newer one
//!    |                                                             v   without a store, or without its help
//!    +---- Done <---- Release <---- Save <---- Load again <------ Mint <----------------------- resting
//! ```

use super::{
    Advice, Cause, Entry, Event, Found, Held, Invalidation, Minted, Policy, Sharing, Stamp, Standing, Step, Task,
    entry::{Backoff, is_pending},
    policy::{self, later, part},
};
use crate::time::{UnixMillis, UnixSeconds};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Loading,
    Leasing,
    Waiting,
    /// Reading again under the lease: its last holder may have been done a moment ago.
    Checking,
    Minting,
    /// Reading once more before writing: the lease may have run out during the mint, or another machine out of patience.
    Fencing,
    Saving,
    Releasing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cycle {
    pub(super) number: u32,
    pub(super) phase: Phase,
    /// Only a token above this generation will do.
    pub(super) over: u64,
    pub(super) forced: bool,
    pub(super) began_at: UnixMillis,
    pub(super) waits: u32,
}

impl Entry {
    /// What to give to a caller at `now`. `force` asks for another token than the one in hand.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::{lifecycle::*, time::UnixMillis};
    ///
    /// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
    /// let policy = Policy::new(DEFAULT_LIFETIME_MS, Sharing::Lease)?;
    /// let mut entry = Entry::default();
    /// let answer = entry.ask(&policy, false, UnixMillis(1_800_000_000_000));
    /// assert_eq!(answer, Advice::Begin(Task { cycle: 1, step: Step::Load }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn ask(&mut self, policy: &Policy, force: bool, now: UnixMillis) -> Advice {
        let standing = self.standing(now);
        let force = force && self.may_force(now);
        if let Some(cycle) = &mut self.running {
            if force {
                cycle.over = cycle.over.max(self.held.map_or(0, |held| held.stamp.generation));
                cycle.forced = true;
            }
            return if standing <= Standing::RefreshDue && !force {
                Advice::Use
            } else {
                Advice::Join
            };
        }
        let look = self.held.is_some_and(|held| held.is_recheck_due(now));
        if standing == Standing::Fresh && !force && !look {
            return Advice::Use;
        }
        if is_pending(self.rest_until, now) {
            return if standing < Standing::Expired {
                Advice::Use
            } else {
                Advice::Fail
            };
        }
        let task = self.begin(policy, force, now);
        match task.step {
            // It was over before it began.
            Step::Done { usable: true } => Advice::Use,
            Step::Done { usable: false } => Advice::Fail,
            _ if standing <= Standing::RefreshDue && !force => Advice::UseAndRefresh(task),
            _ => Advice::Begin(task),
        }
    }

    /// What to do after `event`, which came of the last step of the cycle `cycle`. `random` is from 0 to below 1, and new for each
    /// call.
    ///
    /// An event of a cycle that was [abandoned](Self::abandon) ends it; a token that it brings is taken if it is still the newest.
    pub fn advance(&mut self, policy: &Policy, cycle: u32, event: Event, now: UnixMillis, random: f64) -> Step {
        if let Event::Minted(minted) = event {
            self.take(policy, minted, now, random);
        }
        let Some(running) = self.running.filter(|running| running.number == cycle) else {
            return self.done(now);
        };
        match (running.phase, event) {
            (Phase::Loading | Phase::Checking | Phase::Fencing, Event::Loaded(found)) => {
                self.loaded(policy, running, found, now, random)
            }
            (Phase::Leasing, Event::Leased { granted: true }) => {
                self.leased_until = Some(later(now, self.lease_ms(policy, running, now)));
                self.go(Phase::Checking, Step::Load)
            }
            (Phase::Leasing, Event::Leased { granted: false }) => self.wait(policy, running, now, random),
            (Phase::Waiting, Event::Waited) => self.go(Phase::Loading, Step::Load),
            (Phase::Minting, Event::Minted(minted)) => self.minted(policy, minted, now, random),
            (Phase::Minting, Event::MintFailed(cause)) => {
                self.mint_failed(cause, now, random);
                // A refusal costs little, and the others will want to hear it too. After other failures the lease is kept until
                // it runs out: it keeps the rest of the fleet from trying the same.
                if cause == Cause::Refused {
                    self.finish(policy, now)
                } else {
                    self.end(policy, now)
                }
            }
            (Phase::Loading | Phase::Leasing | Phase::Checking, Event::StoreFailed) => {
                self.store_failed(now, random);
                let patient = self.held.is_some_and(|held| now < held.alone_at);
                if self.is_urgent(running, now) || !patient {
                    return self.mint(policy, now);
                }
                self.put_off(self.store.until);
                self.finish(policy, now)
            }
            (Phase::Fencing | Phase::Saving, Event::StoreFailed) => {
                self.store_failed(now, random);
                self.finish(policy, now)
            }
            (Phase::Saving, Event::Saved) if matches!(policy.sharing(), Sharing::SlowLease { .. }) => {
                // Until the others can see the token, the lease keeps them from making another: it is left to run out.
                self.leased_until = None;
                self.end(policy, now)
            }
            (Phase::Saving, Event::Saved) => self.finish(policy, now),
            // Also what no step is answered by: a cycle that is not understood ends.
            _ => self.end(policy, now),
        }
    }

    /// Tells that nobody carries a cycle on any more; the next caller begins another.
    pub fn abandon(&mut self, cycle: u32) {
        if self.running.is_some_and(|running| running.number == cycle) {
            self.running = None;
        }
    }

    /// Drops the token of `generation`, which an API refused, unless there is a newer one.
    pub fn invalidate(&mut self, generation: u64, now: UnixMillis) -> Invalidation {
        if self.held.is_none_or(|held| held.stamp.generation != generation) {
            return Invalidation::Replaced;
        }
        if !self.may_force(now) {
            return Invalidation::Kept;
        }
        self.raise_floor(generation);
        self.rejected = true;
        self.rest_until = None;
        Invalidation::Dropped
    }

    /// What to write into the store over the record of `stamp`, so that every machine lets go of a revoked token: the generation
    /// that is dead, and for how long the store needs to know, in milliseconds. `None` where that token is not known to be dead,
    /// neither by [`invalidate`](Self::invalidate) nor because it is the very one that was refused (`is_refused`).
    pub fn tombstone(&mut self, stamp: Stamp, is_refused: bool, now: UnixMillis) -> Option<(u64, u64)> {
        if is_refused {
            self.raise_floor(stamp.generation);
        }
        let ttl_ms = stamp.expires_at.since(self.to_api(now)).max(1);
        (stamp.generation <= self.floor).then_some((self.floor, ttl_ms))
    }

    fn begin(&mut self, policy: &Policy, force: bool, now: UnixMillis) -> Task {
        self.cycles = self.cycles.wrapping_add(1);
        self.running = Some(Cycle {
            number: self.cycles,
            phase: Phase::Loading,
            over: self.held.filter(|_| force).map_or(0, |held| held.stamp.generation),
            forced: force || self.rejected,
            began_at: now,
            waits: 0,
        });
        let step = if policy.sharing() == Sharing::Alone || self.store.is_quiet(now) {
            self.mint(policy, now)
        } else {
            Step::Load
        };
        Task {
            cycle: self.cycles,
            step,
        }
    }

    fn loaded(&mut self, policy: &Policy, cycle: Cycle, found: Found, now: UnixMillis, random: f64) -> Step {
        self.store = Backoff::default();
        match found {
            Found::Token(stamp) => self.hold(policy, stamp, now, random),
            Found::Revoked(generation) => self.raise_floor(generation),
            Found::Nothing | Found::Unfit(_) => {}
        }
        if let Some(held) = &mut self.held {
            held.recheck_at = policy.recheck_at(now, random);
        }
        if cycle.phase == Phase::Fencing {
            let newer = self.held.map(|held| Found::Token(held.stamp)) == Some(found);
            return if newer {
                self.finish(policy, now)
            } else {
                self.save(policy, now)
            };
        }
        let enough = self.held.is_some_and(|held| held.stamp.generation > cycle.over);
        if enough && self.standing(now) == Standing::Fresh {
            return self.finish(policy, now);
        }
        let has_lease = matches!(policy.sharing(), Sharing::Lease | Sharing::SlowLease { .. });
        if cycle.phase == Phase::Checking || !has_lease || self.is_leased(now) {
            return self.mint(policy, now);
        }
        if self.mint.is_quiet(now) {
            return self.end(policy, now);
        }
        let ttl_ms = self.lease_ms(policy, cycle, now);
        self.go(Phase::Leasing, Step::Lease { ttl_ms })
    }

    /// The lease is another machine's.
    fn wait(&mut self, policy: &Policy, cycle: Cycle, now: UnixMillis, random: f64) -> Step {
        if !self.is_urgent(cycle, now) {
            let (least, spread) = policy::OTHERS_REFRESH_MS;
            self.put_off(Some(later(now, least + part(spread, random))));
            return self.end(policy, now);
        }
        let waited_ms = now.since(cycle.began_at);
        if waited_ms >= policy::PATIENCE_MS || cycle.waits >= policy::MOST_LOOKS {
            return self.mint(policy, now);
        }
        let half = (waited_ms / 8).clamp(policy::LOOK_MS.0, policy::LOOK_MS.1);
        let ms = half + part(half, random);
        self.running = Some(Cycle {
            phase: Phase::Waiting,
            waits: cycle.waits + 1,
            ..cycle
        });
        Step::Wait { ms }
    }

    fn mint(&mut self, policy: &Policy, now: UnixMillis) -> Step {
        // An end that has passed by the process's own clock would be refused unsent. The answer to one reckoned by that clock will
        // tell anew by how much it is wrong.
        if later(self.to_api(now), policy.lifetime_ms()) <= later(now, policy::SOON_MS) {
            self.skew_ms = 0;
        }
        let at = self.to_api(now);
        let expires_at = UnixSeconds::new(later(at, policy.lifetime_ms()).seconds());
        let (false, Some(expires_at)) = (self.mint.is_quiet(now), expires_at) else {
            return self.end(policy, now);
        };
        let generation = at.0.max(self.seen.saturating_add(1));
        self.seen = generation;
        self.go(Phase::Minting, Step::Mint { generation, expires_at })
    }

    /// Takes a token that the API made into the hand, also one that comes late.
    fn take(&mut self, policy: &Policy, minted: Minted, now: UnixMillis, random: f64) {
        if let Some(api) = minted.api_time {
            self.learn_skew(UnixMillis(api.to_millis()), minted.started_at, now);
        }
        let took = u32::try_from(now.since(minted.started_at)).unwrap_or(u32::MAX);
        self.mint_ms = match self.mint_ms {
            0 => took,
            known => known - known / 4 + took / 4,
        };
        let stamp = Stamp {
            generation: minted.generation,
            issued_at: self.to_api(minted.started_at),
            expires_at: UnixMillis(minted.expires_at.to_millis()),
            mint_ms: self.mint_ms,
            forced: self.running.is_some_and(|running| running.forced),
        };
        self.hold(policy, stamp, now, random);
    }

    /// After the mint: the others are to have the token too.
    fn minted(&mut self, policy: &Policy, minted: Minted, now: UnixMillis, random: f64) -> Step {
        let newest = self.held.map_or(0, |held| held.stamp.generation);
        if newest < minted.generation && minted.generation <= self.floor {
            // Declared dead on its way here. What is minted now stands above that.
            return self.mint(policy, now);
        }
        // It has ended already. With another in hand the next caller would ask for one more.
        if newest < minted.generation || self.standing(now) == Standing::Expired {
            self.mint_failed(Cause::Passing, now, random);
            return self.end(policy, now);
        }
        self.mint = Backoff::default();
        let is_ours = |held: Held| held.stamp.generation == minted.generation;
        if policy.sharing() == Sharing::Alone || self.store.is_quiet(now) || !self.held.is_some_and(is_ours) {
            return self.finish(policy, now);
        }
        if policy.sharing() == Sharing::Lease {
            return self.go(Phase::Fencing, Step::Load);
        }
        // Such a store shows what it read before for a while: looking again would tell nothing new.
        self.save(policy, now)
    }

    fn save(&mut self, policy: &Policy, now: UnixMillis) -> Step {
        // It may have been refused in the meantime, or have ended.
        let Some(held) = self.held.filter(|held| now < held.expires_at) else {
            return self.finish(policy, now);
        };
        let ttl_ms = held.expires_at.since(now).max(1);
        self.go(Phase::Saving, Step::Save { ttl_ms })
    }

    /// Gives the lease back, if there is one, and ends.
    fn finish(&mut self, policy: &Policy, now: UnixMillis) -> Step {
        if self.is_leased(now) {
            self.leased_until = None;
            return self.go(Phase::Releasing, Step::Release);
        }
        self.end(policy, now)
    }

    fn end(&mut self, policy: &Policy, now: UnixMillis) -> Step {
        self.running = None;
        if self.mint.is_quiet(now) {
            self.put_off(self.mint.until);
            // Another machine may have more luck, so that a store is asked more often than the API.
            let look = later(now, policy::REST_MS);
            self.rest_until = match (policy.sharing(), self.mint.until) {
                (Sharing::Alone, until) => until,
                (_, until) => until.map(|until| until.min(look)),
            };
        }
        self.done(now)
    }

    fn done(&self, now: UnixMillis) -> Step {
        Step::Done {
            usable: self.standing(now) < Standing::Expired,
        }
    }

    fn go(&mut self, phase: Phase, step: Step) -> Step {
        if let Some(running) = &mut self.running {
            running.phase = phase;
        }
        step
    }

    /// Whether callers wait for this cycle.
    fn is_urgent(&self, cycle: Cycle, now: UnixMillis) -> bool {
        cycle.forced || self.standing(now) >= Standing::Late
    }

    fn lease_ms(&self, policy: &Policy, cycle: Cycle, now: UnixMillis) -> u64 {
        match policy.sharing() {
            // Whoever waits does not wait for what he may see late.
            _ if self.is_urgent(cycle, now) => policy::URGENT_LEASE_MS,
            Sharing::SlowLease { propagation_ms } => policy::LEASE_MS.saturating_add(propagation_ms),
            _ => policy::LEASE_MS,
        }
    }

    fn is_leased(&self, now: UnixMillis) -> bool {
        self.leased_until.is_some_and(|until| now < until)
    }
}
