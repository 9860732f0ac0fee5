//! What the answers of both APIs have in common: a token somewhere, a list, nothing, or complaints by field.

mod items;

pub(crate) use items::{Shape, read_items};

use crate::{
    error::Error,
    http::{Request, Response},
    json::{Json, is_index},
    secret::Redactor,
    text::concat,
    time::UnixSeconds,
    types::ApiToken,
};

/// The most complaints of one refusal that are kept.
const MAX_COMPLAINTS: usize = 20;

/// Takes the token at `pointer` out of an answer to `sent`, so that no second copy of it stays behind.
///
/// # Errors
/// [`Error::Protocol`] with the path of the first step that is not there, or of a token that is a secret which was sent: what only
/// echoes has made nothing, and the secret would be passed on as a token.
pub(crate) fn take_token(sent: &Request, body: &mut Json, pointer: &str) -> Result<ApiToken, Error> {
    let mut path = String::new();
    let mut value = body;
    for step in pointer.split('/').skip(1) {
        if !(value.is_object() || matches!(value, Json::List(_)) && is_index(step)) {
            return Err(Error::protocol(
                path,
                "expected what holds the token, got another kind of JSON",
            ));
        }
        path = join(&path, step);
        value = match value.get_mut(step) {
            Some(next) => next,
            None => return Err(Error::protocol(path, "expected a value, got none")),
        };
    }
    let token = if let Json::Text(text) = value {
        ApiToken::new(std::mem::take(text))
    } else {
        None
    };
    match token {
        Some(token) if sent.redactor().is_secret(token.secret().expose()) => Err(Error::protocol(
            path,
            "expected a new token, got a secret that was sent",
        )),
        Some(token) => Ok(token),
        None => Err(Error::protocol(
            path,
            "expected a token of 1 to 8192 visible ASCII characters, got something else",
        )),
    }
}

/// As one would write it in code: `data[0].token`.
fn join(path: &str, step: &str) -> String {
    match (path.is_empty(), is_index(step)) {
        (true, _) => step.to_owned(),
        (false, true) => concat(&[path, "[", step, "]"]),
        (false, false) => concat(&[path, ".", step]),
    }
}

/// Complaints by field, cleaned: at most 20, each with the first text found in its value. Those of a list are numbered.
pub(crate) fn complaints(errors: Option<&Json>, redactor: &Redactor) -> Vec<(String, String)> {
    let text = |value: &Json| {
        let first = value.as_str().or_else(|| value.text_at("/0"));
        redactor.clean(first.unwrap_or("refused"), 200)
    };
    let mut complaints = Vec::new();
    match errors {
        Some(Json::Object(errors)) => {
            for (name, value) in errors.iter().take(MAX_COMPLAINTS) {
                complaints.push((redactor.clean(name, 64), text(value)));
            }
        }
        Some(Json::List(errors)) => {
            for (at, value) in errors.iter().take(MAX_COMPLAINTS).enumerate() {
                complaints.push((at.to_string(), text(value)));
            }
        }
        _ => {}
    }
    complaints
}

/// The earlier of what was asked for and what the token claims.
pub(crate) fn earlier(asked: Option<UnixSeconds>, claimed: Option<UnixSeconds>) -> Option<UnixSeconds> {
    match (asked, claimed) {
        (Some(asked), Some(claimed)) => Some(asked.min(claimed)),
        (asked, claimed) => asked.or(claimed),
    }
}

/// Reads a success that has nothing to tell: no body, or an object that is passed over.
///
/// # Errors
/// [`Error::Protocol`] for anything else: a page of a proxy is no promise that something was done.
pub(crate) fn nothing(response: &Response) -> Result<(), Error> {
    body_if_any(response).map(drop)
}

/// The object of a success that may have no body.
///
/// # Errors
/// [`Error::Protocol`] for anything else.
pub(crate) fn body_if_any(response: &Response) -> Result<Option<Json>, Error> {
    if response.text()?.trim().is_empty() {
        return Ok(None);
    }
    response.json().map(Some)
}
