//! What is going to happen, and in which order.

use bigcommerce_tokens::lifecycle::Event;
use bigcommerce_tokens::time::UnixSeconds;
use std::cmp::Ordering;

#[derive(Clone, Copy)]
pub(super) enum What {
    /// A request comes that may change something.
    Ask,
    /// A step is answered.
    Answer { cycle: u32, event: Event },
    /// A mint is tried again.
    Retry(Mint),
    /// The process ends, and another begins.
    Replace,
}

/// A mint under way, with its retries.
#[derive(Clone, Copy)]
pub(super) struct Mint {
    pub(super) cycle: u32,
    pub(super) generation: u64,
    pub(super) expires_at: UnixSeconds,
    pub(super) began_at: u64,
    pub(super) attempts: u32,
}

/// In the order of time, then of scheduling.
pub(super) struct Scheduled {
    pub(super) at: u64,
    pub(super) number: u64,
    pub(super) instance: u32,
    pub(super) life: u32,
    pub(super) what: What,
}

impl PartialEq for Scheduled {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.number) == (other.at, other.number)
    }
}
impl Eq for Scheduled {}
impl PartialOrd for Scheduled {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Scheduled {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}
