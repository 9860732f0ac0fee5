//! What is kept of an answer besides its body.

use wasm_bindgen::prelude::*;

use super::host::{Attempt, Host, now};
use crate::{http::Request, lifecycle::WaitHints};

/// Status, headers and what the headers say, for retries, errors and events.
pub(super) struct Answer {
    pub(super) status: u16,
    /// The answer's own headers object, for `withResponse()`.
    pub(super) headers: JsValue,
    pub(super) hints: WaitHints,
    /// Cleaned of every secret.
    pub(super) request_id: Option<String>,
    pub(super) quota: Option<u64>,
    pub(super) remaining: Option<u64>,
}

impl Answer {
    /// Reads what a status calls for: a refusal may say when to come back.
    pub(super) fn read(host: &Host, request: &Request, attempt: &Attempt, status: u16) -> Self {
        let header = |name: &str| attempt.header(name);
        let mut answer = Answer {
            status,
            headers: attempt.headers(),
            hints: WaitHints::default(),
            request_id: None,
            quota: None,
            remaining: None,
        };
        let id = header("x-request-id").or_else(|| header("trace-id"));
        answer.request_id = id.map(|id| request.redactor().clean(&id, 128));
        if status >= 400 {
            let now = now(host);
            for name in ["x-rate-limit-time-reset-ms", "x-retry-after", "retry-after"] {
                if let Some(value) = header(name) {
                    answer.hints.read(name, &value, now);
                }
            }
            let count = |name: &str| header(name).and_then(|value| value.trim().parse().ok());
            answer.quota = count("x-rate-limit-requests-quota");
            answer.remaining = count("x-rate-limit-requests-left");
        }
        answer
    }
}
