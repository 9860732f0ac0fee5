//! What the answers of both APIs have in common: a token somewhere, or complaints by field.

use crate::{
    error::Error,
    json::{Json, is_index},
    secret::Redactor,
    text::concat,
    types::IssuedJwt,
};

/// Takes the token at `pointer` out of an answer, so that no second copy of it stays behind.
///
/// # Errors
/// [`Error::Protocol`] with the path of the first step that is not there.
pub(crate) fn take_token(body: &mut Json, pointer: &str) -> Result<IssuedJwt, Error> {
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
        IssuedJwt::new(std::mem::take(text))
    } else {
        None
    };
    token.ok_or_else(|| {
        Error::protocol(
            path,
            "expected a token of 1 to 8192 visible ASCII characters, got something else",
        )
    })
}

/// As one would write it in code: `data[0].token`.
fn join(path: &str, step: &str) -> String {
    match (path.is_empty(), is_index(step)) {
        (true, _) => step.to_owned(),
        (false, true) => concat(&[path, "[", step, "]"]),
        (false, false) => concat(&[path, ".", step]),
    }
}

/// Complaints by field, cleaned: at most 20, each with the first text found in its value.
pub(crate) fn complaints(errors: Option<&Json>, redactor: &Redactor) -> Vec<(String, String)> {
    let Some(Json::Object(errors)) = errors else {
        return Vec::new();
    };
    let text = |value: &Json| {
        let first = value.as_str().or_else(|| value.text_at("/0"));
        redactor.clean(first.unwrap_or("refused"), 200)
    };
    errors
        .iter()
        .take(20)
        .map(|(name, value)| (redactor.clean(name, 64), text(value)))
        .collect()
}
