//! Reading a list of objects by a table of their fields: strictly where the API promises one, loosely where it does not.
//!
//! An item stays JSON, checked and cleaned, with the names it has in JavaScript. A struct for each kind of item, and its way to
//! JavaScript field by field, would weigh as much as the other operations together.

use super::join;
use crate::{error::Error, http::Request, json::Json, secret::Redactor, text::concat, time::UnixSeconds, types::Scope};

/// The most characters of a text that are kept.
const MAX_CHARS: usize = 300;

/// What a field is, and whether it must be there.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A text that must be there.
    Text,
    /// A text that may be missing.
    TextIfAny,
    /// A truth value that must be there.
    Truth,
    /// A whole number that must be there.
    Number,
    /// Whole numbers that must be there; a single one counts as a list of one.
    Numbers,
    /// Texts; a list that is missing has none.
    Texts,
    /// Scopes, as texts in the short spelling; one that is not known stays as it is.
    Scopes,
    /// Unix seconds that may be missing, as 0 is.
    Moment,
    /// An object of these texts that may be missing; one that lacks any of them counts as missing.
    Named(&'static [&'static str]),
}

/// The objects of `data`, with these fields and no others.
///
/// # Errors
/// [`Error::Protocol`] when it is no list of objects, or a field is missing that must be there.
pub(crate) fn read_items(body: &Json, sent: &Request, fields: &[(&str, Shape)]) -> Result<Vec<Json>, Error> {
    let Some(Json::List(list)) = body.get("data") else {
        return Err(Error::protocol("data", "expected a list, got another kind of JSON"));
    };
    // One look at all of it, so that not each text has to be searched for what is hardly ever there.
    let quiet = Redactor::default();
    let echoes = sent.redactor().finds_secret_in(&body.to_document());
    let redactor = if echoes { sent.redactor() } else { &quiet };
    let mut items = Vec::new();
    for (at, json) in list.iter().enumerate() {
        let fault = |name: &str, message| {
            let at = concat(&["data[", &at.to_string(), "]"]);
            Err(Error::protocol(
                if name.is_empty() { at } else { join(&at, name) },
                message,
            ))
        };
        if !json.is_object() {
            return fault("", "expected an object, got another kind of JSON");
        }
        let mut item = Vec::new();
        for (name, shape) in fields {
            match read_field(json.get(name), *shape, redactor) {
                Ok(Some(value)) => item.push((camel_case(name), value)),
                Ok(None) => {}
                Err(message) => return fault(name, message),
            }
        }
        items.push(Json::Object(item));
    }
    Ok(items)
}

/// A field as it is told; what was expected where it cannot be.
fn read_field(value: Option<&Json>, shape: Shape, redactor: &Redactor) -> Result<Option<Json>, &'static str> {
    let text = |value: &Json| {
        let text = redactor.clean(value.as_str()?, MAX_CHARS);
        Some(Json::Text(match Scope::read(&text) {
            Some(scope) if matches!(shape, Shape::Scopes) => scope.as_str().to_owned(),
            _ => text,
        }))
    };
    let list = value.and_then(Json::as_list);
    Ok(match (shape, value) {
        (Shape::Text, Some(value @ Json::Text(_))) | (Shape::TextIfAny, Some(value)) => text(value),
        (Shape::Text, _) => return Err("expected a string, got none"),
        (Shape::Truth, Some(value @ Json::Word("true" | "false"))) => Some(value.clone()),
        (Shape::Truth, _) => return Err("expected true or false, got something else"),
        (Shape::Number, Some(value)) if value.as_u64().is_some() => Some(value.clone()),
        (Shape::Number, _) => return Err("expected a whole number, got something else"),
        (Shape::Numbers, Some(value)) => {
            let list = list.unwrap_or(std::slice::from_ref(value));
            if !list.iter().all(|item| item.as_u64().is_some()) {
                return Err("expected whole numbers, got something else");
            }
            Some(Json::List(list.to_vec()))
        }
        (Shape::Numbers, None) => return Err("expected whole numbers, got none"),
        (Shape::Texts | Shape::Scopes, _) => {
            Some(Json::List(list.unwrap_or_default().iter().filter_map(text).collect()))
        }
        (Shape::Moment, Some(value)) => {
            let seconds = value.as_u64().and_then(UnixSeconds::new);
            seconds.filter(|moment| moment.get() > 0).map(|_| value.clone())
        }
        (Shape::Named(names), Some(value)) => {
            let texts = names
                .iter()
                .map(|name| Some(((*name).to_owned(), text(value.get(name)?)?)));
            texts.collect::<Option<_>>().map(Json::Object)
        }
        (Shape::TextIfAny | Shape::Moment | Shape::Named(_), _) => None,
    })
}

/// `channel_ids` as `channelIds`.
fn camel_case(name: &str) -> String {
    let mut text = String::new();
    let mut raise = false;
    for letter in name.chars() {
        if letter == '_' {
            raise = true;
        } else {
            text.push(if raise { letter.to_ascii_uppercase() } else { letter });
            raise = false;
        }
    }
    text
}
