//! Many instances of the state machine through one rotation of their token.
//!
//! A request that finds a fresh token changes nothing. Requests come at random, without memory, so that only the first one
//! after the token has ceased to be fresh needs to be simulated.

use super::dice::Dice;
use super::scenario::{Outcome, Scenario};
use super::schedule::{Mint, Scheduled, What};
use super::world::{Api, PLACES, Reply, Store};
use bigcommerce_tokens::lifecycle::{
    Advice, Cause, Decision, Entry, Event, Found, Limits, Minted, Policy, Progress, RetryBudget, Stamp, Standing, Step,
    Stop, Task, WaitHints, decide,
};
use bigcommerce_tokens::operation::Repeat;
use bigcommerce_tokens::time::{UnixMillis, UnixSeconds};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Each instance is replaced so often, in milliseconds on average.
const REPLACED_EVERY_MS: f64 = 3_600_000.0;
/// Who waits longer than this has failed, in milliseconds.
const DEADLINE_MS: u64 = 10_000;
/// What a client allows itself unless told otherwise.
const LIMITS: Limits = Limits {
    max_retries: 2,
    max_retry_after_ms: 60_000,
    total_timeout_ms: 15_000,
};

struct Instance {
    entry: Entry,
    budget: RetryBudget,
    /// Counts the processes that followed each other in this place.
    life: u32,
    place: u16,
    /// Since when callers wait.
    blocked_since: Option<u64>,
}

pub(super) struct Fleet {
    scenario: Scenario,
    policy: Policy,
    instances: Vec<Instance>,
    queue: BinaryHeap<Reverse<Scheduled>>,
    number: u64,
    now: u64,
    dice: Dice,
    api: Api,
    store: Store,
    outcome: Outcome,
}

impl Fleet {
    /// A fleet at `now`, in which each process has `first` in hand or, where there is a store, will find it there.
    pub(super) fn new(scenario: Scenario, policy: Policy, store: Store, first: Stamp, now: u64) -> Self {
        let mut fleet = Self {
            scenario,
            policy,
            instances: Vec::new(),
            queue: BinaryHeap::new(),
            number: 0,
            now,
            dice: Dice::new(scenario.seed),
            api: Api::new(),
            store,
            outcome: Outcome::default(),
        };
        for at in 0..scenario.instances {
            let mut entry = Entry::default();
            if matches!(fleet.store, Store::None) {
                hold(&mut entry, &policy, first, fleet.dice.unit());
            }
            fleet.instances.push(Instance {
                entry,
                budget: RetryBudget::new(UnixMillis(now)),
                life: 0,
                place: u16::try_from(fleet.dice.below(PLACES)).unwrap_or_default(),
                blocked_since: None,
            });
            fleet.schedule_ask(at);
            fleet.schedule_replacement(at);
        }
        fleet
    }

    /// Lets everything happen until `end`.
    pub(super) fn run(mut self, end: u64) -> Outcome {
        while let Some(Reverse(next)) = self.queue.pop() {
            if next.at > end {
                break;
            }
            self.now = next.at;
            self.happen(&next);
        }
        self.outcome.mints = self.api.requests.len();
        self.outcome.peak = self.api.peak();
        self.outcome
    }

    fn happen(&mut self, next: &Scheduled) {
        let Some(instance) = self.instances.get_mut(next.instance as usize) else {
            return;
        };
        if instance.life != next.life {
            return;
        }
        let random = self.dice.unit();
        match next.what {
            What::Ask => {
                let answer = instance.entry.ask(&self.policy, false, UnixMillis(self.now));
                self.answered(next.instance, answer);
            }
            What::Answer { cycle, event } => {
                let step = instance
                    .entry
                    .advance(&self.policy, cycle, event, UnixMillis(self.now), random);
                if instance.entry.standing(UnixMillis(self.now)) < Standing::Late {
                    self.unblock(next.instance, false);
                }
                self.begin(next.instance, Task { cycle, step });
            }
            What::Retry(mint) => self.send(next.instance, mint),
            What::Replace => self.replace(next.instance),
        }
    }

    fn answered(&mut self, at: u32, answer: Advice) {
        match answer {
            Advice::Use => self.schedule_ask(at),
            Advice::UseAndRefresh(task) => self.begin(at, task),
            Advice::Begin(task) => {
                self.block(at);
                self.begin(at, task);
            }
            // The next request is scheduled when the cycle ends.
            Advice::Join => self.block(at),
            Advice::Fail => {
                self.outcome.failed += 1.0;
                self.schedule_ask(at);
            }
        }
    }

    fn block(&mut self, at: u32) {
        let now = self.now;
        if let Some(instance) = self.instances.get_mut(at as usize) {
            instance.blocked_since = instance.blocked_since.or(Some(now));
        }
    }

    /// Callers that waited go on, with a token or without.
    fn unblock(&mut self, at: u32, failed: bool) {
        let since = self
            .instances
            .get_mut(at as usize)
            .and_then(|instance| instance.blocked_since.take());
        let Some(since) = since else { return };
        let waited_ms = self.now - since;
        let callers = 1.0 + self.scenario.rate() * seconds(waited_ms);
        if failed || waited_ms > DEADLINE_MS {
            self.outcome.failed += callers;
        }
        self.outcome.longest_wait_ms = self.outcome.longest_wait_ms.max(waited_ms);
    }

    fn begin(&mut self, at: u32, task: Task) {
        let Some(place) = self.instances.get(at as usize).map(|instance| instance.place.into()) else {
            return;
        };
        let (event, after_ms) = match task.step {
            Step::Load => {
                let (found, ms) = self.store.load(place, self.now);
                (Event::Loaded(found.map_or(Found::Nothing, Found::Token)), ms)
            }
            Step::Lease { ttl_ms } => {
                let (granted, ms) = self.store.lease(self.now, ttl_ms);
                (Event::Leased { granted }, ms)
            }
            Step::Wait { ms } => (Event::Waited, ms),
            Step::Save { .. } => {
                let held = self
                    .instances
                    .get(at as usize)
                    .and_then(|instance| instance.entry.held());
                let ms = held
                    .map(|held| held.stamp)
                    .map_or(0, |stamp| self.store.save(place, self.now, stamp));
                (Event::Saved, ms)
            }
            Step::Release => (Event::Released, self.store.release()),
            Step::Mint { generation, expires_at } => {
                if self.dice.chance(self.scenario.crashes) {
                    // It dies before it asks, or after: then there is a token that nobody holds.
                    if self.dice.chance(0.5) {
                        self.api.mint(self.now, &mut self.dice);
                    }
                    self.replace(at);
                    return;
                }
                let mint = Mint {
                    cycle: task.cycle,
                    generation,
                    expires_at,
                    began_at: self.now,
                    attempts: 0,
                };
                self.send(at, mint);
                return;
            }
            Step::Done { usable } => {
                self.unblock(at, !usable);
                self.schedule_ask(at);
                return;
            }
        };
        let cycle = task.cycle;
        self.schedule(at, after_ms, What::Answer { cycle, event });
    }

    /// One attempt of a mint; what is tried again, and when, the library's own retry decides.
    fn send(&mut self, at: u32, mut mint: Mint) {
        mint.attempts += 1;
        let (reply, took_ms) = self.api.mint(self.now, &mut self.dice);
        let random = self.dice.unit();
        let mut hints = WaitHints::default();
        let (stop, cause) = match reply {
            Reply::Token => {
                let minted = Minted {
                    generation: mint.generation,
                    started_at: UnixMillis(mint.began_at),
                    expires_at: mint.expires_at,
                    api_time: UnixSeconds::new((self.now + took_ms) / 1_000),
                };
                let event = Event::Minted(minted);
                self.schedule(
                    at,
                    took_ms,
                    What::Answer {
                        cycle: mint.cycle,
                        event,
                    },
                );
                return;
            }
            Reply::Fault => (Stop::Status(503), Cause::Passing),
            Reply::Overload { reset_ms } => {
                hints.read(
                    "x-rate-limit-time-reset-ms",
                    &reset_ms.to_string(),
                    UnixMillis(self.now),
                );
                (
                    Stop::Status(429),
                    Cause::Load {
                        wait_ms: Some(reset_ms),
                    },
                )
            }
        };
        let progress = Progress {
            attempts: mint.attempts,
            ambiguous: 0,
            elapsed_ms: self.now + took_ms - mint.began_at,
        };
        let Some(instance) = self.instances.get_mut(at as usize) else {
            return;
        };
        let decision = decide(
            stop,
            Repeat::OnceMoreUnanswered,
            hints,
            LIMITS,
            progress,
            random,
            &mut instance.budget,
        );
        match decision {
            Decision::Retry { after_ms } => self.schedule(at, took_ms + after_ms, What::Retry(mint)),
            Decision::GiveUp { .. } => {
                let event = Event::MintFailed(cause);
                self.schedule(
                    at,
                    took_ms,
                    What::Answer {
                        cycle: mint.cycle,
                        event,
                    },
                );
            }
        }
    }

    /// The process ends with all it knew; requests go to its successor.
    fn replace(&mut self, at: u32) {
        let now = self.now;
        if let Some(instance) = self.instances.get_mut(at as usize) {
            instance.entry = Entry::default();
            instance.budget = RetryBudget::new(UnixMillis(now));
            instance.life += 1;
            instance.blocked_since = None;
        }
        self.schedule_ask(at);
        self.schedule_replacement(at);
    }

    fn schedule_ask(&mut self, at: u32) {
        let held = self
            .instances
            .get(at as usize)
            .and_then(|instance| instance.entry.held());
        let quiet_ms = held.map_or(0, |held| held.fresh_between().1.0.saturating_sub(self.now));
        let gap_ms = self.dice.gap_ms(1_000.0 / self.scenario.rate());
        self.schedule(at, quiet_ms + gap_ms, What::Ask);
    }

    fn schedule_replacement(&mut self, at: u32) {
        let gap_ms = self.dice.gap_ms(REPLACED_EVERY_MS);
        self.schedule(at, gap_ms, What::Replace);
    }

    fn schedule(&mut self, instance: u32, after_ms: u64, what: What) {
        self.number += 1;
        let life = self.instances.get(instance as usize).map_or(0, |one| one.life);
        self.queue.push(Reverse(Scheduled {
            at: self.now + after_ms,
            number: self.number,
            instance,
            life,
            what,
        }));
    }
}

fn seconds(ms: u64) -> f64 {
    f64::from(u32::try_from(ms).unwrap_or(u32::MAX)) / 1_000.0
}

/// Puts a token into the hand of a process that shares with nobody, as if it had made it.
fn hold(entry: &mut Entry, policy: &Policy, stamp: Stamp, random: f64) {
    if let (Advice::Begin(task), Some(expires_at)) = (
        entry.ask(policy, false, stamp.issued_at),
        UnixSeconds::new(stamp.expires_at.seconds()),
    ) {
        let minted = Minted {
            generation: stamp.generation,
            started_at: stamp.issued_at,
            expires_at,
            api_time: None,
        };
        entry.advance(policy, task.cycle, Event::Minted(minted), stamp.issued_at, random);
    }
}
