use super::document::Scanner;
use crate::{error::Error, json::Json};

/// The parts of an answer that count. The data, which may be large, is cut out by its brackets and its strings and left as text:
/// whoever parses it, once, finds out what is in it.
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
fn members(text: &str) -> Option<(Option<&str>, Option<&str>)> {
    let (mut data, mut errors) = (None, None);
    let mut rest = after(text, '{')?;
    let mut end = after(rest, '}');
    while end.is_none() {
        let (name, value);
        (name, rest) = first_value(rest)?;
        (value, rest) = first_value(after(rest, ':')?)?;
        let repeated = match name {
            r#""data""# => data.replace(value).is_some(),
            r#""errors""# => errors.replace(value).is_some(),
            other if other.starts_with('"') => false,
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

/// The value that `text` begins with, and what follows it. Brackets and strings are in JSON what they are in GraphQL; `serde_json`,
/// which could check the value on the way, would weigh a sixth of all GraphQL.
fn first_value(text: &str) -> Option<(&str, &str)> {
    let text = space(text);
    let end = match text.as_bytes().first()? {
        b'{' | b'[' | b'"' => Scanner::new(text).group()?,
        _ => text.find([',', '}'])?,
    };
    let (value, rest) = text.split_at_checked(end)?;
    Some((value.trim_end(), rest))
}

/// What follows a sign that stands next.
fn after(text: &str, sign: char) -> Option<&str> {
    space(text).strip_prefix(sign)
}

/// The text without what JSON has for white space before it.
fn space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}
