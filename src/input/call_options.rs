//! The options of one call.

use super::{
    Fields, Issues,
    value::{bounded, expect, fits, milliseconds, text, type_fault},
};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    text::concat,
    types::ExtraHeader,
};

/// More retries than this are a loop, not patience.
const MOST_RETRIES: u32 = 10;
const MOST_HEADERS: usize = 32;

/// What was given for one call; the client's settings stand behind it.
#[derive(Default)]
pub(crate) struct GivenOptions {
    pub(crate) timeout_ms: Option<u32>,
    pub(crate) total_timeout_ms: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: Vec<ExtraHeader>,
}

/// Reads the options of a call; faults go to `issues`. `own` are those of the operation, which were read with its parameters.
pub(crate) fn call_options(options: Json, own: &[&'static str], issues: &mut Issues) -> GivenOptions {
    let mut fields = Fields::new(options, "options.", issues);
    fields.optional("signal", |value| expect(fits(&value), "an AbortSignal", &value));
    let timeout_ms = fields.optional("timeoutMs", |value| milliseconds(&value));
    let total_timeout_ms = fields.optional("totalTimeoutMs", |value| milliseconds(&value));
    let max_retries = fields.optional("maxRetries", |value| max_retries(&value));
    let headers = fields.take("headers");
    for name in own {
        fields.take(name);
    }
    fields.refuse_unknown();
    GivenOptions {
        timeout_ms,
        total_timeout_ms,
        max_retries,
        headers: headers.map(|given| read_headers(given, issues)).unwrap_or_default(),
    }
}

/// A `maxRetries`, of a call or of a client.
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
