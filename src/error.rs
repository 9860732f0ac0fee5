//! What can go wrong, as values a caller can branch on.
//!
//! Input that is refused, an API that refuses, and an answer that cannot be read never share a variant. No message holds a
//! value that was given or received: it says what was expected, what kind of thing came, and where.

mod graphql;

pub use graphql::{CustomerTokenReason, GraphqlRefusal, GraphqlRefusalKind, TokenReason};

use std::{borrow::Cow, fmt, slice};

use crate::text::{concat, find};

/// Stable names of the ways an input can be wrong. They are part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueCode {
    /// Another kind of value than expected.
    Type,
    /// A value that must be there is not.
    Required,
    /// Two exclusive fields were given together, or none of them.
    ExactlyOne,
    /// A field that the operation does not have.
    UnknownField,
    /// A number with a fraction, infinite, or not a number.
    NotInteger,
    /// A number outside its range.
    OutOfRange,
    /// A number beyond 2^53 - 1, which JavaScript cannot hold exactly.
    UnsafeInteger,
    /// A Unix time in milliseconds where seconds belong.
    Milliseconds,
    /// A moment that has passed already.
    InThePast,
    /// Empty, or fewer items than needed.
    TooShort,
    /// More characters or items than allowed.
    TooLong,
    /// A string with a lone surrogate.
    IllFormed,
    /// White space where none may be.
    Whitespace,
    /// A control character.
    ControlCharacter,
    /// Not one of the allowed values.
    NotAllowed,
    /// A string of another form than expected.
    Format,
    /// A header that the package sets itself, or that must not be sent.
    ForbiddenHeader,
    /// A character of four bytes in UTF-8, such as an emoji.
    FourByteCharacter,
    /// A getter where a plain value belongs.
    Accessor,
    /// A text that is not of the language it should be in.
    Syntax,
}

impl IssueCode {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::ExactlyOne => "exactly_one",
            Self::UnknownField => "unknown_field",
            Self::NotInteger => "not_integer",
            Self::OutOfRange => "out_of_range",
            Self::UnsafeInteger => "unsafe_integer",
            Self::Milliseconds => "milliseconds",
            Self::InThePast => "in_the_past",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::IllFormed => "ill_formed",
            Self::Whitespace => "whitespace",
            Self::ControlCharacter => "control_character",
            Self::NotAllowed => "not_allowed",
            Self::Format => "format",
            Self::ForbiddenHeader => "forbidden_header",
            Self::FourByteCharacter => "four_byte_character",
            Self::Accessor => "accessor",
            Self::Syntax => "syntax",
        }
    }
}

/// Why one value was refused, before it is known which field held it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stable name of the fault.
    pub code: IssueCode,
    /// For people: what was expected and what kind of thing came.
    pub message: Cow<'static, str>,
}

impl Fault {
    /// A fault with its explanation.
    pub fn new(code: IssueCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The fault of the field at `path`.
    pub fn at(self, path: impl Into<String>) -> Issue {
        Issue {
            path: path.into(),
            code: self.code,
            message: self.message,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// One fault of an input and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The field, as one would write it in code: `channelIds[2]`; empty for the argument itself.
    pub path: String,
    /// The stable name of the fault.
    pub code: IssueCode,
    /// For people: what was expected and what kind of thing came.
    pub message: Cow<'static, str>,
}

impl Issue {
    /// What would have been right: what the message says before it tells what came.
    pub fn expected(&self) -> Option<&str> {
        let rest = self.message.strip_prefix("expected ")?;
        rest.get(..find(rest, ", got ").unwrap_or(rest.len()))
    }
}

/// Every issue, for people: its path, if any, and its message.
pub(crate) fn list_of(issues: &[Issue], between: &str) -> String {
    let mut text = String::new();
    for issue in issues {
        let before = if text.is_empty() { "" } else { between };
        let colon = if issue.path.is_empty() { "" } else { ": " };
        for part in [before, &issue.path, colon, &issue.message] {
            text.push_str(part);
        }
    }
    text
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&list_of(slice::from_ref(self), ""))
    }
}

/// Whether the server may have acted on the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing reached the server.
    NotSent,
    /// The server said no.
    Refused,
    /// It may have acted: a token may exist that nobody holds, or be revoked.
    Unknown,
}

impl Outcome {
    /// What a refusing status says. A gateway or a crash may have come after the deed; 501 and 505 say that the server does no such
    /// thing.
    pub const fn of_status(status: u16) -> Self {
        match status {
            408 | 499 | 500 | 502..=504 | 506..=599 => Self::Unknown,
            _ => Self::Refused,
        }
    }

    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// How the API refused, by HTTP status and, on the B2B host, by what its body says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusalKind {
    /// 400.
    BadRequest,
    /// 401, or a wrong e-mail or password.
    Authentication,
    /// 403, or a role that may not do this.
    Permission,
    /// 404.
    NotFound,
    /// 422.
    Unprocessable,
    /// 422, because the store holds as many revoked, unexpired tokens as it may.
    RevokedTokenQuota,
    /// 429.
    RateLimit,
    /// 5xx.
    Server,
    /// Any other status from 400 on.
    Other,
}

impl RefusalKind {
    /// The kind that a status alone stands for.
    pub const fn of_status(status: u16) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Authentication,
            403 => Self::Permission,
            404 => Self::NotFound,
            422 => Self::Unprocessable,
            429 => Self::RateLimit,
            500..=599 => Self::Server,
            _ => Self::Other,
        }
    }

    /// The stable error code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::Authentication => "authentication",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::Unprocessable => "unprocessable",
            Self::RevokedTokenQuota => "revoked_token_quota",
            Self::RateLimit => "rate_limit",
            Self::Server => "server",
            Self::Other => "api",
        }
    }
}

/// A refusal by the API. Its texts were cleaned of every secret of the exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// How the API refused.
    pub kind: RefusalKind,
    /// The HTTP status; on the B2B host the body's `code` where the two disagree.
    pub status: u16,
    /// The API's own words, one line.
    pub title: Option<String>,
    /// The API's complaint by field, at most 20.
    pub errors: Vec<(String, String)>,
    /// What to do about it.
    pub hint: Option<&'static str>,
    /// Whether the server may have acted all the same.
    pub outcome: Outcome,
}

/// Why an operation has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The API refused.
    Api(Box<Refusal>),
    /// The API refused in the words of GraphQL.
    Graphql(Box<GraphqlRefusal>),
    /// The answer is not what the API promises.
    Protocol {
        /// Where in the body, `$` for the whole.
        path: String,
        /// What was expected and what kind of thing came.
        message: &'static str,
    },
    /// The answer was a redirect, which is never followed with a secret in hand.
    Redirect {
        /// The HTTP status, 0 where the runtime hides it.
        status: u16,
        /// Scheme, host and port of the target; never its path.
        to_origin: Option<String>,
    },
}

impl Error {
    /// An unreadable answer.
    pub fn protocol(path: impl Into<String>, message: &'static str) -> Self {
        Self::Protocol {
            path: path.into(),
            message,
        }
    }

    /// The stable error code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Api(refusal) => refusal.kind.code(),
            Self::Graphql(refusal) => refusal.kind.code(),
            Self::Protocol { .. } => "protocol",
            Self::Redirect { .. } => "redirect_refused",
        }
    }

    /// Whether the server may have acted.
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Api(refusal) => refusal.outcome,
            Self::Graphql(refusal) => refusal.outcome,
            Self::Redirect {
                status: 301 | 302 | 307 | 308,
                ..
            } => Outcome::Refused,
            // 303 answers a request that was carried out; what a hidden redirect stands for nobody knows.
            Self::Redirect { .. } | Self::Protocol { .. } => Outcome::Unknown,
        }
    }

    /// What to do about it, where something can be said.
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Api(refusal) => refusal.hint,
            Self::Graphql(refusal) => refusal.hint,
            Self::Protocol { .. } => Some(
                "whether the API did what was asked for is unknown; if this happens again, check that no proxy answers in the API's place",
            ),
            Self::Redirect { .. } => Some("check the endpoint: BigCommerce's API does not redirect over https"),
        }
    }

    /// What happened, for people.
    pub fn message(&self) -> String {
        match self {
            Self::Api(refusal) => {
                let title = refusal.title.as_deref().filter(|title| !title.is_empty());
                let between = if title.is_some() { ": " } else { "" };
                concat(&[
                    "the API refused with status ",
                    &refusal.status.to_string(),
                    between,
                    title.unwrap_or_default(),
                ])
            }
            Self::Graphql(refusal) => refusal.text(),
            Self::Protocol { path, message } => {
                concat(&["the API's answer could not be read at ", path, ": ", message])
            }
            Self::Redirect { status, .. } => concat(&[
                "the server answered with a redirect (",
                &status.to_string(),
                "), which is never followed because the request carries a secret",
            ]),
        }
    }
}

// By hand, since what thiserror writes formats, and nothing in the wasm does.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}
