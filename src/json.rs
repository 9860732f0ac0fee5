//! Reading JSON whose shape is only hoped for: an answer may come from the API, a proxy or a prankster.
//!
//! Values are looked into step by step and never deserialized into structs: serde takes an array for a struct too, its
//! messages quote what they could not read, and its generic paths weigh more than the rest of the wasm together.

use serde_json::Value;

use crate::{error::Error, secret::Redactor, types::IssuedJwt};

/// The JSON of a body of strings, numbers and lists of these, which always has one.
pub(crate) fn to_string<T: serde::Serialize>(body: &T) -> String {
    // Serializing such a body fails only for maps with keys that are no strings, and there are none.
    serde_json::to_string(body).unwrap_or_default()
}

/// A document, or `null` where there is none that can be read.
pub(crate) fn loose(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The string at `pointer`, if there is one.
pub(crate) fn text_at<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// Takes the token at `pointer` out of an answer, so that no second copy of it stays behind.
///
/// # Errors
/// [`Error::Protocol`] with the path of the first step that is not there.
pub(crate) fn take_token(body: &mut Value, pointer: &str) -> Result<IssuedJwt, Error> {
    let mut path = String::new();
    let mut value = body;
    for step in pointer.split('/').skip(1) {
        if !(value.is_object() || value.is_array() && is_index(step)) {
            return Err(Error::protocol(
                path,
                "expected what holds the token, got another kind of JSON",
            ));
        }
        path = join(&path, step);
        value = match value.pointer_mut(&["/", step].concat()) {
            Some(next) => next,
            None => return Err(Error::protocol(path, "expected a value, got none")),
        };
    }
    let token = if let Value::String(text) = value {
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

fn is_index(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}

/// As one would write it in code: `data[0].token`.
fn join(path: &str, step: &str) -> String {
    match (path.is_empty(), is_index(step)) {
        (true, _) => step.to_owned(),
        (false, true) => [path, "[", step, "]"].concat(),
        (false, false) => [path, ".", step].concat(),
    }
}

/// Complaints by field, cleaned: at most 20, each with the first text found in its value.
pub(crate) fn complaints(errors: Option<&Value>, redactor: &Redactor) -> Vec<(String, String)> {
    let Some(errors) = errors.and_then(Value::as_object) else {
        return Vec::new();
    };
    let text = |value: &Value| {
        let first = value.as_str().or_else(|| value.get(0).and_then(Value::as_str));
        redactor.clean(first.unwrap_or("refused"), 200)
    };
    errors
        .iter()
        .take(20)
        .map(|(name, value)| (redactor.clean(name, 64), text(value)))
        .collect()
}
