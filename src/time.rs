//! Points and spans of time as numbers that carry their unit. Nothing here reads a clock.

/// A Unix time from here on is read as milliseconds: in seconds it would be the year 5138.
const FIRST_MILLISECONDS: u64 = 100_000_000_000;

/// Unix time in whole seconds, below 10^11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixSeconds(u64);

impl UnixSeconds {
    /// `None` for values that can only be milliseconds or finer.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::time::UnixSeconds;
    ///
    /// assert_eq!(UnixSeconds::new(1_885_635_176).map(UnixSeconds::get), Some(1_885_635_176));
    /// assert_eq!(UnixSeconds::new(1_885_635_176_000), None);
    /// ```
    pub const fn new(seconds: u64) -> Option<Self> {
        if seconds < FIRST_MILLISECONDS {
            Some(Self(seconds))
        } else {
            None
        }
    }

    /// The number of seconds.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The same moment in milliseconds.
    pub const fn to_millis(self) -> u64 {
        self.0 * 1_000
    }
}

/// The caller's clock, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// The second that this moment lies in.
    pub const fn seconds(self) -> u64 {
        self.0 / 1_000
    }

    /// Milliseconds from `earlier` until this moment; 0 when the clock went backwards.
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
