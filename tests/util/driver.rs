//! One process of the provider's state machine, driven by hand.

use bigcommerce_tokens::{
    lifecycle::{Advice, DEFAULT_LIFETIME_MS, Entry, Event, Found, Minted, Policy, Sharing, Stamp, Step, Task},
    time::{UnixMillis, UnixSeconds},
};

pub const NOW: u64 = 1_800_000_000_000;
pub const HOUR: u64 = 3_600_000;
pub const SPREAD: Sharing = Sharing::Spread { propagation_ms: 60_000 };

pub fn at(ms: u64) -> UnixMillis {
    UnixMillis(NOW + ms)
}

pub fn policy(sharing: Sharing) -> Policy {
    Policy::new(DEFAULT_LIFETIME_MS, sharing).unwrap()
}

pub fn stamp(issued_ms: u64) -> Stamp {
    Stamp {
        generation: NOW + issued_ms,
        issued_at: at(issued_ms),
        expires_at: at(issued_ms + 6 * HOUR),
        mint_ms: 300,
        forced: false,
    }
}

/// One process, driven by hand: each call says what comes of the last step, and the next step is compared.
pub struct Driver {
    pub entry: Entry,
    pub policy: Policy,
    pub task: Task,
    pub now: u64,
}

impl Driver {
    /// Begins by a caller who finds nothing in hand.
    #[track_caller]
    pub fn begin(sharing: Sharing, expected: Step) -> Self {
        let policy = policy(sharing);
        let mut entry = Entry::default();
        let Advice::Begin(task) = entry.ask(&policy, false, at(0)) else {
            panic!("a caller without a token begins a cycle");
        };
        assert_eq!(task.step, expected);
        Self {
            entry,
            policy,
            task,
            now: 0,
        }
    }

    /// A process that holds a token made at 0, by way of the store.
    pub fn holding(sharing: Sharing) -> Self {
        let mut driver = if sharing == Sharing::Alone {
            let mut driver = Self::begin(sharing, MINT);
            driver.then(driver.minted(), done(true));
            driver
        } else {
            let mut driver = Self::begin(sharing, Step::Load);
            driver.then(Event::Loaded(Found::Token(stamp(0))), done(true));
            driver
        };
        assert_eq!(driver.ask(0), Advice::Use);
        driver
    }

    pub fn ask(&mut self, now: u64) -> Advice {
        self.now = now;
        let answer = self.entry.ask(&self.policy, false, at(now));
        if let Advice::Begin(task) | Advice::UseAndRefresh(task) = answer {
            self.task = task;
        }
        answer
    }

    #[track_caller]
    pub fn ask_begins(&mut self, now: u64, serve: bool, expected: Step) {
        match (self.ask(now), serve) {
            (Advice::UseAndRefresh(task), true) | (Advice::Begin(task), false) => {
                assert_eq!(kind(task.step), kind(expected));
            }
            (other, _) => panic!("expected a cycle to begin with {expected:?}, got {other:?}"),
        }
    }

    #[track_caller]
    pub fn then(&mut self, event: Event, expected: Step) -> &mut Self {
        let step = self
            .entry
            .advance(&self.policy, self.task.cycle, event, at(self.now), 0.5);
        assert_eq!(kind(step), kind(expected), "{step:?}");
        self.task.step = step;
        self
    }

    /// The good answer to a mint under way.
    pub fn minted(&self) -> Event {
        let Step::Mint { generation, expires_at } = self.task.step else {
            panic!("no mint is under way");
        };
        Event::Minted(Minted {
            generation,
            started_at: at(self.now),
            expires_at,
            api_time: None,
        })
    }

    pub fn generation(&self) -> Option<u64> {
        self.entry.held().map(|held| held.stamp.generation)
    }
}

/// A step without its numbers, which the tests of the policy look at.
pub fn kind(step: Step) -> Step {
    match step {
        Step::Lease { .. } => LEASE,
        Step::Wait { .. } => Step::Wait { ms: 0 },
        Step::Mint { .. } => MINT_ANY,
        Step::Save { .. } => SAVE,
        other => other,
    }
}

pub const LEASE: Step = Step::Lease { ttl_ms: 0 };
pub const SAVE: Step = Step::Save { ttl_ms: 0 };
pub const WAIT: Step = Step::Wait { ms: 0 };
pub const MINT: Step = Step::Mint {
    generation: NOW,
    expires_at: match UnixSeconds::new(NOW / 1_000 + 6 * 3_600) {
        Some(moment) => moment,
        None => panic!("seconds"),
    },
};
pub const MINT_ANY: Step = Step::Mint {
    generation: 0,
    expires_at: match UnixSeconds::new(0) {
        Some(moment) => moment,
        None => panic!("seconds"),
    },
};
pub const GRANTED: Event = Event::Leased { granted: true };
pub const TAKEN: Event = Event::Leased { granted: false };
pub const NOTHING: Event = Event::Loaded(Found::Nothing);

pub const fn done(usable: bool) -> Step {
    Step::Done { usable }
}
