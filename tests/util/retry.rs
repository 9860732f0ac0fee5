//! A first attempt that failed, and what a caller allows.
use bigcommerce_tokens::{
    lifecycle::{Limits, Progress},
    time::UnixMillis,
};

pub const LIMITS: Limits = Limits {
    max_retries: 2,
    max_retry_after_ms: 60_000,
    total_timeout_ms: 65_000,
};
pub const FIRST: Progress = Progress {
    attempts: 1,
    ambiguous: 0,
    elapsed_ms: 0,
};
pub const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
