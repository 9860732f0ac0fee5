//! The words of the state machine: what it asks for, what is answered, and what callers get.

use super::{Cause, Stamp};
use crate::time::{UnixMillis, UnixSeconds};

/// What to do next, for whoever does I/O. Each step is answered by one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Read the record from the store. Answered by [`Event::Loaded`] or [`Event::StoreFailed`].
    Load,
    /// Ask the store for the lease. Answered by [`Event::Leased`] or [`Event::StoreFailed`].
    Lease {
        /// For how long, in milliseconds.
        ttl_ms: u64,
    },
    /// Let another machine finish. Answered by [`Event::Waited`].
    Wait {
        /// For how long, in milliseconds.
        ms: u64,
    },
    /// Make a token. Answered by [`Event::Minted`] or [`Event::MintFailed`].
    Mint {
        /// To be given back with the token.
        generation: u64,
        /// The end to ask for, by the API's clock.
        expires_at: UnixSeconds,
    },
    /// Write the record of the token in hand. Answered by [`Event::Saved`] or [`Event::StoreFailed`].
    Save {
        /// For how long the store needs to keep it, in milliseconds.
        ttl_ms: u64,
    },
    /// Give the lease back. Answered by [`Event::Released`].
    Release,
    /// The cycle is over.
    Done {
        /// Whether the token in hand may be handed out; otherwise callers get the error of the last mint.
        usable: bool,
    },
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The store answered.
    Loaded(Found),
    /// The store failed, took too long, or answered in nonsense.
    StoreFailed,
    /// The store decided on the lease.
    Leased {
        /// Whether this process has it.
        granted: bool,
    },
    /// The wait is over.
    Waited,
    /// The API made a token.
    Minted(Minted),
    /// The API made none.
    MintFailed(Cause),
    /// The store has the record.
    Saved,
    /// The lease was given back, or could not be.
    Released,
}

/// What the store has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or what counts as nothing.
    Nothing,
    /// Something that does not fit, which counts as nothing too.
    Unfit(Unfit),
    /// A token.
    Token(Stamp),
    /// The word that tokens up to this generation are dead.
    Revoked(u64),
}

/// Why the content of a store is not a token for this key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Not a record of this package at all.
    Garbage,
    /// A record of another key: another store, account, channel or scope.
    OtherKey,
    /// A record of an older release.
    OlderFormat,
    /// A record of a newer release.
    NewerFormat,
    /// A token that has ended.
    Expired,
    /// Made by a clock that is a day ahead or more.
    FromTheFuture,
}

impl Unfit {
    /// The stable name, for events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Garbage => "garbage",
            Self::OtherKey => "other_key",
            Self::OlderFormat => "older_format",
            Self::NewerFormat => "newer_format",
            Self::Expired => "expired",
            Self::FromTheFuture => "from_the_future",
        }
    }
}

/// A token that the API made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minted {
    /// As [`Step::Mint`] gave it.
    pub generation: u64,
    /// When the mint began, by the process's clock.
    pub started_at: UnixMillis,
    /// When the token ends.
    pub expires_at: UnixSeconds,
    /// The API's own time when it answered, where it tells.
    pub api_time: Option<UnixSeconds>,
}

/// A step, and the cycle it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// To be given back with the event.
    pub cycle: u32,
    /// What to do.
    pub step: Step,
}

/// What a caller gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The token in hand.
    Use,
    /// The token in hand, while a cycle begins that looks for a newer one.
    UseAndRefresh(Task),
    /// What the cycle brings that is running already.
    Join,
    /// What the cycle brings that begins with this task.
    Begin(Task),
    /// The error of the last mint: no token can be had for the moment.
    Fail,
}

/// What became of a token that an API refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalidation {
    /// It is dropped, and the next caller gets a newer one.
    Dropped,
    /// It was replaced already.
    Replaced,
    /// It stays: the one before it was refused too, just now, so that another would not help.
    Kept,
}
