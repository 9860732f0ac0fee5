//! What goes back to JavaScript: plain objects of strings, numbers and lists of them.
//!
//! One type for all of them, handed to serde once: a struct for each shape would bring its own copy of a serializer.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

/// The value of a field.
pub(in crate::wasm) enum Datum<'a> {
    Null,
    Flag(bool),
    Number(u64),
    Text(Cow<'a, str>),
    List(Vec<Datum<'a>>),
    Object(Plain<'a>),
}

/// A plain object.
#[derive(Default)]
pub(in crate::wasm) struct Plain<'a>(Vec<(&'a str, Datum<'a>)>);

impl<'a> Plain<'a> {
    /// Adds a field.
    pub(in crate::wasm) fn set(&mut self, name: &'a str, value: impl Into<Datum<'a>>) {
        self.0.push((name, value.into()));
    }

    /// Adds a field if there is something to put into it.
    pub(in crate::wasm) fn set_some<T: Into<Datum<'a>>>(&mut self, name: &'a str, value: Option<T>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// The object itself.
    pub(in crate::wasm) fn to_js(&self) -> JsValue {
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        // There is nothing in here that could fail.
        self.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Serialize for Datum<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            // As a u64, one beyond 2^53 would be an error that is put into words.
            Self::Number(number) => serializer.serialize_f64(as_f64(*number)),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "JavaScript has no other numbers")]
pub(in crate::wasm) const fn as_f64(number: u64) -> f64 {
    number as f64
}

impl<'a> From<&'a str> for Datum<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Datum<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Datum<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Plain<'a>> for Datum<'a> {
    fn from(object: Plain<'a>) -> Self {
        Self::Object(object)
    }
}

impl From<bool> for Datum<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u16> for Datum<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Datum<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Datum<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> FromIterator<T> for Datum<'_> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
