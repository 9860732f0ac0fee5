use super::text::check_visible_ascii;
use crate::{
    error::{Fault, IssueCode},
    secret::Secret,
    types::MAX_TOKEN_BYTES,
};

/// A JSON Web Token that the caller holds: one to be revoked, or a shopper's.
#[derive(Clone, Debug)]
pub struct Jwt(Secret);

impl Jwt {
    /// Takes three parts in base64url joined by dots, at most 8,192 characters: no header and no query changes them.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::Jwt;
    ///
    /// assert!(Jwt::new("synthetic.e30.token").is_ok());
    /// assert!(Jwt::new("synthetic0access0token").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        if value.is_empty() {
            return Err(Fault::new(
                IssueCode::TooShort,
                "expected a JSON Web Token, got an empty string",
            ));
        }
        if value.len() > MAX_TOKEN_BYTES {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected at most 8192 characters, got more",
            ));
        }
        check_visible_ascii(value)?;
        if !is_jwt(value) {
            return Err(Fault::new(
                IssueCode::Format,
                "expected a whole JSON Web Token (three parts joined by dots), got another string",
            ));
        }
        Ok(Self(Secret::new(value)))
    }

    /// The token, for a header or a query.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

fn is_jwt(value: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    value.split('.').count() == 3 && value.split('.').all(plain)
}
