//! Points and spans of time as numbers that carry their unit. Nothing here reads a clock.

/// A Unix time from here on is read as milliseconds: in seconds it would be the year 5138.
pub(crate) const FIRST_MILLISECONDS: u64 = 100_000_000_000;

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

    /// The moment in UTC as ISO 8601 writes it: `2027-03-31T00:00:00Z`.
    pub fn to_iso(self) -> String {
        let (day, second) = (self.0 / 86_400, self.0 % 86_400);
        let (year, month, day) = date_of(day);
        let parts = [year, month, day, second / 3_600, second / 60 % 60, second % 60];
        let mut text = String::new();
        for (part, after) in parts.into_iter().zip("--T::Z".chars()) {
            // The year has four digits: such a moment lies before the year 5138.
            if part < 10 {
                text.push('0');
            }
            text.push_str(&part.to_string());
            text.push(after);
        }
        text
    }
}

/// Year, month and day of a day counted from 1970-01-01. Years are counted from March here, so that a leap day is the last of
/// its year and the lengths of months repeat every five.
const fn date_of(day: u64) -> (u64, u64, u64) {
    const CENTURIES_4: u64 = 146_097;
    // From 0000-03-01.
    let day = day + 719_468;
    let (era, day) = (day / CENTURIES_4, day % CENTURIES_4);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let january_to_february = if month < 3 { 1 } else { 0 };
    (
        era * 400 + year + january_to_february,
        month,
        day - (153 * from_march + 2) / 5 + 1,
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_iso_writes_it() {
        for (seconds, iso) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_721_406_629, "2024-07-19T16:30:29Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (1_823_163_010, "2027-10-10T10:10:10Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (99_999_999_999, "5138-11-16T09:46:39Z"),
        ] {
            assert_eq!(UnixSeconds(seconds).to_iso(), iso);
        }
    }
}
