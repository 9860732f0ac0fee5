use crate::{
    error::{Fault, IssueCode},
    time::UnixSeconds,
    types::ExpiresAt,
};

/// From when and until when a token is to be good; either may be left to the API.
///
/// # Source
/// BigCommerce, B2B Edition Authentication (OpenAPI), `beginAt` and `endAt`: Unix time in seconds; one day unless told. Read
/// 2026-11-22.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    begin_at: Option<UnixSeconds>,
    end_at: Option<UnixSeconds>,
}

impl Validity {
    /// Joins a beginning, which may have passed, with an end to come.
    ///
    /// # Errors
    /// A [`Fault`] for an end that does not come after the beginning.
    pub fn new(begin_at: Option<UnixSeconds>, end_at: Option<ExpiresAt>) -> Result<Self, Fault> {
        let end_at = end_at.and_then(ExpiresAt::moment);
        if matches!((begin_at, end_at), (Some(begin), Some(end)) if end <= begin) {
            return Err(Fault::new(
                IssueCode::OutOfRange,
                "expected an end after the beginning, got one that is not",
            ));
        }
        Ok(Self { begin_at, end_at })
    }

    /// When it begins.
    pub const fn begin_at(self) -> Option<UnixSeconds> {
        self.begin_at
    }

    /// When it ends.
    pub const fn end_at(self) -> Option<UnixSeconds> {
        self.end_at
    }
}
