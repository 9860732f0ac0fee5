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
pub(super) struct ResponseHead {
    pub(super) status: u16,
    attempt: Attempt,
    pub(super) hints: WaitHints,
    /// Cleaned of every secret.
    pub(super) request_id: Option<String>,
    /// How many requests the API allows in its window.
    pub(super) quota: Option<u64>,
    /// How many of them are left.
    pub(super) remaining: Option<u64>,
}

impl ResponseHead {
    /// Reads what every answer has.
    pub(super) fn read(request: &Request, attempt: &Attempt, status: u16) -> Self {
        let id = attempt.header("x-request-id").or_else(|| attempt.header("trace-id"));
        ResponseHead {
            status,
            attempt: attempt.clone(),
            hints: WaitHints::default(),
            request_id: id.map(|id| request.redactor().clean(&id, 128)),
            quota: None,
            remaining: None,
        }
    }

    /// Reads what only a refusal has: when to come back. Whether it is one may stand in its body alone.
    pub(super) fn read_refusal(&mut self, host: &Host) {
        let header = |name: &str| self.attempt.header(name);
        let now = now(host);
        for name in WaitHints::HEADERS {
            if let Some(value) = header(name) {
                self.hints.read(name, &value, now);
                if let Some(moment) = http_date(&value) {
                    self.hints.until(moment, now);
                }
            }
        }
        // The second name of each is that of B2B Edition's host.
        let count = |names: [&str; 2]| names.iter().find_map(|name| request_count(&header(name)?));
        self.quota = count(["x-rate-limit-requests-quota", "x-requests-allocated"]);
        self.remaining = count(["x-rate-limit-requests-left", "x-requests-remaining"]);
    }

    /// The answer's own headers object, for `withResponse()`.
    pub(super) fn headers(&self) -> JsValue {
        self.attempt.headers()
    }
}

/// A moment as HTTP writes it. `Date` reads many other forms, and writes only this one.
fn http_date(value: &str) -> Option<UnixMillis> {
    let millis = Date::parse(value);
    let written = Date::new(&millis.into()).to_utc_string();
    (millis.is_finite() && written == value.trim()).then_some(as_millis(millis))
}
