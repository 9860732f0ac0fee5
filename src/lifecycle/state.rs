//! An entry as one line of text, for callers that can keep a text but no value of this crate.

use super::{
    Entry, Held, Stamp,
    cycle::{Cycle, Phase},
    entry::Backoff,
};
use crate::time::UnixMillis;

/// Stands for "none": no moment and no generation is that late.
const NONE: u64 = u64::MAX;

impl Entry {
    /// The entry as a line of numbers. It holds no token, and means nothing to another release.
    pub fn to_line(&self) -> String {
        let mut line = String::new();
        let mut put = |number: u64| {
            line.push_str(&number.to_string());
            line.push(' ');
        };
        let moment = |moment: Option<UnixMillis>| moment.map_or(NONE, |at| at.0);
        for number in [
            self.floor,
            self.seen,
            self.rejected.into(),
            moment(self.forced_at),
            self.cycles.into(),
            moment(self.leased_until),
            self.mint.failures.into(),
            moment(self.mint.until),
            self.store.failures.into(),
            moment(self.store.until),
            moment(self.rest_until),
            self.skew_ms.cast_unsigned(),
            self.mint_ms.into(),
        ] {
            put(number);
        }
        put(self.held.is_some().into());
        if let Some(held) = &self.held {
            for number in [
                held.stamp.generation,
                held.stamp.issued_at.0,
                held.stamp.expires_at.0,
                held.stamp.mint_ms.into(),
                held.stamp.forced.into(),
                held.issued_at.0,
                held.expires_at.0,
                held.refresh_at.0,
                held.alone_at.0,
                held.recheck_at.0,
            ] {
                put(number);
            }
        }
        put(self.running.is_some().into());
        if let Some(cycle) = &self.running {
            for number in [
                cycle.number.into(),
                cycle.phase as u64,
                cycle.over,
                cycle.forced.into(),
                cycle.began_at.0,
                cycle.waits.into(),
            ] {
                put(number);
            }
        }
        line
    }

    /// Reads what [`to_line`](Self::to_line) wrote; `None` for anything else.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut numbers = line.split_ascii_whitespace().map(str::parse);
        let mut next = || numbers.next()?.ok();
        let entry = read(&mut next)?;
        numbers.next().is_none().then_some(entry)
    }
}

fn read(next: &mut dyn FnMut() -> Option<u64>) -> Option<Entry> {
    let mut entry = Entry {
        floor: next()?,
        seen: next()?,
        rejected: flag(next()?)?,
        forced_at: moment(next()?),
        cycles: narrow(next()?)?,
        leased_until: moment(next()?),
        mint: Backoff {
            failures: narrow(next()?)?,
            until: moment(next()?),
        },
        store: Backoff {
            failures: narrow(next()?)?,
            until: moment(next()?),
        },
        rest_until: moment(next()?),
        skew_ms: next()?.cast_signed(),
        mint_ms: narrow(next()?)?,
        ..Entry::default()
    };
    if flag(next()?)? {
        entry.held = Some(Held {
            stamp: Stamp {
                generation: next()?,
                issued_at: UnixMillis(next()?),
                expires_at: UnixMillis(next()?),
                mint_ms: narrow(next()?)?,
                forced: flag(next()?)?,
            },
            issued_at: UnixMillis(next()?),
            expires_at: UnixMillis(next()?),
            refresh_at: UnixMillis(next()?),
            alone_at: UnixMillis(next()?),
            recheck_at: UnixMillis(next()?),
        });
    }
    if flag(next()?)? {
        entry.running = Some(Cycle {
            number: narrow(next()?)?,
            phase: phase(next()?)?,
            over: next()?,
            forced: flag(next()?)?,
            began_at: UnixMillis(next()?),
            waits: narrow(next()?)?,
        });
    }
    Some(entry)
}

const fn moment(number: u64) -> Option<UnixMillis> {
    if number == NONE { None } else { Some(UnixMillis(number)) }
}

const fn flag(number: u64) -> Option<bool> {
    match number {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn narrow(number: u64) -> Option<u32> {
    number.try_into().ok()
}

fn phase(number: u64) -> Option<Phase> {
    [
        Phase::Loading,
        Phase::Leasing,
        Phase::Waiting,
        Phase::Checking,
        Phase::Minting,
        Phase::Fencing,
        Phase::Saving,
        Phase::Releasing,
    ]
    .into_iter()
    .find(|phase| *phase as u64 == number)
}
