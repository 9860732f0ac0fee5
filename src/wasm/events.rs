//! What a client tells its listeners. Nothing here holds a secret: a URL is told without its query, a failure by its code.

use serde::Serialize;

use super::{
    attempt::Answer,
    error::{CallError, Context, to_js},
    host::Host,
};
use crate::{error::Outcome, http::Request};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
enum Event<'a> {
    Request {
        operation: &'static str,
        attempt: u32,
        method: &'static str,
        url: &'a str,
    },
    Response {
        operation: &'static str,
        attempt: u32,
        status: u16,
        elapsed_ms: u64,
        request_id: Option<&'a str>,
    },
    Retry {
        operation: &'static str,
        attempt: u32,
        after_ms: u64,
        reason: &'a str,
    },
    Failure {
        operation: &'static str,
        attempts: u32,
        elapsed_ms: u64,
        code: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<&'static str>,
    },
}

fn emit(host: &Host, event: &Event<'_>) {
    if host.listening() {
        host.emit(to_js(event));
    }
}

pub(super) fn request(host: &Host, context: &Context, request: &Request) {
    let url = request.url.split('?').next().unwrap_or_default();
    let (operation, attempt) = (context.operation, context.attempts);
    emit(
        host,
        &Event::Request {
            operation,
            attempt,
            method: request.method.as_str(),
            url,
        },
    );
}

pub(super) fn response(host: &Host, context: &Context, elapsed_ms: u64, answer: &Answer) {
    let (operation, attempt) = (context.operation, context.attempts);
    let request_id = answer.request_id.as_deref();
    emit(
        host,
        &Event::Response {
            operation,
            attempt,
            status: answer.status,
            elapsed_ms,
            request_id,
        },
    );
}

pub(super) fn retry(host: &Host, context: &Context, after_ms: u64, reason: &str) {
    emit(
        host,
        &Event::Retry {
            operation: context.operation,
            attempt: context.attempts,
            after_ms,
            reason,
        },
    );
}

pub(super) fn failure(host: &Host, error: &CallError, context: &Context) {
    let outcome = error.outcome_after(context).map(Outcome::as_str);
    let (operation, attempts, elapsed_ms) = (context.operation, context.attempts, context.elapsed_ms);
    emit(
        host,
        &Event::Failure {
            operation,
            attempts,
            elapsed_ms,
            code: error.code(),
            outcome,
        },
    );
}
