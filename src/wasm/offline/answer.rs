//! What functions that need no network answer with: one JSON text, `[error, result]`, of which one is `null`.

use crate::{
    error::{Issue, list_of},
    json::Json,
    runtime,
    text::concat,
};

/// The names and values of an object.
pub(super) fn object(entries: Vec<(&str, Json)>) -> Json {
    Json::Object(
        entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

pub(super) fn text(value: &str) -> Json {
    Json::Text(value.to_owned())
}

pub(super) fn number(value: u64) -> Json {
    Json::Number(value.to_string())
}

pub(super) fn list<T>(items: &[T], write: impl Fn(&T) -> Json) -> Json {
    Json::List(items.iter().map(write).collect())
}

pub(super) const NULL: Json = Json::Word("null");

pub(super) fn found(result: Json) -> String {
    Json::List(vec![NULL, result]).to_document()
}

fn failed(error: Json) -> String {
    Json::List(vec![error, NULL]).to_document()
}

/// The description of a `ValidationError`.
pub(super) fn invalid(operation: &str, issues: &[Issue], describe: impl Fn(&Issue) -> Json) -> String {
    let message = concat(&["an argument is wrong\n  ", &list_of(issues, "\n  ")]);
    failed(object(vec![
        ("code", text("validation")),
        ("message", Json::Text(message)),
        ("operation", text(operation)),
        ("issues", list(issues, describe)),
    ]))
}

pub(super) fn describe_issue(issue: &Issue) -> Json {
    let mut entries = vec![
        ("path", text(&issue.path)),
        ("code", text(issue.code.as_str())),
        ("message", text(&issue.message)),
    ];
    entries.extend(issue.expected().map(|expected| ("expected", text(expected))));
    object(entries)
}

/// The description of a `BrowserRefusedError`.
pub(super) fn refused(refusal: runtime::RefusedHost, hint: &str) -> String {
    failed(object(vec![
        ("code", text("browser_refused")),
        ("message", Json::Text(refusal.message())),
        ("hint", text(hint)),
        ("runtime", text(refusal.name)),
    ]))
}
