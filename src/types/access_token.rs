use super::text::check_token;
use crate::{error::Fault, secret::Secret};

/// The account-level secret that goes into `X-Auth-Token`.
///
/// # Source
/// BigCommerce, API accounts; the format is not documented, so only what can never be one is refused. Read 2026-11-22.
#[derive(Clone, Debug)]
pub struct AccessToken(Secret);

impl AccessToken {
    /// Takes visible ASCII of 1 to 8,192 characters.
    ///
    /// # Errors
    /// A [`Fault`] for anything else, and for what a missing value turns into: `undefined`, `null`, `[object Object]`.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::AccessToken;
    ///
    /// assert!(AccessToken::new("synthetic0access0token").is_ok());
    /// assert!(AccessToken::new("Bearer synthetic").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_token(value)?;
        Ok(Self(Secret::new(value)))
    }

    /// The secret, for the header.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

/// A server to server token of B2B Edition, for that host's header `authToken`.
///
/// # Source
/// BigCommerce, B2B Edition Authentication (OpenAPI), security scheme `authToken`; the format is not promised. Read 2026-11-22.
#[derive(Clone, Debug)]
pub struct AuthToken(Secret);

impl AuthToken {
    /// Takes what [`AccessToken::new`] takes.
    ///
    /// # Errors
    /// As [`AccessToken::new`].
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_token(value)?;
        Ok(Self(Secret::new(value)))
    }

    /// The secret, for the header.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}
