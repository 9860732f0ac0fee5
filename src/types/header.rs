use super::text::{check_length, check_no_control};
use crate::error::{Fault, IssueCode};

/// Set by the package or by the runtime, or a mark of a browser; a caller's value could leak or change the call.
const FORBIDDEN: [&str; 18] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];
const FORBIDDEN_PREFIXES: [&str; 3] = ["proxy-", "sec-", "x-http-method"];
const CREDENTIALS: [&str; 7] = [
    "x-auth-token",
    "x-auth-client",
    "x-store-hash",
    "authtoken",
    "sf-api-token",
    "x-bc-customer-access-token",
    "x-bc-error-on-invalid-customer-access-token",
];

/// A token in HTTP's sense, which names of headers and products are. An empty text was refused before.
fn is_http_token(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// A header that the caller adds to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraHeader {
    name: String,
    value: String,
}

impl ExtraHeader {
    /// Takes an HTTP token as name and printable ASCII without outer spaces as value, at most 4,096 characters.
    ///
    /// # Errors
    /// A [`Fault`] for anything else and for names that the package or the runtime sets.
    pub fn new(name: &str, value: &str) -> Result<Self, Fault> {
        check_length(name, 128)?;
        if !is_http_token(name) {
            return Err(Fault::new(
                IssueCode::Format,
                "expected a header name (letters, digits, hyphens), got other characters",
            ));
        }
        let lower = name.to_ascii_lowercase();
        if FORBIDDEN.contains(&lower.as_str())
            || CREDENTIALS.contains(&lower.as_str())
            || FORBIDDEN_PREFIXES.iter().any(|prefix| lower.starts_with(prefix))
        {
            return Err(Fault::new(
                IssueCode::ForbiddenHeader,
                "expected a header of your own, got one that the package or the runtime sets, or that only browsers send",
            ));
        }
        if value.len() > 4_096 {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected a header value of at most 4096 characters, got more",
            ));
        }
        check_no_control(value)?;
        if !value.is_ascii() {
            return Err(Fault::new(
                IssueCode::Format,
                "expected a header value in ASCII, got other characters",
            ));
        }
        if value.trim() != value {
            return Err(Fault::new(
                IssueCode::Whitespace,
                "expected no white space around a header value, got some",
            ));
        }
        Ok(Self {
            name: lower,
            value: value.to_owned(),
        })
    }

    /// The name in lower case.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value.
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// A product of a `User-Agent` header: `name`, `name/version` or `name/version (+url)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product(String);

impl Product {
    /// This package and its version.
    pub fn this_package() -> Self {
        Self(concat!("bigcommerce-tokens/", env!("CARGO_PKG_VERSION")).to_owned())
    }

    /// The caller's application, for [`followed_by`](Self::followed_by).
    ///
    /// # Errors
    /// A [`Fault`] when a part could break out of the header: name and version are HTTP tokens, the URL visible ASCII without
    /// parentheses, each at most 128 characters.
    pub fn new(name: &str, version: Option<&str>, url: Option<&str>) -> Result<Self, Fault> {
        let token = |part: &str| {
            check_length(part, 128)?;
            if is_http_token(part) {
                Ok(())
            } else {
                Err(Fault::new(
                    IssueCode::Format,
                    "expected letters, digits, dots and hyphens, got other characters",
                ))
            }
        };
        token(name)?;
        let mut text = name.to_owned();
        if let Some(version) = version {
            token(version)?;
            text.push('/');
            text.push_str(version);
        }
        if let Some(url) = url {
            check_length(url, 128)?;
            if !url
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'(' | b')' | b'\\'))
            {
                return Err(Fault::new(
                    IssueCode::Format,
                    "expected a URL in visible ASCII without parentheses, got other characters",
                ));
            }
            text.push_str(" (+");
            text.push_str(url);
            text.push(')');
        }
        Ok(Self(text))
    }

    /// Both products, this one first, as one header value.
    #[must_use]
    pub fn followed_by(mut self, other: &Self) -> Self {
        self.0.push(' ');
        self.0.push_str(&other.0);
        self
    }

    /// The header value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
