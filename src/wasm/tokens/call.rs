//! The options of one call, joined with the client's.

use wasm_bindgen::prelude::*;

use super::host::Settings;
use crate::{
    error::{Fault, IssueCode},
    input::{Fields, Issues, bounded, expect, fits, milliseconds, text, type_fault},
    json::Json,
    lifecycle::Limits,
    text::concat,
    types::ExtraHeader,
};

const TOTAL_TIMEOUT_MS: u32 = 15_000;
const MAX_RETRIES: u32 = 2;
const MAX_RETRY_AFTER_MS: u32 = 60_000;
/// More retries than this are a loop, not patience.
const MOST_RETRIES: u32 = 10;
const MOST_HEADERS: usize = 32;

/// What one call is run with.
pub(super) struct CallOptions {
    pub(super) signal: JsValue,
    pub(super) attempt_timeout_ms: u32,
    pub(super) limits: Limits,
    pub(super) headers: Vec<ExtraHeader>,
}

impl CallOptions {
    /// Reads `options` over the client's settings; faults go to `issues`.
    pub(super) fn read(
        client: &Settings,
        options: Option<Json>,
        signal: JsValue,
        own_options: &[&'static str],
        default_timeout_ms: u32,
        issues: &mut Issues,
    ) -> Self {
        let mut headers = Vec::new();
        let (mut timeout, mut total, mut retries) = (None, None, None);
        if let Some(options) = options {
            let mut fields = Fields::new(options, "options.", issues);
            fields.optional("signal", |value| expect(fits(&value), "an AbortSignal", &value));
            timeout = fields.optional("timeoutMs", |value| milliseconds(&value));
            total = fields.optional("totalTimeoutMs", |value| milliseconds(&value));
            retries = fields.optional("maxRetries", |value| max_retries(&value));
            let given = fields.take("headers");
            for name in own_options {
                fields.take(name);
            }
            fields.refuse_unknown();
            headers = given.map(|given| read_headers(given, issues)).unwrap_or_default();
        }
        let timeout = timeout.or_else(|| client.timeout_ms());
        let attempt_timeout_ms = timeout.unwrap_or(default_timeout_ms);
        // Who allows an attempt more time than all attempts have by default means that attempt to be possible.
        let total = total
            .or_else(|| client.total_timeout_ms())
            .unwrap_or_else(|| TOTAL_TIMEOUT_MS.max(attempt_timeout_ms));
        Self {
            signal,
            attempt_timeout_ms,
            limits: Limits {
                max_retries: retries.or_else(|| client.max_retries()).unwrap_or(MAX_RETRIES),
                max_retry_after_ms: client.max_retry_after_ms().unwrap_or(MAX_RETRY_AFTER_MS).into(),
                total_timeout_ms: total.into(),
            },
            headers,
        }
    }
}

/// Checks a `maxRetries`, for the client's settings too.
pub(super) fn max_retries(value: &Json) -> Result<u32, Fault> {
    bounded(value, MOST_RETRIES)
}

fn read_headers(given: Json, issues: &mut Issues) -> Vec<ExtraHeader> {
    let Json::Object(given) = given else {
        issues.push(type_fault("an object of header names and values", &given).at("options.headers"));
        return Vec::new();
    };
    if given.len() > MOST_HEADERS {
        issues.push(Fault::new(IssueCode::TooLong, "expected at most 32 headers, got more").at("options.headers"));
        return Vec::new();
    }
    let mut headers = Vec::new();
    for (name, value) in given {
        match text(value, 4_096).and_then(|value| ExtraHeader::new(&name, &value)) {
            Ok(header) => headers.push(header),
            Err(fault) => issues.push(fault.at(concat(&["options.headers[\"", &name, "\"]"]))),
        }
    }
    headers
}
