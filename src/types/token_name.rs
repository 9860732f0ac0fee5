use super::text::{check_length, check_no_control};
use crate::error::{Fault, IssueCode};

/// A label for a token, shown by the API's lists and never part of the token.
///
/// # Source
/// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI): at most 120 characters, none of four bytes,
/// trimmed by the server. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenName(String);

impl TokenName {
    const MAX_CHARS: usize = 120;

    /// Takes 1 to 120 characters after trimming, as the server trims too.
    ///
    /// # Errors
    /// A [`Fault`] for another length, for control characters and for characters of four bytes.
    pub fn new(value: &str) -> Result<Self, Fault> {
        let value = value.trim();
        check_length(value, Self::MAX_CHARS)?;
        check_no_control(value)?;
        if value.chars().any(|c| c.len_utf8() == 4) {
            return Err(Fault::new(
                IssueCode::FourByteCharacter,
                "expected no characters of four bytes in UTF-8, got at least one (an emoji, say)",
            ));
        }
        Ok(Self(value.to_owned()))
    }

    /// The label.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a server to server token. It should be unique: only by its name can a lost token be found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct B2bTokenName(String);

impl B2bTokenName {
    const MAX_CHARS: usize = 256;

    /// Takes 1 to 256 characters without control characters; the API states no limit, this one keeps requests small.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_length(value, Self::MAX_CHARS)?;
        check_no_control(value)?;
        if value.trim().is_empty() {
            return Err(Fault::new(IssueCode::TooShort, "expected a name, got only white space"));
        }
        Ok(Self(value.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
