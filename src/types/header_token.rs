//! The secrets that go into headers.

use super::{Scope, text::check_token, token::claims};
use crate::{error::Fault, json::Json, secret::Secret};

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

/// The token of a GraphQL request, sent as `Authorization: Bearer`: a private token, or an older storefront or customer
/// impersonation token.
///
/// # Source
/// BigCommerce, Authenticating requests to the GraphQL Storefront API, read 2026-11-22.
#[derive(Clone, Debug)]
pub struct BearerToken(Secret);

impl BearerToken {
    /// Takes visible ASCII of 1 to 8,192 characters. Whether it is good is the server's to say.
    ///
    /// # Errors
    /// A [`Fault`] for anything else, for a token behind `Bearer`, and for what a missing value turns into.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::BearerToken;
    ///
    /// assert!(BearerToken::new("synthetic.e30.token").is_ok());
    /// assert!(BearerToken::new("Bearer synthetic.e30.token").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_token(value)?;
        Ok(Self(Secret::new(value)))
    }

    /// The token, for the header.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }

    /// The scopes that the token itself claims, unverified. `None` when it claims none that can be read, or is no JWT: how
    /// BigCommerce writes them is not documented, so a list under `scopes` in either spelling is all that is looked for.
    pub fn claimed_scopes(&self) -> Option<Vec<&'static str>> {
        let claims = claims(self.0.expose())?;
        let Some(Json::List(listed)) = claims.get("scopes") else {
            return None;
        };
        let mut scopes = Vec::new();
        for name in listed {
            scopes.push(Scope::read(name.as_str()?)?.as_str());
        }
        Some(scopes)
    }
}

/// A customer access token, which makes a request the shopper's own.
///
/// # Source
/// BigCommerce, Authenticating requests to the GraphQL Storefront API, read 2026-11-22. Its form is not documented.
#[derive(Clone, Debug)]
pub struct CustomerAccessToken(Secret);

impl CustomerAccessToken {
    /// Takes visible ASCII of 1 to 8,192 characters.
    ///
    /// # Errors
    /// As [`BearerToken::new`].
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_token(value)?;
        Ok(Self(Secret::new(value)))
    }

    /// The token, for the header.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}
