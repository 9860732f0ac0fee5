//! The binding to JavaScript: the only place that names a platform crate, reads a clock or performs I/O.
//!
//! `pkg-template/lib` hands in a [`host::Host`] and own-data copies of the caller's arguments; what goes back is a plain
//! object, or a description of an error that `lib/errors.js` turns into its class. Nothing survives a call in here: an
//! instance can be thrown away after a trap.

#![expect(unreachable_pub, reason = "wasm-bindgen exports public functions alone")]

use rlsf::SmallGlobalTlsf;
use zeroizing_alloc::ZeroAlloc;

mod answer;
mod attempt;
mod body;
mod call;
mod error;
mod events;
mod foreign;
mod host;
mod input;
mod operations;
mod plain;
mod runtime;
mod settings;
#[cfg(test)]
mod tests;
mod transport;
mod watch;

/// Wipes every block as it is freed, so that no copy of a secret outlives its call in linear memory. The allocator beneath is a
/// third as heavy as the standard library's, and takes the same time for every block.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<SmallGlobalTlsf> = ZeroAlloc(SmallGlobalTlsf::new());
