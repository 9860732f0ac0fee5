//! What needs no network and no secret of its own: `bigcommerce-tokens/inspect` and `bigcommerce-tokens/scopes`.
//!
//! They share a module, since what both need to read and write is most of either: 73 kB together, 57 and 49 apart. One text goes
//! in for each argument and one comes out, so that nothing of `plain` is needed here.

mod answer;
mod inspect;
mod scopes;

use crate::{input::unpack, json::Json};

/// An argument out of its packing, if it was given.
fn argument(packed: &str) -> Option<Json> {
    if packed.is_empty() { None } else { Some(unpack(packed)) }
}
