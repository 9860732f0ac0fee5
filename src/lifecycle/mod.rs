//! What happens around an operation over time. Pure: the moment and the random number are arguments.

mod failure;
mod hints;
mod retry;

pub use failure::Failure;
pub use hints::WaitHints;
pub use retry::{Decision, Limits, Progress, RetryBudget, Stop, decide};
