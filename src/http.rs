//! A request to be sent and a response that came, as plain data. Whoever does the I/O stands outside.

use std::{borrow::Cow, fmt};

use zeroize::Zeroizing;

use crate::{
    error::Error,
    json::Json,
    secret::{REDACTED, Redactor, Secret},
    text,
};

/// The most bytes of an answer that are read, decoded.
pub const MAX_BODY_BYTES: usize = 65_536;
/// The same for a list: 250 items with long names and many channels.
pub const MAX_LIST_BYTES: usize = 2_097_152;
/// The most bytes of a refusal's body that are looked at; a refusal counts without its body.
pub const MAX_REFUSAL_BYTES: usize = 16_384;

/// The HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// DELETE.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A request, ready to be sent. `Debug` shows neither secret headers nor the body.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The URL as it may be shown: without the part of its query that is a secret. What is sent is [`Request::target`].
    pub url: String,
    secret_query: Option<Zeroizing<String>>,
    headers: Vec<(Cow<'static, str>, Zeroizing<String>)>,
    body: Option<Zeroizing<String>>,
    redactor: Redactor,
}

impl Request {
    /// A request with the headers that both APIs want.
    pub fn new(method: Method, url: String) -> Self {
        let mut request = Self {
            method,
            url,
            secret_query: None,
            headers: Vec::with_capacity(8),
            body: None,
            redactor: Redactor::default(),
        };
        request.add_header("Accept", "application/json");
        request
    }

    /// Adds a header that may be shown.
    pub fn add_header(&mut self, name: impl Into<Cow<'static, str>>, value: &str) {
        self.headers.push((name.into(), Zeroizing::new(value.to_owned())));
    }

    /// Adds a header that carries a secret, and remembers to redact it.
    pub fn add_secret_header(&mut self, name: &'static str, secret: &Secret) {
        self.add_header(name, secret.expose());
        self.redact(secret);
    }

    /// Adds to the query what needs no escapes and may be shown.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        let before = self.next_in_query();
        for part in [before, name, "=", value] {
            self.url.push_str(part);
        }
    }

    /// Adds to the query a secret that needs no escapes; it comes last.
    pub(crate) fn add_secret_query(&mut self, name: &str, secret: &Secret) {
        let query = text::concat(&[name, "=", secret.expose()]);
        self.secret_query = Some(Zeroizing::new(query));
        self.redact(secret);
    }

    fn next_in_query(&self) -> &'static str {
        if text::contains(&self.url, "?") { "&" } else { "?" }
    }

    /// The whole URL, with what is secret in it: for sending, never for showing.
    pub fn target(&self) -> Zeroizing<String> {
        Zeroizing::new(match &self.secret_query {
            Some(query) => text::concat(&[&self.url, self.next_in_query(), query]),
            None => self.url.clone(),
        })
    }

    /// Remembers a secret that the body holds, so that no error repeats what the server echoes of it.
    pub fn redact(&mut self, secret: &Secret) {
        self.redactor.add(secret);
    }

    /// Sets a JSON body.
    pub fn set_json_body(&mut self, json: String) {
        self.add_header("Content-Type", "application/json");
        self.body = Some(Zeroizing::new(json));
    }

    /// Names and values, secrets among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// The body, secrets among it.
    pub fn body(&self) -> Option<&str> {
        self.body.as_ref().map(|body| body.as_str())
    }

    /// Cleans what the server says about this request.
    pub const fn redactor(&self) -> &Redactor {
        &self.redactor
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| &**name).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .field("body", &self.body.as_ref().map(|_| REDACTED))
            .finish_non_exhaustive()
    }
}

/// A response. `Debug` shows the status alone: the body holds the token.
pub struct Response {
    /// The HTTP status; 0 where the runtime hides a redirect.
    pub status: u16,
    /// The `Location` header, if any.
    pub location: Option<String>,
    /// The body, decoded and whole. Empty where a refusal's body could not be read.
    pub body: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Response {
    /// Sorts out what is never an answer: redirects, and statuses that HTTP gives no final meaning.
    ///
    /// # Errors
    /// [`Error::Redirect`] for 3xx and for a hidden redirect, [`Error::Protocol`] below 200 and above 599.
    pub fn check_status(&self, redactor: &Redactor) -> Result<(), Error> {
        match self.status {
            0 | 300..=399 => {
                let to_origin = self
                    .location
                    .as_deref()
                    .and_then(|location| origin_of(location, redactor));
                Err(Error::Redirect {
                    status: self.status,
                    to_origin,
                })
            }
            200..=299 | 400..=599 => Ok(()),
            _ => Err(Error::protocol(
                "status",
                "expected a status from 200 to 599, got another number",
            )),
        }
    }

    /// Whether the status promises a result.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// The body as text, without the one byte order mark that is allowed.
    ///
    /// # Errors
    /// [`Error::Protocol`] when it is not UTF-8.
    pub fn text(&self) -> Result<&str, Error> {
        let text =
            std::str::from_utf8(&self.body).map_err(|_| Error::protocol("$", "expected UTF-8, got other bytes"))?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Reads the body of a success, which is one JSON object.
    ///
    /// # Errors
    /// [`Error::Protocol`] when it is anything else.
    pub(crate) fn json(&self) -> Result<Json, Error> {
        let text = self.text()?;
        if text.is_empty() {
            return Err(Error::protocol("$", "expected a JSON object, got an empty body"));
        }
        match Json::read(text) {
            Some(value @ Json::Object(_)) => Ok(value),
            Some(_) => Err(Error::protocol("$", "expected a JSON object, got another kind of JSON")),
            None => Err(Error::protocol("$", "expected one JSON document, got something else")),
        }
    }
}

/// Scheme, host and port of an absolute http(s) URL; `None` for the rest and for a host that gives a secret away.
fn origin_of(location: &str, redactor: &Redactor) -> Option<String> {
    let scheme_end = text::find(location, "://")?;
    let scheme = location.get(..scheme_end)?.to_ascii_lowercase();
    let rest = location.get(scheme_end + 3..)?;
    let is_end = |byte: u8| matches!(byte, b'/' | b'?' | b'#' | b'\\');
    let authority = rest.get(..rest.bytes().position(is_end).unwrap_or(rest.len()))?;
    let host = authority.split('@').fold("", |_, part| part);
    let plain = !host.is_empty()
        && host.len() <= 255
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte));
    let origin = text::concat(&[&scheme, "://", &host.to_ascii_lowercase()]);
    (matches!(scheme.as_str(), "http" | "https") && plain && !redactor.finds_secret_in(&origin)).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_origin_of_a_redirect_is_told() {
        let mut redactor = Redactor::default();
        redactor.add(&Secret::new("canary0secret"));
        for (location, expected) in [
            ("https://evil.example/path?x=1", Some("https://evil.example")),
            ("HTTP://Evil.Example:8080", Some("http://evil.example:8080")),
            ("https://user:pass@evil.example/", Some("https://evil.example")),
            ("https://canary0secret.evil.example/", None),
            ("//evil.example/", None),
            ("/login", None),
            ("javascript:alert(1)", None),
            ("https://", None),
        ] {
            assert_eq!(origin_of(location, &redactor).as_deref(), expected, "{location}");
        }
    }
}
