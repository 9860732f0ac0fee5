//! What is kept of an answer besides its body.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::host::{Attempt, Host, as_millis, now};
use crate::{
    http::Request,
    lifecycle::{WaitHints, request_count},
    time::UnixMillis,
};

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
            for name in WaitHints::HEADERS {
                if let Some(value) = header(name) {
                    answer.hints.read(name, &value, now);
                    if let Some(moment) = http_date(&value) {
                        answer.hints.until(moment, now);
                    }
                }
            }
            // The second name of each is that of B2B Edition's host.
            let count = |names: [&str; 2]| names.iter().find_map(|name| request_count(&header(name)?));
            answer.quota = count(["x-rate-limit-requests-quota", "x-requests-allocated"]);
            answer.remaining = count(["x-rate-limit-requests-left", "x-requests-remaining"]);
        }
        answer
    }
}

/// A moment as HTTP writes it. `Date` reads many other forms, and writes only this one.
fn http_date(value: &str) -> Option<UnixMillis> {
    let millis = Date::parse(value);
    let written = Date::new(&millis.into()).to_utc_string();
    (written == value.trim()).then_some(as_millis(millis))
}
