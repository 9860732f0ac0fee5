//! Ids that B2B Edition takes.

use super::text::{MAX_ID, check_range};
use crate::error::Fault;

/// The id of a customer of the store.
///
/// # Source
/// BigCommerce, B2B Edition Authentication (OpenAPI), `customerId`: an integer. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerId(u32);

impl CustomerId {
    /// # Errors
    /// A [`Fault`] outside 1 to 2^31 - 1.
    pub fn new(id: u64) -> Result<Self, Fault> {
        let message = "expected a customer id from 1 to 2147483647, got a number outside that range";
        check_range(id, 1, MAX_ID, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// The id of a server to server token, as the list of them gives it.
///
/// # Source
/// BigCommerce, B2B Edition Authentication (OpenAPI), `tokenId`: an integer. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerToServerTokenId(u32);

impl ServerToServerTokenId {
    /// # Errors
    /// A [`Fault`] outside 1 to 2^31 - 1.
    pub fn new(id: u64) -> Result<Self, Fault> {
        let message = "expected the id of a token from 1 to 2147483647, got a number outside that range";
        check_range(id, 1, MAX_ID, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}
