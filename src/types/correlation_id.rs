use crate::error::{Fault, IssueCode};

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
