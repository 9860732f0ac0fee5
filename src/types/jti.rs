use super::text::check_length;
use crate::error::{Fault, IssueCode};

/// The id of a token, as the API's lists give it.
///
/// # Source
/// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), path parameter `jti`: a string without a pattern.
/// Only what a path can carry as it is is taken, so that no value changes the URL it becomes part of. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jti(String);

impl Jti {
    const MAX_CHARS: usize = 128;

    /// Takes 1 to 128 letters, digits and `-_.~:=+@`.
    ///
    /// # Errors
    /// A [`Fault`] for anything else, and for a whole token: a URL is no place for a secret.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::Jti;
    ///
    /// assert!(Jti::new("0c5f8e2a-6d1b-4c57-9a3e-2f4b7d8e9a10").is_ok());
    /// assert!(Jti::new("../channels").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        // Before the length, since a token is also too long.
        if value.starts_with("eyJ") && value.contains('.') {
            return Err(Fault::new(
                IssueCode::Format,
                "expected the id of a token, got a whole token, which must not become part of a URL; revoke it as { token }",
            ));
        }
        check_length(value, Self::MAX_CHARS)?;
        let plain = value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~:=+@".contains(&byte));
        if !plain || value.bytes().all(|byte| byte == b'.') {
            return Err(Fault::new(
                IssueCode::Format,
                "expected the id of a token in letters, digits and hyphens, got other characters",
            ));
        }
        Ok(Self(value.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
