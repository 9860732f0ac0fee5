//! The clients, of tokens and of GraphQL, in a module each: their operations, sent by the caller's fetch, and the guard.
//!
//! `pkg-template/lib` hands in a [`host::Host`] and the caller's arguments in their packing; what goes back is a text of
//! JSON with what belongs to it, or a description of an error that `lib/errors.js` turns into its class.

mod attempt;
mod call;
mod error;
mod events;
mod foreign;
mod host;
mod operations;
mod response_head;
mod results;
mod runtime;
mod settings;
mod task;
#[cfg(test)]
mod tests;
mod transport;

use super::plain;
