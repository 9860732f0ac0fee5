//! `bigcommerce-tokens/inspect`.

use wasm_bindgen::prelude::*;

use super::{
    answer::{NULL, describe_issue, found, invalid, list, number, object, refused, text},
    argument,
};
use crate::{
    input::{self, Issues},
    inspect::{Finding, Inspection, inspect},
    json::Json,
    runtime::{RuntimeFacts, judge},
    time::{UnixMillis, UnixSeconds},
};

const HINT: &str = "inspect tokens on a server or on your own machine; whoever opens a page can read what is in it";

/// Reads a token: `[error, {kind, ...}]`. `given` is the packing of what is no string,
/// `clock` the present in milliseconds; what was not given is empty.
#[wasm_bindgen(js_name = inspectToken)]
pub fn inspect_token(facts: u32, token: &str, given: &str, options: &str, clock: u64) -> String {
    // Nothing is sent: a server runtime that is not known is none the worse for it.
    if let Err(refusal) = judge(RuntimeFacts::from_bits(facts), true) {
        return refused(refusal, HINT);
    }
    let (given, options) = (argument(given), argument(options));
    let mut issues = Issues::new();
    let (used_in, now) = input::inspect_token(given.as_ref(), options, UnixMillis(clock), &mut issues);
    if issues.is_empty() {
        found(describe(&inspect(token, used_in, now)))
    } else {
        invalid("inspectToken", &issues, describe_issue)
    }
}

fn describe(inspection: &Inspection) -> Json {
    object(vec![
        ("kind", text(inspection.kind.as_str())),
        (
            "channelIds",
            list(&inspection.channel_ids, |id| number(id.get().into())),
        ),
        ("issuedAtMs", moment(inspection.issued_at)),
        ("expiresAtMs", moment(inspection.expires_at)),
        (
            "allowedCorsOrigins",
            list(&inspection.allowed_cors_origins, |origin| text(origin)),
        ),
        ("scopes", list(&inspection.scopes, |scope| text(scope.as_str()))),
        ("findings", list(&inspection.findings, describe_finding)),
    ])
}

fn describe_finding(finding: &Finding) -> Json {
    object(vec![
        ("code", text(finding.code.as_str())),
        ("severity", text(finding.severity().as_str())),
        ("message", text(finding.message())),
        ("action", text(finding.action())),
        ("documents", list(finding.documents(), |document| text(document))),
        ("dateMs", moment(finding.date)),
    ])
}

fn moment(moment: Option<UnixSeconds>) -> Json {
    moment.map_or(NULL, |moment| number(moment.to_millis()))
}
