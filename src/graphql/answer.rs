use serde::de::IgnoredAny;

use crate::{error::Error, json::Json};

/// The parts of an answer that count. The data, which may be large, is checked to be JSON and otherwise left as text.
///
/// # Source
/// GraphQL specification (October 2021), section 7.1: response format, read 2026-11-22.
#[derive(Default)]
pub(super) struct Answer<'a> {
    /// An object or `null`.
    pub(super) data: Option<&'a str>,
    /// None, where there are none.
    pub(super) errors: Vec<Json>,
}

impl<'a> Answer<'a> {
    /// # Errors
    /// [`Error::Protocol`] for a text that is not one JSON object, or whose parts are of other kinds.
    pub(super) fn read(text: &'a str) -> Result<Self, Error> {
        let Some((data, errors)) = members(text) else {
            return Err(Error::protocol(
                "$",
                "expected one JSON object with data and errors once each, got something else",
            ));
        };
        if data.is_some_and(|data| data != "null" && !data.starts_with('{')) {
            return Err(Error::protocol("data", "expected an object, got another kind of JSON"));
        }
        match errors.filter(|errors| *errors != "null").map(Json::read) {
            None => Ok(Self {
                data,
                errors: Vec::new(),
            }),
            Some(Some(Json::List(errors))) => Ok(Self { data, errors }),
            Some(_) => Err(Error::protocol(
                "errors",
                "expected a list of errors, got something else",
            )),
        }
    }
}

/// `data` and `errors` of the one object that `text` is.
///
/// Its members are taken apart here and their values gone past by `serde_json`, which checks them and keeps nothing. It could also
/// hand them over as they stand (`RawValue`), at four times the weight in the wasm.
fn members(text: &str) -> Option<(Option<&str>, Option<&str>)> {
    let (mut data, mut errors) = (None, None);
    let mut rest = after(text, '{')?;
    let mut end = after(rest, '}');
    while end.is_none() {
        let (name, value);
        (name, rest) = first_value(rest)?;
        (value, rest) = first_value(after(rest, ':')?)?;
        let repeated = match Json::read(name)? {
            Json::Text(name) if name == "data" => data.replace(value).is_some(),
            Json::Text(name) if name == "errors" => errors.replace(value).is_some(),
            Json::Text(_) => false,
            _ => return None,
        };
        if repeated {
            return None;
        }
        end = after(rest, '}');
        if end.is_none() {
            rest = after(rest, ',')?;
        }
    }
    space(end?).is_empty().then_some((data, errors))
}

/// The value that `text` begins with, and what follows it.
fn first_value(text: &str) -> Option<(&str, &str)> {
    let text = space(text);
    let mut values = serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    text.split_at_checked(values.byte_offset())
}

/// What follows a sign that stands next.
fn after(text: &str, sign: char) -> Option<&str> {
    space(text).strip_prefix(sign)
}

/// The text without what JSON has for white space before it.
fn space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}
