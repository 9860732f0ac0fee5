//! The life of a token under random orders of events: several processes, one store, an API, and clocks that jump.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is its purpose"
)]

use bigcommerce_tokens::{
    lifecycle::{
        Advice, Cause, DEFAULT_LIFETIME_MS, Entry, Event, Found, Invalidation, Minted, Policy, Sharing, Stamp,
        Standing, Step, Task,
    },
    time::{UnixMillis, UnixSeconds},
};
use proptest::{prelude::*, sample::Index};

const START: u64 = 1_800_000_000_000;

/// What happens next. Numbers choose among what is possible.
#[derive(Clone, Debug)]
enum Happening {
    /// Milliseconds pass, for everybody.
    Time(u64),
    /// A caller of a process wants a token.
    Ask(Index, bool),
    /// A step under way is answered, well or badly.
    Answer(Index, Luck),
    /// A request of a process ended and took its cycle along; the I/O under way may still end later.
    Abandon(Index),
    /// An API refuses the token that a process used last.
    Reject(Index),
}

#[derive(Clone, Copy, Debug)]
enum Luck {
    Good,
    StoreDown,
    Refused,
    Overloaded,
    Broken,
    Nonsense,
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let luck = prop_oneof![
        6 => Just(Luck::Good),
        1 => Just(Luck::StoreDown),
        1 => Just(Luck::Refused),
        1 => Just(Luck::Overloaded),
        1 => Just(Luck::Broken),
        1 => Just(Luck::Nonsense),
    ];
    let happening = prop_oneof![
        2 => (0..5_000_u64).prop_map(Happening::Time),
        1 => (0..3_000_000_u64).prop_map(Happening::Time),
        1 => (0..25_000_000_u64).prop_map(Happening::Time),
        6 => (any::<Index>(), prop::bool::weighted(0.1)).prop_map(|(who, force)| Happening::Ask(who, force)),
        12 => (any::<Index>(), luck).prop_map(|(which, luck)| Happening::Answer(which, luck)),
        1 => any::<Index>().prop_map(Happening::Abandon),
        1 => any::<Index>().prop_map(Happening::Reject),
    ];
    prop::collection::vec(happening, 1..200)
}

/// A step under way, with what the one who carries it out remembers.
#[derive(Clone, Debug)]
struct Work {
    process: usize,
    task: Task,
    began_at: u64,
    abandoned: bool,
}

#[derive(Default)]
struct Process {
    entry: Entry,
    /// The clock's fault, in milliseconds.
    ahead_ms: i64,
}

struct World {
    now: u64,
    policy: Policy,
    processes: Vec<Process>,
    work: Vec<Work>,
    stored: Option<Stamp>,
    /// Whose the lease is, and until when.
    lease: Option<(usize, u64)>,
    dice: u64,
}

impl World {
    fn new(sharing: Sharing, clocks_ahead_ms: &[i64]) -> Self {
        let process = |ahead_ms: &i64| Process {
            ahead_ms: *ahead_ms,
            ..Process::default()
        };
        Self {
            now: START,
            policy: Policy::new(DEFAULT_LIFETIME_MS, sharing).unwrap(),
            processes: clocks_ahead_ms.iter().map(process).collect(),
            work: Vec::new(),
            stored: None,
            lease: None,
            dice: 1,
        }
    }

    fn random(&mut self) -> f64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        f64::from(u32::try_from(self.dice >> 33).unwrap()) / f64::from(1_u32 << 31)
    }

    fn clock(&self, process: usize) -> UnixMillis {
        UnixMillis(self.now.saturating_add_signed(self.processes[process].ahead_ms))
    }

    fn ask(&mut self, who: usize, force: bool) -> Advice {
        let now = self.clock(who);
        let answer = self.processes[who].entry.ask(&self.policy, force, now);
        self.check(who);
        match answer {
            Advice::Use => self.check_usable(who),
            Advice::UseAndRefresh(task) => {
                self.check_usable(who);
                self.begin(who, task);
            }
            Advice::Begin(task) => self.begin(who, task),
            Advice::Join => {
                let carried = self.work.iter().any(|work| work.process == who && !work.abandoned);
                assert!(carried, "a caller joined a cycle that nobody carries on");
            }
            Advice::Fail => {}
        }
        answer
    }

    /// What is handed out has not ended, by the process's clock as it knows it, and by the true time where that clock is right.
    #[track_caller]
    fn check_usable(&self, who: usize) {
        let process = &self.processes[who];
        let held = process.entry.held().expect("a token in hand");
        assert!(self.clock(who) < held.expires_at, "handed out an expired token");
        if process.ahead_ms == 0 {
            assert!(self.now < held.stamp.expires_at.0, "handed out an expired token");
        }
    }

    fn begin(&mut self, process: usize, task: Task) {
        if !matches!(task.step, Step::Done { .. }) {
            self.work.push(Work {
                process,
                task,
                began_at: self.now,
                abandoned: false,
            });
        }
        let minting =
            |work: &&Work| work.process == process && !work.abandoned && matches!(work.task.step, Step::Mint { .. });
        assert!(
            self.work.iter().filter(minting).count() <= 1,
            "two mints in flight in one process"
        );
    }

    fn answer(&mut self, which: usize, luck: Luck) {
        let work = self.work.swap_remove(which);
        let event = self.event(&work, luck);
        let (now, random) = (self.clock(work.process), self.random());
        let entry = &mut self.processes[work.process].entry;
        let before = entry.held().map_or(0, |held| held.stamp.generation);
        let step = entry.advance(&self.policy, work.task.cycle, event, now, random);
        let after = entry.held().map(|held| held.stamp.generation);
        assert!(
            after.is_none_or(|after| after >= before),
            "an older token took the place of a newer one"
        );
        if let Step::Done { usable: true } = step {
            self.check_usable(work.process);
        }
        self.check(work.process);
        if matches!(step, Step::Save { .. }) && self.policy.sharing() == Sharing::Lease {
            let stamp = self.processes[work.process].entry.held().unwrap().stamp;
            assert!(
                self.stored.is_none_or(|stored| stored.generation <= stamp.generation),
                "an older record was to be written over a newer one"
            );
        }
        if work.abandoned {
            assert!(matches!(step, Step::Done { .. }), "an abandoned cycle went on");
            return;
        }
        self.begin(
            work.process,
            Task {
                cycle: work.task.cycle,
                step,
            },
        );
    }

    fn event(&mut self, work: &Work, luck: Luck) -> Event {
        match (work.task.step, luck) {
            (Step::Load | Step::Lease { .. } | Step::Save { .. }, Luck::StoreDown) => Event::StoreFailed,
            (_, Luck::Nonsense) => Event::Waited,
            (Step::Load, _) => Event::Loaded(self.stored.map_or(Found::Nothing, Found::Token)),
            (Step::Lease { ttl_ms }, _) => {
                let granted = self.lease.is_none_or(|(_, until)| self.now >= until);
                if granted {
                    self.lease = Some((work.process, self.now + ttl_ms));
                }
                Event::Leased { granted }
            }
            (Step::Wait { ms }, _) => {
                self.now = self.now.max(work.began_at + ms);
                Event::Waited
            }
            (Step::Mint { .. }, Luck::Refused) => Event::MintFailed(Cause::Refused),
            (Step::Mint { .. }, Luck::Overloaded) => Event::MintFailed(Cause::Load { wait_ms: Some(9_000) }),
            (Step::Mint { .. }, Luck::Broken) => Event::MintFailed(Cause::Passing),
            (Step::Mint { generation, expires_at }, _) => Event::Minted(Minted {
                generation,
                started_at: UnixMillis(
                    work.began_at
                        .saturating_add_signed(self.processes[work.process].ahead_ms),
                ),
                expires_at,
                api_time: UnixSeconds::new(self.now / 1_000),
            }),
            (Step::Save { .. }, _) => {
                self.stored = self.processes[work.process].entry.held().map(|held| held.stamp);
                Event::Saved
            }
            (Step::Release, _) => {
                self.lease = None;
                Event::Released
            }
            (Step::Done { .. }, _) => panic!("nothing comes of being done"),
        }
    }

    fn happen(&mut self, happening: &Happening) {
        match happening {
            Happening::Time(ms) => self.now += ms,
            Happening::Ask(who, force) => {
                self.ask(who.index(self.processes.len()), *force);
            }
            Happening::Answer(which, luck) if !self.work.is_empty() => self.answer(which.index(self.work.len()), *luck),
            Happening::Answer(..) => {}
            Happening::Abandon(who) => {
                let who = who.index(self.processes.len());
                for work in self.work.iter_mut().filter(|work| work.process == who) {
                    work.abandoned = true;
                    self.processes[who].entry.abandon(work.task.cycle);
                }
            }
            Happening::Reject(who) => {
                let who = who.index(self.processes.len());
                let now = self.clock(who);
                let entry = &mut self.processes[who].entry;
                if let Some(generation) = entry.held().map(|held| held.stamp.generation) {
                    let word = entry.invalidate(generation, now);
                    let dropped = entry.held().is_none();
                    assert_eq!(word == Invalidation::Dropped, dropped);
                    assert_ne!(word, Invalidation::Replaced);
                }
            }
        }
    }

    /// An entry is its line.
    #[track_caller]
    fn check(&self, who: usize) {
        let entry = &self.processes[who].entry;
        assert_eq!(Entry::from_line(&entry.to_line()).as_ref(), Some(entry));
    }

    /// With everything well again, a caller gets a token after so many steps at most.
    fn settle(&mut self) {
        self.now += 62_000;
        for who in 0..self.processes.len() {
            let mut steps = 0;
            loop {
                match self.ask(who, false) {
                    Advice::Use | Advice::UseAndRefresh(_) => break,
                    Advice::Fail => self.now += 1_000,
                    Advice::Begin(_) | Advice::Join => {}
                }
                while let Some(which) = self.work.iter().position(|work| work.process == who) {
                    self.answer(which, Luck::Good);
                    steps += 1;
                    assert!(steps < 400, "no end in sight");
                }
                steps += 1;
                assert!(steps < 400, "no end in sight");
            }
            assert!(self.processes[who].entry.standing(self.clock(who)) < Standing::Expired);
        }
    }
}

fn sharing() -> impl Strategy<Value = Sharing> {
    prop_oneof![
        Just(Sharing::Alone),
        Just(Sharing::Lease),
        Just(Sharing::SlowLease { propagation_ms: 60_000 }),
        Just(Sharing::Spread { propagation_ms: 60_000 }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_a_usable_token_is_had_in_the_end(
        sharing in sharing(),
        clocks in prop::collection::vec(prop_oneof![4 => Just(0_i64), 1 => -4_000_000..4_000_000_i64], 1..4),
        happenings in happenings(),
    ) {
        let mut world = World::new(sharing, &clocks);
        for happening in &happenings {
            world.happen(happening);
        }
        world.settle();
    }
}
