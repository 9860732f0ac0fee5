use crate::{
    error::{Fault, IssueCode},
    text::concat,
    time::{UnixMillis, UnixSeconds},
};

/// When a token is to expire: a moment to come, or never.
///
/// # Source
/// BigCommerce, Storefront API tokens (OpenAPI): `expires_at`, integer >= 0, seconds; no milliseconds, microseconds or
/// nanoseconds. That 0 means "no expiry" is inferred from the minimum and the guide's long-lived tokens. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiresAt(UnixSeconds);

impl ExpiresAt {
    /// A token without expiry, sent as 0.
    pub const NEVER: Self = match UnixSeconds::new(0) {
        Some(zero) => Self(zero),
        None => unreachable!(),
    };

    /// Expiry at a moment after `now`.
    ///
    /// # Errors
    /// A [`Fault`] for milliseconds (its message shows the seconds) and for a moment that has passed.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::{time::UnixMillis, types::ExpiresAt};
    ///
    /// let now = UnixMillis(1_800_000_000_000);
    /// assert!(ExpiresAt::at(1_885_635_176, now).is_ok());
    /// let fault = ExpiresAt::at(1_885_635_176_000, now).unwrap_err();
    /// assert!(fault.message.contains("1885635176"));
    /// ```
    pub fn at(seconds: u64, now: UnixMillis) -> Result<Self, Fault> {
        let moment = unix_seconds(seconds)?;
        if seconds <= now.seconds() {
            return Err(Fault::new(
                IssueCode::InThePast,
                "expected a moment to come, got one that has passed",
            ));
        }
        Ok(Self(moment))
    }

    /// Expiry `lifetime` after `now`.
    ///
    /// # Errors
    /// A [`Fault`] when that is beyond what Unix seconds can mean here (the year 5138).
    pub fn after(lifetime: Lifetime, now: UnixMillis) -> Result<Self, Fault> {
        lifetime
            .0
            .checked_add(now.seconds())
            .and_then(UnixSeconds::new)
            .map(Self)
            .ok_or_else(|| {
                Fault::new(
                    IssueCode::OutOfRange,
                    "expected a lifetime that ends before the year 5138, got a longer one",
                )
            })
    }

    /// The value as it is sent.
    pub const fn wire(self) -> u64 {
        self.0.get()
    }

    /// The moment, or `None` for no expiry.
    pub const fn moment(self) -> Option<UnixSeconds> {
        if self.0.get() == 0 { None } else { Some(self.0) }
    }
}

/// Unix time in seconds, of any moment.
///
/// # Errors
/// A [`Fault`] for milliseconds; its message shows the seconds.
pub fn unix_seconds(seconds: u64) -> Result<UnixSeconds, Fault> {
    UnixSeconds::new(seconds).ok_or_else(|| {
        let mut shown = seconds;
        while UnixSeconds::new(shown).is_none() {
            shown /= 1_000;
        }
        Fault::new(
            IssueCode::Milliseconds,
            concat(&[
                "expected Unix time in seconds, got what looks like milliseconds or finer; in seconds that is ",
                &shown.to_string(),
            ]),
        )
    })
}

/// How long a token is to live, in whole seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(u64);

impl Lifetime {
    /// # Errors
    /// A [`Fault`] for 0: a token without expiry is asked for by an expiry of 0.
    pub fn seconds(seconds: u64) -> Result<Self, Fault> {
        if seconds == 0 {
            return Err(Fault::new(
                IssueCode::OutOfRange,
                "expected a lifetime of at least one second, got 0; for a token without expiry say expiresAt: 0",
            ));
        }
        Ok(Self(seconds))
    }

    /// The span in milliseconds.
    pub const fn millis(self) -> u64 {
        self.0.saturating_mul(1_000)
    }

    /// Reads a whole number and a unit: `90s`, `15m`, `6h`, `30d`.
    ///
    /// # Errors
    /// A [`Fault`] for any other form.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::Lifetime;
    ///
    /// assert_eq!(Lifetime::parse("6h"), Lifetime::seconds(21_600));
    /// assert!(Lifetime::parse("6 hours").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let wrong = || {
            Fault::new(
                IssueCode::Format,
                "expected a whole number and a unit (\"90s\", \"15m\", \"6h\", \"30d\"), got another string",
            )
        };
        let unit = match text.as_bytes().last() {
            Some(b's') => 1,
            Some(b'm') => 60,
            Some(b'h') => 3_600,
            Some(b'd') => 86_400,
            _ => return Err(wrong()),
        };
        let digits = text.get(..text.len() - 1).unwrap_or_default();
        if digits.is_empty() || digits.len() > 11 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let count: u64 = digits.parse().map_err(|_| wrong())?;
        Self::seconds(count.saturating_mul(unit))
    }
}
