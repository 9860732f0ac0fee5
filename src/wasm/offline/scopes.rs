//! `bigcommerce-tokens/scopes`.

use wasm_bindgen::prelude::*;

use super::{
    answer::{describe_issue, found, invalid, list, object, text},
    argument,
};
use crate::{
    error::{Issue, IssueCode},
    input::{self, Issues},
    json::Json,
    scopes::{Outline, Reason, RequiredScopes, required_scopes},
};

/// Infers the scopes of an outline: `[error, {scopes, because, unknownFields}]`. `given` tells what is wrong with the document;
/// what was not given is empty.
#[wasm_bindgen(js_name = requiredScopes)]
pub fn required_scopes_of(outline: &str, given: &str, options: &str) -> String {
    let (given, options) = (argument(given), argument(options));
    let mut issues = Issues::new();
    let name = input::required_scopes(given.as_ref(), options, &mut issues);
    if issues.is_empty() {
        let outline = Outline::read(outline).map_err(|fault| fault.at("document"));
        match outline.and_then(|outline| required_scopes(&outline, name.as_deref())) {
            Ok(required) => return found(describe(&required)),
            Err(issue) => issues.push(issue),
        }
    }
    invalid("requiredScopes", &issues, |issue| with_place(issue, given.as_ref()))
}

/// A fault of syntax has a line and a column: `["syntax", line, column]`.
fn with_place(issue: &Issue, given: Option<&Json>) -> Json {
    let mut described = describe_issue(issue);
    if let (IssueCode::Syntax, Some(Json::List(parts)), Json::Object(entries)) = (issue.code, given, &mut described)
        && let [_, line, column] = parts.as_slice()
    {
        entries.push(("line".to_owned(), line.clone()));
        entries.push(("column".to_owned(), column.clone()));
    }
    described
}

fn describe(required: &RequiredScopes) -> Json {
    object(vec![
        ("scopes", list(&required.scopes, |scope| text(scope.as_str()))),
        ("because", list(&required.because, describe_reason)),
        ("unknownFields", list(&required.unknown_fields, |field| text(field))),
    ])
}

fn describe_reason(reason: &Reason) -> Json {
    object(vec![
        ("path", text(&reason.path)),
        ("scope", text(reason.scope.as_str())),
        ("certainty", text(reason.certainty.as_str())),
        ("why", text(reason.why)),
    ])
}
