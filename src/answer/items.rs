//! Reading a list of objects field by field, strictly where the API promises a field and loosely where it does not.

use super::join;
use crate::{error::Error, http::Request, json::Json, secret::Redactor, text::concat, time::UnixSeconds};

/// The most characters of a text in an item that are kept.
const MAX_CHARS: usize = 300;

/// The objects of `data`.
///
/// # Errors
/// [`Error::Protocol`] when it is no list of objects, or `read` misses something.
pub(crate) fn read_items<T>(
    body: &Json,
    sent: &Request,
    read: fn(&Item<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let Some(list) = body.get("data").and_then(Json::as_list) else {
        return Err(Error::protocol("data", "expected a list, got another kind of JSON"));
    };
    // One look at all of it, so that not each text has to be searched for what is hardly ever there.
    let quiet = Redactor::default();
    let echoes = sent.redactor().finds_secret_in(&body.to_document());
    let redactor = if echoes { sent.redactor() } else { &quiet };
    let mut items = Vec::new();
    for (at, json) in list.iter().enumerate() {
        let item = Item { json, at, redactor };
        if !json.is_object() {
            return Err(item.fault("", "expected an object, got another kind of JSON"));
        }
        items.push(read(&item)?);
    }
    Ok(items)
}

/// One of the objects and where it stands.
pub(crate) struct Item<'a> {
    json: &'a Json,
    at: usize,
    redactor: &'a Redactor,
}

impl Item<'_> {
    /// A text that must be there, as it may be shown.
    pub(crate) fn text(&self, name: &str) -> Result<String, Error> {
        self.text_if_any(name)
            .ok_or_else(|| self.fault(name, "expected a string, got none"))
    }

    /// A text that may be missing.
    pub(crate) fn text_if_any(&self, pointer: &str) -> Option<String> {
        let text = if pointer.starts_with('/') {
            self.json.text_at(pointer)
        } else {
            self.json.get(pointer).and_then(Json::as_str)
        };
        text.map(|text| self.redactor.clean(text, MAX_CHARS))
    }

    /// A truth value that must be there.
    pub(crate) fn truth(&self, name: &str) -> Result<bool, Error> {
        let value = self.json.get(name).and_then(Json::as_bool);
        value.ok_or_else(|| self.fault(name, "expected true or false, got something else"))
    }

    /// A whole number that must be there.
    pub(crate) fn number(&self, name: &str) -> Result<u64, Error> {
        let value = self.json.get(name).and_then(Json::as_u64);
        value.ok_or_else(|| self.fault(name, "expected a whole number, got something else"))
    }

    /// Unix seconds that may be missing.
    pub(crate) fn moment_if_any(&self, name: &str) -> Option<UnixSeconds> {
        let seconds = self.json.get(name).and_then(Json::as_u64)?;
        UnixSeconds::new(seconds)
    }

    /// Whole numbers; a single one counts as a list of one.
    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<u64>, Error> {
        let wrong = || self.fault(name, "expected whole numbers, got something else");
        let value = self.json.get(name).ok_or_else(wrong)?;
        let list = value.as_list().unwrap_or(std::slice::from_ref(value));
        list.iter().map(|item| item.as_u64().ok_or_else(wrong)).collect()
    }

    /// Texts; none where the list is missing.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let list = self.json.get(name).and_then(Json::as_list).unwrap_or_default();
        let texts = list.iter().filter_map(Json::as_str);
        texts.map(|text| self.redactor.clean(text, MAX_CHARS)).collect()
    }

    fn fault(&self, name: &str, message: &'static str) -> Error {
        let at = concat(&["data[", &self.at.to_string(), "]"]);
        let path = if name.is_empty() { at } else { join(&at, name) };
        Error::protocol(path, message)
    }
}
