//! What happens around an operation over time. Pure: the moment and the random number are arguments.
//!
//! [`decide`] says whether a call is tried again. [`Entry`] looks after one token: it says who may have it, and by which
//! [`Step`]s it is replaced in time, alone or together with other machines.

mod audience;
mod cycle;
mod entry;
mod failure;
mod hints;
// It needs SHA-256, which in the wasm only the provider has.
#[cfg(any(feature = "provider", not(target_arch = "wasm32")))]
mod key;
mod policy;
mod record;
mod retry;
mod state;
mod step;
/// Between this crate and the npm package around it; no part of what the crate promises.
#[doc(hidden)]
pub mod wire;

pub use audience::may_receive;
pub use entry::{Entry, Held, Stamp, Standing};
pub use failure::Failure;
pub use hints::{WaitHints, request_count};
#[cfg(any(feature = "provider", not(target_arch = "wasm32")))]
pub use key::{Key, KeyParts, TokenKind};
pub use policy::{
    Cause, DEFAULT_LIFETIME_MS, DEFAULT_PROPAGATION_MS, MAX_LIFETIME_MS, MIN_LIFETIME_MS, MIN_SPREAD_LIFETIME_MS,
    Policy, REFRESH_AHEAD, Sharing,
};
pub use record::Record;
pub use retry::{Decision, GaveUp, Limits, Progress, RetryBudget, Stop, decide};
pub use step::{Advice, Event, Found, Invalidation, Minted, Step, Task, Unfit};
