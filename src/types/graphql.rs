use super::{Scope, text::check_token, token::claims};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    secret::Secret,
};

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

/// A UUID that all requests of one piece of work share, so that BigCommerce's support can find them.
///
/// # Source
/// BigCommerce, GraphQL Storefront API, request headers: `X-Correlation-Id`, a UUID. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrelationId(String);

impl CorrelationId {
    /// Takes a UUID in its usual spelling, such as `crypto.randomUUID()` gives.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    pub fn new(value: &str) -> Result<Self, Fault> {
        let fits = |(at, byte): (usize, u8)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        if value.len() == 36 && value.bytes().enumerate().all(fits) {
            return Ok(Self(value.to_owned()));
        }
        Err(Fault::new(
            IssueCode::Format,
            "expected a UUID (8-4-4-4-12 hexadecimal digits), got another string",
        ))
    }

    /// The UUID.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
