use crate::error::{Fault, IssueCode};

/// Where an API is: scheme, host, port and a base path, without a slash at the end.
///
/// `https` only, since every request carries a secret; `http` for this machine alone (127.0.0.0/8, `[::1]`, `localhost`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(String);

impl Endpoint {
    const MAX_CHARS: usize = 512;

    /// # Errors
    /// A [`Fault`] for another scheme, for user information, a query or a fragment, for a host that is not plain ASCII or
    /// is spelled so that a URL parser would read another one, and for plain `http` to another machine.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::Endpoint;
    ///
    /// assert!(Endpoint::new("https://api.bigcommerce.com").is_ok());
    /// assert!(Endpoint::new("http://127.0.0.1:8080").is_ok());
    /// assert!(Endpoint::new("http://api.bigcommerce.com").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        if value.len() > Self::MAX_CHARS {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected a URL of at most 512 characters, got more",
            ));
        }
        let (secure, rest) = match (value.strip_prefix("https://"), value.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => {
                return Err(format_fault(
                    "expected a URL that begins with https://, got another string",
                ));
            }
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host_of(authority)?;
        check_path(path)?;
        let loopback = is_loopback(host);
        if !loopback {
            check_name(host)?;
            if !secure {
                return Err(format_fault(
                    "expected https, got plain http to another machine; the request carries a secret (http is for localhost alone)",
                ));
            }
        }
        Ok(Self(value.trim_end_matches('/').to_owned()))
    }

    /// The URL without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn format_fault(message: &'static str) -> Fault {
    Fault::new(IssueCode::Format, message)
}

/// The host of an authority without user information, whose port, if any, is a plain number.
pub(super) fn host_of(authority: &str) -> Result<&str, Fault> {
    if authority.contains('@') {
        return Err(format_fault(
            "expected a URL without a user name or password, got one with an @ before the path",
        ));
    }
    let literal = authority.find(']').map_or(0, |end| end + 1);
    let after = authority.get(literal..).unwrap_or_default();
    let (rest, port) = after
        .split_once(':')
        .map_or((after, None), |(rest, port)| (rest, Some(port)));
    let host = authority.get(..literal + rest.len()).unwrap_or_default();
    match port.map(str::parse::<u16>) {
        None => Ok(host),
        Some(Ok(1..)) if port.is_some_and(|digits| !matches!(digits.as_bytes().first(), Some(b'+' | b'0'))) => Ok(host),
        Some(_) => Err(format_fault("expected a port from 1 to 65535, got another string")),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "[::1]" || is_loopback_v4(host)
}

/// 127.0.0.0/8 in its one spelling; others of the same address (`127.1`, `0177.0.0.1`) are no names either and fail there.
fn is_loopback_v4(host: &str) -> bool {
    let octet = |part: &str| {
        part.parse::<u8>().is_ok() && (part == "0" || matches!(part.as_bytes().first(), Some(b'1'..=b'9')))
    };
    host.starts_with("127.") && host.split('.').count() == 4 && host.split('.').all(octet)
}

/// A DNS name of at least two labels. All-digit and hexadecimal last labels are left out: parsers read those as an address.
fn check_name(host: &str) -> Result<(), Fault> {
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !label.starts_with("xn--")
    };
    // The last one, found forwards: a search from the end would be compiled for this alone.
    let last = host.split('.').fold("", |_, label| label);
    if host.contains('.') && host.split('.').all(label_ok) && matches!(last.as_bytes().first(), Some(b'a'..=b'z')) {
        return Ok(());
    }
    Err(format_fault(
        "expected a host name in lower-case ASCII such as api.bigcommerce.com (no IP address, no final dot, no punycode), got another string",
    ))
}

fn check_path(path: &str) -> Result<(), Fault> {
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~'));
    if plain && !path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Ok(());
    }
    Err(format_fault(
        "expected a base path without query, fragment, escapes or dot segments, got another string",
    ))
}
