use crate::time::UnixMillis;

/// A number of milliseconds, where the others have seconds.
const RESET_MS: &str = "x-rate-limit-time-reset-ms";
/// What B2B Edition's host says: seconds with their unit.
const WINDOW_RESETS: &str = "x-request-window-resets-after";

/// How long a server asks to wait, in milliseconds, from every header that says so.
///
/// # Source
/// BigCommerce, API rate limits and the guide on errors ("honor the longer of the two wait times"), read 2026-11-22.
/// `Retry-After` is not documented for these hosts and read all the same. B2B Edition's host writes its numbers with units
/// (`0.39 s`, `150 times`): B2B Edition, about the APIs, read 2026-11-22.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitHints {
    longest_ms: Option<u64>,
}

impl WaitHints {
    /// The headers that are read, in lower case.
    pub const HEADERS: [&'static str; 4] = [RESET_MS, "x-retry-after", "retry-after", WINDOW_RESETS];

    /// The longest wait that any header asked for.
    pub const fn longest_ms(self) -> Option<u64> {
        self.longest_ms
    }

    /// Reads one header, whatever its case; others than the known ones change nothing.
    ///
    /// A value in nonsense is as good as none. Of several values joined by commas the largest counts.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::{lifecycle::WaitHints, time::UnixMillis};
    ///
    /// let mut hints = WaitHints::default();
    /// hints.read("X-Rate-Limit-Time-Reset-Ms", "5000", UnixMillis(0));
    /// hints.read("X-Retry-After", "20", UnixMillis(0));
    /// assert_eq!(hints.longest_ms(), Some(20_000));
    /// ```
    pub fn read(&mut self, name: &str, value: &str, now: UnixMillis) {
        let known = Self::HEADERS
            .into_iter()
            .find(|header| name.eq_ignore_ascii_case(header));
        let wait = match known {
            Some(RESET_MS) => numbers(value, 1),
            Some(WINDOW_RESETS) => numbers(value.trim().strip_suffix('s').unwrap_or(value), 1_000),
            Some(_) => numbers(value, 1_000).or_else(|| Some(http_date(value)?.since(now))),
            None => None,
        };
        self.longest_ms = self.longest_ms.max(wait);
    }

    /// Takes a moment that a header named and somebody else has read.
    pub fn until(&mut self, moment: UnixMillis, now: UnixMillis) {
        self.longest_ms = self.longest_ms.max(Some(moment.since(now)));
    }
}

/// Reads how many requests a header speaks of: `150`, `150 times` or `150 times/60 s`.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::lifecycle::request_count;
///
/// assert_eq!(request_count("150 times/60 s"), Some(150));
/// assert_eq!(request_count("many"), None);
/// ```
pub fn request_count(value: &str) -> Option<u64> {
    let first = value.trim().split(' ').next().unwrap_or_default();
    let plain = !first.is_empty() && first.len() <= 9 && first.bytes().all(|byte| byte.is_ascii_digit());
    if plain { first.parse().ok() } else { None }
}

fn numbers(value: &str, unit_ms: u64) -> Option<u64> {
    value.split(',').filter_map(|part| number(part.trim(), unit_ms)).max()
}

/// `^\d{1,7}(\.\d+)?$`, rounded up to the millisecond. Read by hand: floats would drag their parser into the wasm.
fn number(text: &str, unit_ms: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() > 7 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let started = u64::from(fraction.bytes().any(|digit| digit != b'0'));
    let mut millis = 0;
    for place in 0..3 {
        let digit = fraction.as_bytes().get(place).map_or(0, |digit| digit - b'0');
        millis = millis * 10 + u64::from(digit);
    }
    let beyond = u64::from(fraction.bytes().skip(3).any(|digit| digit != b'0'));
    Some(whole * unit_ms + ((millis + beyond) * unit_ms).div_ceil(1_000).max(started))
}

#[cfg(not(target_arch = "wasm32"))]
fn http_date(value: &str) -> Option<UnixMillis> {
    let moment = httpdate::parse_http_date(value.trim()).ok()?;
    let since = moment.duration_since(std::time::UNIX_EPOCH).ok()?;
    // Such a date knows whole seconds alone.
    Some(UnixMillis(since.as_secs() * 1_000))
}

/// In the wasm the engine's `Date` reads it, see [`WaitHints::until`]: a parser of dates weighs as much as five operations.
#[cfg(target_arch = "wasm32")]
const fn http_date(_value: &str) -> Option<UnixMillis> {
    None
}
