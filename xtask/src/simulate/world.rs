//! What surrounds the fleet: the API with its quota, and the stores.

use super::dice::Dice;
use bigcommerce_tokens::lifecycle::Stamp;

/// The quota of a store on the common plans, shared by all apps: requests in a window.
const QUOTA: u32 = 150;
/// The window, in milliseconds.
const WINDOW_MS: u64 = 30_000;
/// How long a mint takes: the median in milliseconds, and the spread of its logarithm.
const MINT: (f64, f64) = (300.0, 0.5);
/// How many mints fail by a fault of the server.
const FAULTS: f64 = 0.01;
/// A refusal for load comes this fast, in milliseconds.
const REFUSAL_MS: u64 = 50;
/// One call to a strongly consistent store, in milliseconds.
const STRONG_MS: u64 = 1;
/// A read of Workers KV where the data centre has a copy, and where it has none, in milliseconds.
const HOT_MS: u64 = 3;
const COLD_MS: u64 = 60;
/// Data centres with a copy of their own.
pub(crate) const PLACES: u64 = 300;

/// How a request to the API ends.
pub(crate) enum Reply {
    Token,
    Fault,
    Overload { reset_ms: u64 },
}

/// The API's endpoint for making tokens.
pub(crate) struct Api {
    window: u64,
    used: u32,
    /// When requests came, in milliseconds.
    pub(crate) requests: Vec<u64>,
}

impl Api {
    pub(crate) const fn new() -> Self {
        Self {
            window: 0,
            used: 0,
            requests: Vec::new(),
        }
    }

    /// A request at `now`: how it ends, and after how many milliseconds.
    pub(crate) fn mint(&mut self, now: u64, dice: &mut Dice) -> (Reply, u64) {
        self.requests.push(now);
        if self.window != now / WINDOW_MS {
            self.window = now / WINDOW_MS;
            self.used = 0;
        }
        self.used += 1;
        if self.used > QUOTA {
            let reset_ms = WINDOW_MS - now % WINDOW_MS;
            return (Reply::Overload { reset_ms }, REFUSAL_MS);
        }
        let reply = if dice.chance(FAULTS) {
            Reply::Fault
        } else {
            Reply::Token
        };
        (reply, dice.log_normal_ms(MINT.0, MINT.1))
    }

    /// The most requests in any 30 seconds.
    pub(crate) fn peak(&self) -> usize {
        let mut first = 0;
        let mut peak = 0;
        for (at, now) in self.requests.iter().enumerate() {
            while self.requests.get(first).is_some_and(|time| time + WINDOW_MS <= *now) {
                first += 1;
            }
            peak = peak.max(at + 1 - first);
        }
        peak
    }
}

/// A store, as machines see it.
pub(crate) enum Store {
    None,
    /// Redis, a Durable Object, a database: a write is seen by all at once, and there is a lease.
    Strong {
        record: Option<Stamp>,
        leased_until: u64,
    },
    /// Workers KV: each data centre reads again only when its copy is so old. A lease comes from a Durable Object beside it.
    Slow {
        record: Option<Stamp>,
        copies: Vec<(Option<Stamp>, Option<u64>)>,
        copy_ms: u64,
        leased_until: u64,
    },
}

impl Store {
    pub(crate) const fn strong(record: Stamp) -> Self {
        Self::Strong {
            record: Some(record),
            leased_until: 0,
        }
    }

    pub(crate) fn slow(record: Stamp, copy_ms: u64) -> Self {
        Self::Slow {
            record: Some(record),
            copies: (0..PLACES).map(|_| (None, None)).collect(),
            copy_ms,
            leased_until: 0,
        }
    }

    /// Reads: what is found, and after how many milliseconds.
    pub(crate) fn load(&mut self, place: usize, now: u64) -> (Option<Stamp>, u64) {
        match self {
            Self::None => (None, 0),
            Self::Strong { record, .. } => (*record, STRONG_MS),
            Self::Slow {
                record,
                copies,
                copy_ms,
                ..
            } => match copies.get_mut(place) {
                Some((copy, Some(read_at))) if now < *read_at + *copy_ms => (*copy, HOT_MS),
                Some(entry) => {
                    *entry = (*record, Some(now));
                    (*record, COLD_MS)
                }
                None => (*record, COLD_MS),
            },
        }
    }

    pub(crate) fn save(&mut self, place: usize, now: u64, stamp: Stamp) -> u64 {
        match self {
            Self::None => 0,
            Self::Strong { record, .. } => {
                *record = Some(stamp);
                STRONG_MS
            }
            Self::Slow { record, copies, .. } => {
                *record = Some(stamp);
                if let Some(copy) = copies.get_mut(place) {
                    *copy = (Some(stamp), Some(now));
                }
                COLD_MS
            }
        }
    }

    /// Asks for the lease: whether it is granted, and after how many milliseconds.
    pub(crate) const fn lease(&mut self, now: u64, ttl_ms: u64) -> (bool, u64) {
        match self {
            Self::Strong { leased_until, .. } | Self::Slow { leased_until, .. } if now >= *leased_until => {
                *leased_until = now + ttl_ms;
                (true, STRONG_MS)
            }
            _ => (false, STRONG_MS),
        }
    }

    pub(crate) const fn release(&mut self) -> u64 {
        if let Self::Strong { leased_until, .. } | Self::Slow { leased_until, .. } = self {
            *leased_until = 0;
        }
        STRONG_MS
    }
}
