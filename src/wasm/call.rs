//! The options of one call, joined with the client's.

use wasm_bindgen::prelude::*;

use super::{
    foreign::{has_function, own_keys, peek},
    host::Host,
    input::{Fields, Issues, bounded, milliseconds, text, type_fault},
};
use crate::{
    error::{Fault, IssueCode},
    lifecycle::Limits,
    types::ExtraHeader,
};

const TOTAL_TIMEOUT_MS: u32 = 15_000;
const MAX_RETRIES: u32 = 2;
const MAX_RETRY_AFTER_MS: u32 = 60_000;
/// More retries than this are a loop, not patience.
const MOST_RETRIES: u32 = 10;
const MOST_HEADERS: u32 = 32;

/// What one call is run with.
pub(super) struct CallOptions {
    pub(super) signal: JsValue,
    pub(super) attempt_timeout_ms: u32,
    pub(super) limits: Limits,
    pub(super) headers: Vec<ExtraHeader>,
}

impl CallOptions {
    /// Reads `options`, own data or `undefined`, over the client's settings; faults go to `issues`.
    pub(super) fn read(host: &Host, options: &JsValue, default_timeout_ms: u32, issues: &mut Issues) -> Self {
        let mut signal = JsValue::UNDEFINED;
        let mut headers = Vec::new();
        let (mut timeout, mut total, mut retries) = (None, None, None);
        if !options.is_undefined() {
            let mut fields = Fields::new(options, "options.", issues);
            signal = fields.optional("signal", read_signal).unwrap_or(JsValue::UNDEFINED);
            timeout = fields.optional("timeoutMs", milliseconds);
            total = fields.optional("totalTimeoutMs", milliseconds);
            retries = fields.optional("maxRetries", |value| bounded(value, MOST_RETRIES));
            let given = fields.take("headers");
            fields.refuse_unknown();
            headers = read_headers(&given, issues);
        }
        let setting = |value: Option<f64>| value.and_then(|value| bounded(&value.into(), u32::MAX).ok());
        let timeout = timeout.or_else(|| setting(host.timeout_ms()));
        let attempt_timeout_ms = timeout.unwrap_or(default_timeout_ms);
        // Who allows an attempt more time than all attempts have by default means that attempt to be possible.
        let total = total
            .or_else(|| setting(host.total_timeout_ms()))
            .unwrap_or_else(|| TOTAL_TIMEOUT_MS.max(attempt_timeout_ms));
        let max_retry_after = setting(host.max_retry_after_ms()).unwrap_or(MAX_RETRY_AFTER_MS);
        Self {
            signal,
            attempt_timeout_ms,
            limits: Limits {
                max_retries: retries.or_else(|| setting(host.max_retries())).unwrap_or(MAX_RETRIES),
                max_retry_after_ms: max_retry_after.into(),
                total_timeout_ms: total.into(),
            },
            headers,
        }
    }
}

/// Checks a `maxRetries`, for the client's settings too.
pub(super) fn max_retries(value: &JsValue) -> Result<u32, Fault> {
    bounded(value, MOST_RETRIES)
}

fn read_signal(value: &JsValue) -> Result<JsValue, Fault> {
    let usable = has_function(value, "addEventListener") && peek(value, "aborted").as_bool().is_some();
    if usable {
        Ok(value.clone())
    } else {
        Err(type_fault("an AbortSignal", value))
    }
}

/// `given` is own data of its own, made by `lib/own-data.js` as the options were.
fn read_headers(given: &JsValue, issues: &mut Issues) -> Vec<ExtraHeader> {
    if given.is_undefined() {
        return Vec::new();
    }
    if !given.is_object() || js_sys::Array::is_array(given) {
        issues.push(type_fault("an object of header names and values", given).at("options.headers"));
        return Vec::new();
    }
    let names = own_keys(given);
    if names.length() > MOST_HEADERS {
        issues.push(Fault::new(IssueCode::TooLong, "expected at most 32 headers, got more").at("options.headers"));
        return Vec::new();
    }
    let read = |name: &JsValue| -> Result<ExtraHeader, (String, Fault)> {
        let shown = text(name, 128).map_err(|fault| (String::new(), fault))?;
        let value = js_sys::Reflect::get(given, name).unwrap_or_default();
        let header = text(&value, 4_096).and_then(|value| ExtraHeader::new(&shown, &value));
        header.map_err(|fault| (shown.to_string(), fault))
    };
    let mut headers = Vec::new();
    for name in names.iter() {
        match read(&name) {
            Ok(header) => headers.push(header),
            Err((name, fault)) => issues.push(fault.at(format!("options.headers[\"{name}\"]"))),
        }
    }
    headers
}
