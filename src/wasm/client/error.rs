//! What went wrong, as a plain description that `lib/errors.js` turns into the class it names.

use std::borrow::Cow;

use wasm_bindgen::prelude::*;

use super::{
    plain::{Datum, Plain},
    response_head::ResponseHead,
};
use crate::{
    b2b::CreateServerToServerToken,
    error::{Error, GraphqlRefusal, GraphqlRefusalKind, Issue, Outcome, list_of},
    graphql::GraphqlRequest,
    lifecycle::{Failure, GaveUp, Stop},
    operation::Operation,
    runtime,
    text::concat,
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
    BrowserRefused(runtime::RefusedHost),
    Polluted,
    Answer(Error),
    Connection(Failure),
    /// The supplied fetch did not behave as one.
    Misuse(String),
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
    /// The name it has in JavaScript.
    pub(super) operation: String,
    pub(super) attempts: u32,
    pub(super) elapsed_ms: u64,
    pub(super) request_id: Option<String>,
    pub(super) retry_after_ms: Option<u64>,
    /// How many requests the API allows in its window.
    pub(super) quota: Option<u64>,
    /// How many of them are left.
    pub(super) remaining: Option<u64>,
    /// Whether an attempt ended so that the server may have acted.
    pub(super) left_open: bool,
    /// Why there was no further attempt.
    pub(super) gave_up: Option<GaveUp>,
    /// Whether the caller loses nothing by calling again.
    pub(super) repeatable: bool,
}

impl Context {
    /// Keeps what an attempt's end tells about the call.
    pub(super) fn note(&mut self, error: &CallError, answer: Option<&ResponseHead>) {
        self.left_open |= error.outcome() == Some(Outcome::Unknown);
        self.request_id = answer.and_then(|answer| answer.request_id.clone());
        self.retry_after_ms = answer.and_then(|answer| answer.hints.longest_ms());
        self.quota = answer.and_then(|answer| answer.quota);
        self.remaining = answer.and_then(|answer| answer.remaining);
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
        if context.left_open {
            return Some(Outcome::Unknown);
        }
        self.outcome()
    }

    /// The object that is thrown to JavaScript.
    pub(super) fn describe(self, context: &Context) -> JsValue {
        let mut plain = Plain::default();
        plain.set("code", self.code());
        plain.set("message", self.message(context));
        plain.set_some("hint", self.hint(context));
        self.add_details(&mut plain, context);
        if let Some(outcome) = self.outcome_after(context) {
            plain.set("outcome", outcome.as_str());
            plain.set("attempts", context.attempts);
            plain.set("elapsedMs", context.elapsed_ms);
        }
        if !context.operation.is_empty() {
            plain.set("operation", context.operation.as_str());
        }
        plain.set_some("requestId", context.request_id.as_ref());
        let described = plain.to_js();
        if let Self::Config { cause: Some(cause), .. } | Self::Aborted { reason: cause, .. } = &self {
            // A plain object of our own: setting a property of it cannot fail.
            let _ = js_sys::Reflect::set(&described, &"cause".into(), cause);
        }
        described
    }

    /// For people: what happened, and why it was not tried again.
    fn message(&self, context: &Context) -> String {
        let tried = tried(context);
        match self {
            Self::Invalid(issues) => invalid(issues),
            Self::Config { message, .. } => message.to_string(),
            Self::BrowserRefused(refusal) => refusal.message(),
            Self::Polluted => {
                "expected a clean Object.prototype, got one with properties that fetch would take for options; this attempt was not sent".to_owned()
            }
            Self::Answer(error) => error.message() + &tried,
            Self::Connection(failure) => concat(&[connection_text(*failure), &tried]),
            Self::Misuse(what) => concat(&["expected the supplied fetch to answer with a Response, but ", what]),
            Self::TimedOut { phase: Phase::Attempt, .. } => {
                concat(&["the server did not answer in time (timeoutMs)", &tried])
            }
            Self::TimedOut { phase: Phase::Total, .. } => {
                concat(&["the call did not end in time (totalTimeoutMs)", &tried])
            }
            Self::Aborted { .. } => "the call was aborted by its signal".to_owned(),
        }
    }

    /// What to do about it, where something can be said.
    fn hint(&self, context: &Context) -> Option<&'static str> {
        let outcome = self.outcome_after(context).unwrap_or(Outcome::NotSent);
        let about_token = unknown_hint(outcome, context);
        match self {
            Self::BrowserRefused(_) => Some(BROWSER_HINT),
            Self::Polluted => Some(
                "find what adds properties to Object.prototype (a dependency or a prototype pollution) and remove it",
            ),
            Self::Answer(error) => error.hint().or(about_token),
            Self::Connection(failure) => about_token.or(connection_hint(*failure)),
            Self::Misuse(_) => Some("check the `fetch` option; it must behave as the standard's fetch does"),
            Self::TimedOut { .. } | Self::Aborted { .. } => about_token,
            Self::Invalid(_) | Self::Config { .. } => None,
        }
    }

    /// Adds what only this kind of error has to tell.
    fn add_details<'a>(&'a self, plain: &mut Plain<'a>, context: &Context) {
        match self {
            Self::Invalid(issues) => plain.set("issues", issues.iter().map(describe_issue).collect::<Datum<'_>>()),
            Self::Config { option, .. } => plain.set("option", &**option),
            Self::BrowserRefused(refusal) => plain.set("runtime", refusal.name),
            Self::Answer(error) => {
                match error {
                    Error::Api(refusal) => {
                        let mut errors = Plain::default();
                        for (name, text) in &refusal.errors {
                            errors.set(name, text);
                        }
                        plain.set("status", refusal.status);
                        plain.set_some("title", refusal.title.as_ref());
                        plain.set("errors", errors);
                        plain.set("retryable", Stop::Status(refusal.status).may_pass());
                    }
                    Error::Graphql(refusal) if cfg!(feature = "graphql") => add_graphql(plain, refusal),
                    Error::Graphql(_) => {}
                    Error::Protocol { path, .. } => plain.set("path", path),
                    Error::Redirect { status, to_origin } => {
                        plain.set("status", *status);
                        plain.set_some("toOrigin", to_origin.as_ref());
                    }
                }
                plain.set_some("retryAfterMs", context.retry_after_ms);
                plain.set_some("quota", context.quota);
                plain.set_some("remaining", context.remaining);
            }
            Self::TimedOut { phase, .. } => plain.set(
                "phase",
                match phase {
                    Phase::Attempt => "attempt",
                    Phase::Total => "total",
                },
            ),
            Self::Polluted | Self::Connection(_) | Self::Misuse(_) | Self::Aborted { .. } => {}
        }
    }
}

fn add_graphql<'a>(plain: &mut Plain<'a>, refusal: &'a GraphqlRefusal) {
    plain.set("status", refusal.status);
    plain.set("errors", &refusal.errors);
    match &refusal.kind {
        GraphqlRefusalKind::TokenRejected(reason) => plain.set("reason", reason.as_str()),
        GraphqlRefusalKind::CustomerAccessToken(reason) => plain.set("reason", reason.as_str()),
        GraphqlRefusalKind::InsufficientScope { required, held } => {
            let list = |scopes: &[&'static str]| scopes.iter().copied().collect::<Datum<'a>>();
            plain.set("requiredScopes", list(required));
            plain.set_some("tokenScopes", held.as_deref().map(list));
        }
        GraphqlRefusalKind::Request => {}
    }
}

const BROWSER_HINT: &str = "call it from a server (Node, Deno, Bun, Cloudflare Workers, Vercel Edge) and give the browser only what it needs; for another server runtime pass runtime: \"server\"";

fn invalid(issues: &[Issue]) -> String {
    let faults = match issues.len() {
        1 => "a fault".to_owned(),
        count => concat(&[&count.to_string(), " faults"]),
    };
    concat(&[
        "the input has ",
        &faults,
        ", nothing was sent\n  ",
        &list_of(issues, "\n  "),
    ])
}

fn describe_issue(issue: &Issue) -> Plain<'_> {
    let mut plain = Plain::default();
    plain.set("path", &issue.path);
    plain.set("code", issue.code.as_str());
    plain.set("message", &*issue.message);
    plain.set_some("expected", issue.expected());
    plain
}

fn tried(context: &Context) -> String {
    let mut text = String::new();
    if context.attempts > 1 {
        text.push_str(" (after ");
        text.push_str(&context.attempts.to_string());
        text.push_str(" attempts)");
    }
    text.push_str(match context.gave_up {
        Some(GaveUp::RetryBudget) => "; not tried again because the client's retry budget is spent",
        Some(GaveUp::MaxRetryAfter) => "; the server asks to wait longer than maxRetryAfterMs",
        Some(GaveUp::TotalTimeout) => "; totalTimeoutMs leaves no room for another attempt",
        Some(GaveUp::OnlyIfNotSent) => "; not tried again because this operation is repeated only if nothing was sent",
        Some(GaveUp::MayHaveHappened) => "; not tried again because the server may have acted",
        Some(GaveUp::NotRetryable | GaveUp::MaxRetries) | None => "",
    });
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
        Failure::Broken => None,
    }
}

fn unknown_hint(outcome: Outcome, context: &Context) -> Option<&'static str> {
    match outcome {
        Outcome::Unknown if context.repeatable => Some("call it again: nothing is done twice by that"),
        Outcome::Unknown if context.operation == GraphqlRequest::ID => {
            Some("the mutation may have run: look at its effect before you send it again")
        }
        Outcome::Unknown if context.operation == CreateServerToServerToken::ID => Some(
            "a token may have been created that nobody holds: look for its name with b2b.serverToServerTokens.list(), and delete it",
        ),
        Outcome::Unknown => {
            Some("a token may have been created that nobody holds; give tokens a name and a short life")
        }
        _ => None,
    }
}
