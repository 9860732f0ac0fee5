//! Secrets as a type, and the redaction of text that came from a server.

use std::fmt;

use crate::base64;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// Shown wherever a secret would have stood.
pub const REDACTED: &str = "[redacted]";

/// The shortest run of characters of a secret that is treated as the secret itself.
const WINDOW: usize = 8;

/// Text times secret, in bytes, beyond which a text is taken to give the secret away: a server cannot order more work than a few
/// times this.
const MOST_COMPARISONS: usize = 1 << 24;

/// A string that is wiped when dropped and that no formatting shows.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::secret::Secret;
///
/// let secret = Secret::new("synthetic-password");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// assert_eq!(secret.expose(), "synthetic-password");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes over a copy of `value`. The caller's own copy is the caller's to wipe.
    pub fn new(value: impl Into<String>) -> Self {
        Self(SecretString::from(value.into()))
    }

    /// The secret in clear. Called only where a header, a body or a result is put together.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Cleans text written by a server before a person or a log sees it.
///
/// A server may echo what it was sent: in a title, a field name, a host name, a request id. Any text
/// that holds a secret of the exchange, or eight consecutive characters of one, in clear, reversed or
/// in base64, is replaced as a whole.
#[derive(Clone, Default)]
pub struct Redactor {
    secrets: Vec<Secret>,
}

impl Redactor {
    /// Adds a secret of this exchange.
    pub fn add(&mut self, secret: &Secret) {
        self.secrets.push(secret.clone());
    }

    /// Whether `text` is one of the secrets.
    pub fn is_secret(&self, text: &str) -> bool {
        self.secrets.iter().any(|secret| secret.expose() == text)
    }

    /// Whether `text` gives away any of the secrets.
    pub fn finds_secret_in(&self, text: &str) -> bool {
        self.secrets.iter().any(|secret| repeats(text, secret.expose()))
    }

    /// The same, or any JSON Web Token.
    pub fn gives_away(&self, text: &str) -> bool {
        self.finds_secret_in(text) || holds_token(text)
    }

    /// One printable line of at most `limit` characters, or [`REDACTED`].
    pub fn clean(&self, text: &str, limit: usize) -> String {
        // Text far beyond the limit is never shown, and scanning it all would be work that a server can order.
        let text = beginning(text, limit.saturating_mul(2));
        if self.gives_away(text) {
            return REDACTED.to_owned();
        }
        let line = beginning(text, limit);
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        if line.chars().any(char::is_control) {
            line.chars().map(shown).collect::<String>().trim().to_owned()
        } else {
            line.trim().to_owned()
        }
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redactor({} secrets)", self.secrets.len())
    }
}

/// At most `limit` characters of `text`.
fn beginning(text: &str, limit: usize) -> &str {
    // No text has more characters than bytes.
    if text.len() <= limit {
        return text;
    }
    let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Whether `text` has a part of `secret` in it, in any of the forms that are looked for.
fn repeats(text: &str, secret: &str) -> bool {
    let secret = secret.as_bytes();
    let width = WINDOW.min(secret.len());
    if width == 0 || text.len() < width {
        return false;
    }
    // A server chooses the length of the text, and of the token that it issues.
    if text.len().saturating_mul(secret.len()) > MOST_COMPARISONS {
        return true;
    }
    let mut runs = Runs::new(width, 8 * secret.len() + 16);
    // Room for every form: what a buffer is copied out of when it grows would not be wiped.
    let mut form = Zeroizing::new(Vec::with_capacity(secret.len().div_ceil(3) * 4));
    form.extend(secret);
    form.make_ascii_lowercase();
    runs.add(&form);
    fold(&mut form);
    runs.add(&form);
    form.clear();
    form.extend(secret.iter().rev());
    fold(&mut form);
    runs.add(&form);
    // A base64 text shifts with the bytes before it: the three alignments cover every place in a longer text.
    for skipped in 0..3 {
        form.clear();
        base64::encode_to(&mut form, secret.get(skipped..).unwrap_or_default());
        fold(&mut form);
        runs.add(&form);
    }
    // As it stands, too: an escape may begin before the secret and swallow a part of it.
    let mut text = Zeroizing::new(text.as_bytes().to_ascii_lowercase());
    runs.meet(&text) || {
        fold(&mut text);
        runs.meet(&text)
    }
}

/// Every run of so many bytes in the forms of a secret, each as one number.
struct Runs {
    width: usize,
    seen: Zeroizing<Vec<u64>>,
    /// Most runs of a text have no place in it: one look spares looking at all of them.
    filter: [u64; 64],
}

impl Runs {
    /// `width` is 1 to [`WINDOW`], `capacity` how many runs there may be.
    fn new(width: usize, capacity: usize) -> Self {
        Self {
            width,
            seen: Zeroizing::new(Vec::with_capacity(capacity)),
            filter: [0; 64],
        }
    }

    fn add(&mut self, form: &[u8]) {
        each_run(form, self.width, |run| {
            let (word, bit) = place(run);
            if let Some(word) = self.filter.get_mut(word) {
                *word |= bit;
            }
            self.seen.push(run);
            false
        });
    }

    /// Whether one of them stands in `text`.
    fn meet(&self, text: &[u8]) -> bool {
        each_run(text, self.width, |run| {
            let (word, bit) = place(run);
            self.filter.get(word).is_some_and(|word| word & bit != 0) && self.seen.contains(&run)
        })
    }
}

/// Hands on each run, moved on byte by byte, until one is taken; says whether one was.
fn each_run(bytes: &[u8], width: usize, mut take: impl FnMut(u64) -> bool) -> bool {
    let mask = u64::MAX >> (64 - 8 * width);
    let mut run = 0;
    for (at, byte) in bytes.iter().enumerate() {
        run = run << 8 | u64::from(*byte);
        if at + 1 >= width && take(run & mask) {
            return true;
        }
    }
    false
}

/// Word and bit of the filter.
const fn place(run: u64) -> (usize, u64) {
    let place = run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52;
    ((place >> 6) as usize, 1 << (place & 63))
}

/// Lower case, without escapes of URLs, JSON and HTML and without what a layout breaks a line with.
fn fold(text: &mut Zeroizing<Vec<u8>>) {
    if text
        .iter()
        .any(|byte| matches!(byte, b'%' | b'&' | b'\\' | b'\r' | b'\n' | b'\t'))
    {
        // As much room as before: what a buffer is copied out of when it grows would not be wiped.
        let mut plain = Zeroizing::new(Vec::with_capacity(text.capacity()));
        unescape(text, &mut plain);
        *text = plain;
    }
    for byte in text.iter_mut() {
        *byte = match byte.to_ascii_lowercase() {
            // Both alphabets of base64 as one; a form writes a space as a plus.
            b'+' | b' ' => b'-',
            b'/' => b'_',
            other => other,
        };
    }
}

fn unescape(text: &[u8], bytes: &mut Vec<u8>) {
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        rest = match (first, tail) {
            (b'%', [a, b, after @ ..]) if let Some(code) = number(&[*a, *b], 16) => {
                bytes.extend(u8::try_from(code));
                after
            }
            (b'\\', [b'x', a, b, after @ ..]) => {
                push(bytes, number(&[*a, *b], 16));
                after
            }
            (b'\\' | b'%', [b'u', a, b, c, d, after @ ..]) => {
                push(bytes, number(&[*a, *b, *c, *d], 16));
                after
            }
            (b'\\', [b'n' | b'r' | b't', after @ ..]) => after,
            (b'\\' | b'\r' | b'\n' | b'\t', _) => tail,
            (b'&', _) if let Some((code, after)) = entity(tail) => {
                push(bytes, Some(code));
                after
            }
            _ => {
                bytes.push(first);
                tail
            }
        };
    }
}

fn push(bytes: &mut Vec<u8>, code: Option<u32>) {
    if let Some(character) = code.and_then(char::from_u32) {
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// The character that an entity of HTML stands for, and what comes after it.
fn entity(text: &[u8]) -> Option<(u32, &[u8])> {
    let end = text.iter().take(10).position(|byte| *byte == b';')?;
    let code = match text.get(..end)? {
        b"amp" => u32::from('&'),
        b"lt" => u32::from('<'),
        b"gt" => u32::from('>'),
        b"quot" => u32::from('"'),
        b"apos" => u32::from('\''),
        [b'#', b'x' | b'X', hex @ ..] => number(hex, 16)?,
        [b'#', decimal @ ..] => number(decimal, 10)?,
        _ => return None,
    };
    Some((code, text.get(end + 1..)?))
}

/// Wraps around where it is no character anyway.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    digits.iter().try_fold(0_u32, |value, digit| {
        Some(
            value
                .wrapping_mul(radix)
                .wrapping_add(char::from(*digit).to_digit(radix)?),
        )
    })
}

/// A JSON Web Token of anybody's: base64url of `{"` is `eyJ`.
fn holds_token(text: &str) -> bool {
    text.as_bytes()
        .split(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')))
        .any(|word| word.starts_with(b"eyJ") && word.len() > 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_gives_a_secret_away_is_replaced() {
        let mut redactor = Redactor::default();
        redactor.add(&Secret::new("canary-secret/9"));
        for text in [
            "canary-s",
            "canary-secret/9",
            "you sent CANARY-SECRET/9 to us",
            "https://canary-s.example",
            "canary%2Dsecret%2F9",
            "9/terces-yranac",
            "canary-\\secret/9",
            "\\u0063anary-s",
            "%acanary-secret/9",
            "&#99;anary-s",
            "&#x63;anary-&#x73;",
            "\\x63anary-s",
            "%u0063anary-s",
            "Y2FuYXJ5LXNlY3JldC85",
            "token eyJhbGciOiJFUzI1NiJ9.e30.synthetic",
            "eyJ-of-21-characters.",
        ] {
            assert_eq!(redactor.clean(text, 200), REDACTED, "{text}");
        }
        for text in [
            "JSON data is missing or invalid",
            "error.path.missing",
            "canary",
            "eyJ-of-20-characters",
            "",
        ] {
            assert_eq!(redactor.clean(text, 200), text);
        }
    }

    #[test]
    fn what_formats_make_of_a_secret_is_the_secret() {
        for (secret, text) in [
            ("T&y<7>q'Zr\"9", "T&amp;y&lt;7&gt;q&#39;Zr&quot;9"),
            ("T&y<7>q'Zr\"9", "T&amp;y&lt;7&gt;q&apos;Zr&#34;9"),
            ("abc&defg", "abc&amp;defg"),
            ("abc<defg", "abc&lt;defg"),
            ("abc>defg", "abc&gt;defg"),
            ("abc\"defg", "abc&quot;defg"),
            ("abc'defg", "abc&apos;defg"),
            ("my pa ss wo rd", "my+pa+ss+wo+rd"),
            ("my pa ss wo rd", "my%20pa%20ss%20wo%20rd"),
            ("ab\ncd\tefgh", r"ab\ncd\tefgh"),
            ("ab\ncd\tefgh", r"ab\\ncd\\tefgh"),
            (r"C:\new\folder", r"C:\\new\\folder"),
        ] {
            let mut redactor = Redactor::default();
            redactor.add(&Secret::new(secret));
            assert_eq!(redactor.clean(text, 200), REDACTED, "{text}");
        }
    }

    #[test]
    fn a_short_secret_is_found_whole() {
        let mut redactor = Redactor::default();
        redactor.add(&Secret::new("pw1"));
        assert_eq!(redactor.clean("password was pw1", 200), REDACTED);
        assert_eq!(redactor.clean("password was pw", 200), "password was pw");
        redactor.add(&Secret::new(""));
        assert_eq!(
            redactor.clean("an empty one is in no text", 200),
            "an empty one is in no text"
        );
    }

    #[test]
    fn what_would_take_too_long_to_search_counts_as_found() {
        let mut redactor = Redactor::default();
        redactor.add(&Secret::new("a".repeat(4_096)));
        assert!(!redactor.finds_secret_in(&"b".repeat(4_096)));
        assert!(redactor.finds_secret_in(&"b".repeat(4_097)));
    }

    #[test]
    fn clean_text_is_one_bounded_line() {
        assert_eq!(Redactor::default().clean(" a\r\nb\u{7}c ", 200), "a  b c");
        assert_eq!(Redactor::default().clean("abcdef", 3), "abc");
    }
}
