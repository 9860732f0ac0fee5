//! What a client tells its listeners. Nothing here holds a secret: a URL is told without its query, a failure by its code.

use super::{
    error::{CallError, Context},
    host::{Host, now},
    plain::{Datum, Plain},
    response_head::ResponseHead,
};
use crate::{error::Outcome, http::Request, time::UnixMillis};

/// An event with what all of them tell; `attempt` is how its number is called.
fn event<'a>(kind: &'a str, context: &'a Context, attempt: &'a str) -> Plain<'a> {
    let mut event = Plain::default();
    event.set("type", kind);
    event.set("operation", context.operation.as_str());
    event.set(attempt, context.attempts);
    event
}

pub(super) fn request(host: &Host, context: &Context, request: &Request) {
    if host.listening() {
        let mut event = event("request", context, "attempt");
        event.set("method", request.method.as_str());
        event.set("url", request.url.split('?').next().unwrap_or_default());
        host.emit(event.to_js());
    }
}

pub(super) fn response(host: &Host, context: &Context, started: UnixMillis, answer: &ResponseHead) {
    if host.listening() {
        let mut event = event("response", context, "attempt");
        event.set("status", answer.status);
        event.set("elapsedMs", now(host).since(started));
        event.set("requestId", answer.request_id.as_ref().map_or(Datum::Null, Datum::from));
        host.emit(event.to_js());
    }
}

pub(super) fn retry(host: &Host, context: &Context, after_ms: u64, reason: &str) {
    if host.listening() {
        let mut event = event("retry", context, "attempt");
        event.set("afterMs", after_ms);
        event.set("reason", reason);
        host.emit(event.to_js());
    }
}

pub(super) fn failure(host: &Host, error: &CallError, context: &Context) {
    if host.listening() {
        let mut event = event("failure", context, "attempts");
        event.set("elapsedMs", context.elapsed_ms);
        event.set("code", error.code());
        event.set_some("outcome", error.outcome_after(context).map(Outcome::as_str));
        host.emit(event.to_js());
    }
}
