use super::text::{check_length, check_visible_ascii};
use crate::{
    error::{Fault, IssueCode},
    secret::Secret,
};

/// The account-level secret that goes into `X-Auth-Token`.
///
/// # Source
/// BigCommerce, API accounts; the format is not documented, so only what can never be one is refused. Read 2026-11-22.
#[derive(Clone, Debug)]
pub struct AccessToken(Secret);

impl AccessToken {
    const MAX_CHARS: usize = 8_192;

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
        check_length(value, Self::MAX_CHARS)?;
        if value
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("bearer "))
        {
            return Err(Fault::new(
                IssueCode::Format,
                "expected the access token alone, got it behind \"Bearer\"; X-Auth-Token takes no scheme",
            ));
        }
        if matches!(
            value,
            "undefined" | "null" | "NaN" | "[object Object]" | "[object Promise]"
        ) {
            return Err(Fault::new(
                IssueCode::Format,
                "expected an access token, got the text of a missing value; check where it is read from",
            ));
        }
        check_visible_ascii(value)?;
        Ok(Self(Secret::new(value)))
    }

    /// The secret, for the header.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}
