//! What a list takes: which page, how long, and in which order.

use super::text::{MAX_ID, check_range};
use crate::error::{Fault, IssueCode};

/// The number of a page, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);

    /// # Errors
    /// A [`Fault`] outside 1 to 2^31 - 1.
    pub fn new(number: u64) -> Result<Self, Fault> {
        let message = "expected the number of a page from 1 to 2147483647, got a number outside that range";
        check_range(number, 1, MAX_ID, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// How many items a page may have, from 1 to 250.
///
/// # Source
/// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI) and B2B Edition Authentication (OpenAPI): 1 to 250. The
/// first cuts a higher number down without a word, so it is refused here. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimit(u32);

impl PageLimit {
    /// # Errors
    /// A [`Fault`] outside 1 to 250.
    pub fn new(limit: u64) -> Result<Self, Fault> {
        let message = "expected a limit from 1 to 250, got a number outside that range";
        check_range(limit, 1, 250, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// How many items come before a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset(u32);

impl Offset {
    /// # Errors
    /// A [`Fault`] above 2^31 - 1.
    pub fn new(offset: u64) -> Result<Self, Fault> {
        let message = "expected an offset from 0 to 2147483647, got a greater one";
        check_range(offset, 0, MAX_ID, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By when a token was issued.
    IssuedAt,
    /// By when a token expires.
    ExpiresAt,
}

impl Sort {
    /// # Errors
    /// A [`Fault`] for any other word.
    pub fn new(name: &str) -> Result<Self, Fault> {
        match name {
            "issued_at" => Ok(Self::IssuedAt),
            "expires_at" => Ok(Self::ExpiresAt),
            _ => Err(Fault::new(
                IssueCode::NotAllowed,
                "expected \"issued_at\" or \"expires_at\", got another string",
            )),
        }
    }

    /// The API's own word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IssuedAt => "issued_at",
            Self::ExpiresAt => "expires_at",
        }
    }
}

/// Which end of a list comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The earliest.
    Ascending,
    /// The latest.
    Descending,
}

impl Direction {
    /// # Errors
    /// A [`Fault`] for any other word.
    pub fn new(name: &str) -> Result<Self, Fault> {
        match name {
            "asc" => Ok(Self::Ascending),
            "desc" => Ok(Self::Descending),
            _ => Err(Fault::new(
                IssueCode::NotAllowed,
                "expected \"asc\" or \"desc\", got another string",
            )),
        }
    }

    /// The API's own word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}
