use super::text::{check_length, check_no_control};
use crate::{
    error::{Fault, IssueCode},
    secret::Secret,
};

/// The e-mail address of a B2B Edition user. Held as a secret: it names a person and is half of a sign-in.
#[derive(Clone, Debug)]
pub struct Email(Secret);

impl Email {
    const MAX_CHARS: usize = 254;

    /// Takes one `@` with something on both sides, no white space, at most 254 characters. The server knows the rest.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_length(value, Self::MAX_CHARS)?;
        check_no_control(value)?;
        if value.chars().any(char::is_whitespace) {
            return Err(Fault::new(
                IssueCode::Whitespace,
                "expected an e-mail address without white space, got some",
            ));
        }
        match value.split_once('@') {
            Some((local, domain)) if !local.is_empty() && !domain.is_empty() && !domain.contains('@') => {
                Ok(Self(Secret::new(value)))
            }
            _ => Err(Fault::new(
                IssueCode::Format,
                "expected an e-mail address (one @ with something on both sides), got another string",
            )),
        }
    }

    /// The address, for the body.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}

/// The password of a B2B Edition user.
#[derive(Clone, Debug)]
pub struct Password(Secret);

impl Password {
    const MAX_CHARS: usize = 8_192;

    /// Takes any 1 to 8,192 characters and sends them unchanged.
    ///
    /// # Errors
    /// A [`Fault`] for another length.
    pub fn new(value: &str) -> Result<Self, Fault> {
        check_length(value, Self::MAX_CHARS)?;
        Ok(Self(Secret::new(value)))
    }

    /// The password, for the body.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }
}
