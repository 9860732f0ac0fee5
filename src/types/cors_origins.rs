use super::{each_once, endpoint::host_of};
use crate::error::{Fault, IssueCode};

/// An origin as a browser states it: scheme and host, and a port unless it is the scheme's own.
///
/// # Source
/// BigCommerce, Storefront API tokens (OpenAPI), `allowed_cors_origins`: any string. What no browser sends as its `Origin` would
/// never match, so it is refused here. The form is that of RFC 6454, section 6.2. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsOrigin(String);

impl CorsOrigin {
    const MAX_CHARS: usize = 300;

    /// # Errors
    /// A [`Fault`] for a path, a slash at the end, a wildcard, upper case, letters beyond ASCII, and the scheme's own port.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::types::CorsOrigin;
    ///
    /// assert!(CorsOrigin::new("https://www.example.com").is_ok());
    /// assert!(CorsOrigin::new("https://www.example.com/").is_err());
    /// ```
    pub fn new(value: &str) -> Result<Self, Fault> {
        let wrong = |message| Err(Fault::new(IssueCode::Format, message));
        if value.len() > Self::MAX_CHARS {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected an origin of at most 300 characters, got more",
            ));
        }
        let (own_port, rest) = match (value.strip_prefix("https://"), value.strip_prefix("http://")) {
            (Some(rest), _) => (":443", rest),
            (_, Some(rest)) => (":80", rest),
            _ => return wrong("expected an origin such as https://www.example.com, got another string"),
        };
        if rest.bytes().any(|byte| matches!(byte, b'/' | b'?' | b'#')) {
            return wrong(
                "expected an origin without a path, got something behind the host; leave a slash at the end out too",
            );
        }
        if rest.ends_with(own_port) {
            return wrong(
                "expected an origin without the scheme's own port, which browsers leave out, got one with it",
            );
        }
        if !is_host(host_of(rest)?) {
            return wrong(
                "expected a host in lower-case ASCII (no wildcard; other letters in their xn-- form), got another string",
            );
        }
        Ok(Self(value.to_owned()))
    }

    /// The origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name, an address, or an address of six in brackets, as far as its letters tell.
fn is_host(host: &str) -> bool {
    let literal = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(address) = literal {
        return address.contains(':')
            && address
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f' | b':'));
    }
    !host.is_empty()
        && host.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
        })
}

/// One or two origins.
///
/// # Source
/// BigCommerce, Storefront API tokens (OpenAPI): at most two for one token. Read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsOrigins(Vec<CorsOrigin>);

impl CorsOrigins {
    /// Repeated origins count once.
    ///
    /// # Errors
    /// A [`Fault`] for none, which is said by leaving the field out, and for more than two.
    pub fn new(origins: impl IntoIterator<Item = CorsOrigin>) -> Result<Self, Fault> {
        let unique = each_once(origins);
        match unique.len() {
            0 => Err(Fault::new(
                IssueCode::TooShort,
                "expected one or two origins, got an empty list; leave the field out for none",
            )),
            1 | 2 => Ok(Self(unique)),
            _ => Err(Fault::new(
                IssueCode::TooLong,
                "expected at most two origins, got more; make another token for the others",
            )),
        }
    }

    /// The origins in the order they were given.
    pub fn as_slice(&self) -> &[CorsOrigin] {
        &self.0
    }
}
