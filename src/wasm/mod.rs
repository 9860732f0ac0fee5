//! The binding to JavaScript: the only place that names a platform crate, reads a clock or performs I/O.
//!
//! The package has several wasm modules, so that nobody loads what he does not import. Each is this crate compiled with one
//! feature: `tokens` and `graphql` export the two clients of `client`, the others a module of their own. Nothing survives a call: an
//! instance can be thrown away after a trap.

#![expect(unreachable_pub, reason = "wasm-bindgen exports public functions alone")]

use rlsf::SmallGlobalTlsf;
use zeroizing_alloc::ZeroAlloc;

#[cfg(any(feature = "tokens", feature = "graphql"))]
mod client;
#[cfg(feature = "offline")]
mod offline;
#[cfg(any(feature = "tokens", feature = "graphql"))]
mod plain;
#[cfg(feature = "provider")]
mod provider;

/// Wipes every block as it is freed, so that no copy of a secret outlives its call in linear memory. The allocator beneath is a
/// third as heavy as the standard library's, and takes the same time for every block.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<SmallGlobalTlsf> = ZeroAlloc(SmallGlobalTlsf::new());
