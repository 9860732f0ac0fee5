//! What went wrong, as a plain description that `lib/errors.js` turns into the class it names.

use std::borrow::Cow;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::attempt::Answer;
use crate::{
    error::{Error, Issue, Outcome},
    lifecycle::{Failure, Stop},
    runtime,
};

/// Which clock ran out.
#[derive(Clone, Copy)]
pub(super) enum Phase {
    Attempt,
    Total,
}

/// Why a call has no result.
pub(super) enum CallError {
    Invalid(Vec<Issue>),
    /// A client option that turned out wrong; what the caller's own code threw, if it did.
    Config {
        option: Cow<'static, str>,
        message: Cow<'static, str>,
        cause: Option<JsValue>,
    },
    BrowserRefused(runtime::Refusal),
    Polluted,
    Answer(Error),
    Connection(Failure),
    /// The supplied fetch did not behave as one.
    Misuse(&'static str),
    TimedOut {
        phase: Phase,
        outcome: Outcome,
    },
    Aborted {
        reason: JsValue,
        outcome: Outcome,
    },
}

/// What is known of a call besides its error.
#[derive(Default)]
pub(super) struct Context {
    pub(super) operation: &'static str,
    pub(super) attempts: u32,
    pub(super) elapsed_ms: u64,
    pub(super) request_id: Option<String>,
    pub(super) retry_after_ms: Option<u64>,
    pub(super) quota: Option<u64>,
    pub(super) remaining: Option<u64>,
    /// Whether an attempt ended so that the server may have acted.
    pub(super) left_open: bool,
    /// Why there was no further attempt.
    pub(super) gave_up: Option<&'static str>,
}

impl Context {
    /// Keeps what an attempt's end tells about the call.
    pub(super) fn note(&mut self, error: &CallError, answer: Option<&Answer>) {
        self.left_open |= error.outcome() == Some(Outcome::Unknown);
        self.request_id = answer.and_then(|answer| answer.request_id.clone());
        self.retry_after_ms = answer.and_then(|answer| answer.hints.longest_ms());
        self.quota = answer.and_then(|answer| answer.quota);
        self.remaining = answer.and_then(|answer| answer.remaining);
    }
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Description<'a> {
    code: &'a str,
    message: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    runtime: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issues: Option<Vec<IssueDescription<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Complaints<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remaining: Option<u64>,
}

#[derive(Serialize)]
struct IssueDescription<'a> {
    path: &'a str,
    code: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
}

/// Pairs as an object.
struct Complaints<'a>(&'a [(String, String)]);

impl Serialize for Complaints<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}

impl CallError {
    /// The stable code.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "validation",
            Self::Config { .. } => "config",
            Self::BrowserRefused(_) => "browser_refused",
            Self::Polluted => "environment_polluted",
            Self::Answer(error) => error.code(),
            Self::Connection(_) => "connection",
            Self::Misuse(_) => "fetch_misuse",
            Self::TimedOut { .. } => "timeout",
            Self::Aborted { .. } => "aborted",
        }
    }

    /// Whether the server may have acted; `None` where nothing was about to be sent.
    pub(super) const fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Invalid(_) | Self::Config { .. } | Self::BrowserRefused(_) | Self::Polluted => None,
            Self::Answer(error) => Some(error.outcome()),
            Self::Connection(failure) => Some(failure.outcome()),
            Self::Misuse(_) => Some(Outcome::Unknown),
            Self::TimedOut { outcome, .. } | Self::Aborted { outcome, .. } => Some(*outcome),
        }
    }

    /// The same for the whole call: what an earlier attempt left open stays open.
    pub(super) fn outcome_after(&self, context: &Context) -> Option<Outcome> {
        self.outcome()
            .map(|outcome| if context.left_open { Outcome::Unknown } else { outcome })
    }

    /// The object that is thrown to JavaScript.
    pub(super) fn describe(self, context: &Context) -> JsValue {
        let code = self.code();
        let outcome = self.outcome_after(context).map(Outcome::as_str);
        let called = outcome.is_some();
        let shared = Description {
            code,
            outcome,
            operation: (!context.operation.is_empty()).then_some(context.operation),
            attempts: called.then_some(context.attempts),
            elapsed_ms: called.then_some(context.elapsed_ms),
            request_id: context.request_id.as_deref(),
            ..Description::default()
        };
        let tried = tried(context);
        let with_tries = |message: Cow<'static, str>| Cow::Owned(format!("{message}{tried}"));
        let description = match &self {
            Self::Invalid(issues) => Description {
                message: list_of(issues).into(),
                issues: Some(issues.iter().map(describe_issue).collect()),
                ..shared
            },
            Self::Config { option, message, .. } => Description {
                message: message.clone(),
                option: Some(option),
                ..shared
            },
            Self::BrowserRefused(refusal) => Description {
                message: format!(
                    "bigcommerce-tokens does not run here ({}): it handles secrets and belongs on a server",
                    refusal.reason
                )
                .into(),
                hint: Some(BROWSER_HINT),
                runtime: Some(refusal.name),
                ..shared
            },
            Self::Polluted => Description {
                message: "expected a clean Object.prototype, got one with properties that fetch would take for options; nothing was sent".into(),
                hint: Some("find what adds properties to Object.prototype (a dependency or a prototype pollution) and remove it"),
                ..shared
            },
            Self::Answer(error) => {
                let api = if let Error::Api(refusal) = error { Some(refusal) } else { None };
                let redirect = if let Error::Redirect { status, to_origin } = error { Some((status, to_origin)) } else { None };
                Description {
                    message: with_tries(error.to_string().into()),
                    hint: error.hint(),
                    status: api.map(|refusal| refusal.status).or(redirect.map(|(status, _)| *status)),
                    title: api.and_then(|refusal| refusal.title.as_deref()),
                    errors: api.map(|refusal| Complaints(&refusal.errors)),
                    retryable: api.map(|refusal| Stop::Status(refusal.status).may_pass()),
                    path: if let Error::Protocol { path, .. } = error { Some(path) } else { None },
                    to_origin: redirect.and_then(|(_, to_origin)| to_origin.as_deref()),
                    retry_after_ms: context.retry_after_ms,
                    quota: context.quota,
                    remaining: context.remaining,
                    ..shared
                }
            }
            Self::Connection(failure) => Description {
                message: with_tries(connection_text(*failure).into()),
                hint: connection_hint(*failure),
                ..shared
            },
            Self::Misuse(what) => Description {
                message: format!("expected the supplied fetch to answer with a Response, but {what}").into(),
                hint: Some("check the `fetch` option; it must behave as the standard's fetch does"),
                ..shared
            },
            Self::TimedOut { phase, .. } => Description {
                message: with_tries(
                    match phase {
                        Phase::Attempt => "the server did not answer in time (timeoutMs)",
                        Phase::Total => "the call did not end in time (totalTimeoutMs)",
                    }
                    .into(),
                ),
                hint: unknown_hint(self.outcome()),
                phase: Some(match phase {
                    Phase::Attempt => "attempt",
                    Phase::Total => "total",
                }),
                ..shared
            },
            Self::Aborted { .. } => Description {
                message: "the call was aborted by its signal".into(),
                hint: unknown_hint(self.outcome()),
                ..shared
            },
        };
        let described = to_js(&description);
        if let Self::Config { cause: Some(cause), .. } | Self::Aborted { reason: cause, .. } = &self {
            // A plain object of our own: setting a property of it cannot fail.
            let _ = js_sys::Reflect::set(&described, &"cause".into(), cause);
        }
        described
    }
}

const BROWSER_HINT: &str = "call it from a server (Node, Deno, Bun, Cloudflare Workers, Vercel Edge) and give the browser only what it needs; for another server runtime pass runtime: \"server\"";

/// A plain object; numbers as numbers, maps as objects, nothing as `null`.
pub(super) fn to_js<T: Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    // These descriptions hold strings, numbers and lists of them: there is nothing in them that could fail.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

fn list_of(issues: &[Issue]) -> String {
    let mut text = match issues.len() {
        1 => "the input has a fault, nothing was sent".to_owned(),
        count => format!("the input has {count} faults, nothing was sent"),
    };
    for issue in issues {
        text.push_str("\n  ");
        text.push_str(&issue.to_string());
    }
    text
}

/// `expected` is what the message says before it tells what came.
fn describe_issue(issue: &Issue) -> IssueDescription<'_> {
    let expected = issue
        .message
        .strip_prefix("expected ")
        .and_then(|rest| rest.split(", got ").next());
    IssueDescription {
        path: &issue.path,
        code: issue.code.as_str(),
        message: &issue.message,
        expected,
    }
}

fn tried(context: &Context) -> String {
    let mut text = String::new();
    if context.attempts > 1 {
        text.push_str(" (after ");
        text.push_str(&context.attempts.to_string());
        text.push_str(" attempts)");
    }
    match context.gave_up {
        Some("retry_budget") => text.push_str("; not tried again because the client's retry budget is spent"),
        Some("max_retry_after") => text.push_str("; the server asks to wait longer than maxRetryAfterMs"),
        Some("total_timeout") => text.push_str("; totalTimeoutMs leaves no room for another attempt"),
        Some("may_have_happened") => text.push_str("; not tried again because the server may have acted"),
        _ => {}
    }
    text
}

const fn connection_text(failure: Failure) -> &'static str {
    match failure {
        Failure::NotSent => "no connection to the server came about",
        Failure::Untrusted => "the server's certificate was not accepted",
        Failure::Broken => "the connection to the server broke",
    }
}

const fn connection_hint(failure: Failure) -> Option<&'static str> {
    match failure {
        Failure::NotSent => Some("check the network, the name server and, if you set one, the endpoint"),
        Failure::Untrusted => Some("check the clock, the certificate store and any proxy between here and the API"),
        Failure::Broken => unknown_hint(Some(Outcome::Unknown)),
    }
}

const fn unknown_hint(outcome: Option<Outcome>) -> Option<&'static str> {
    match outcome {
        Some(Outcome::Unknown) => {
            Some("a token may have been created that nobody holds; give tokens a name and a short life")
        }
        _ => None,
    }
}
