use crate::error::{Fault, IssueCode};

/// The permanent id of a store, as in `store-{hash}.mybigcommerce.com`.
///
/// # Source
/// BigCommerce, Store hash; no pattern is published, every example is `[a-z0-9]`. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreHash(String);

impl StoreHash {
    const MAX_CHARS: usize = 64;

    /// Takes 1 to 64 lower-case letters and digits, so that no value can change the URL it becomes part of.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::StoreHash;
    ///
    /// assert!(StoreHash::new("g5cd38").is_ok());
    /// assert!(StoreHash::new("../v2").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        if value.is_empty() {
            return Err(Fault::new(
                IssueCode::TooShort,
                "expected a store hash, got an empty string",
            ));
        }
        if value.len() > Self::MAX_CHARS {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected a store hash of at most 64 characters, got more",
            ));
        }
        if !value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        {
            return Err(Fault::new(
                IssueCode::Format,
                "expected the bare store hash in lower-case letters and digits (the part after \"store-\" or \"/stores/\" of a store's URL), got other characters",
            ));
        }
        Ok(Self(value.to_owned()))
    }

    /// The hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
