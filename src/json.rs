//! Reading JSON whose shape is only hoped for: a refusal may come from the API, a proxy or a prankster.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::value::RawValue;

use crate::secret::Redactor;

/// A `T` that must have been a JSON object. Serde alone reads an array as a struct too.
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OnlyMap<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OnlyMap<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_map(OnlyMap(PhantomData)).map(Self)
    }
}

/// Any JSON value, looked into step by step. Whatever does not fit is `None`.
#[derive(Clone, Copy)]
pub(crate) struct Loose<'a>(&'a str);

impl<'a> Loose<'a> {
    /// A whole document, whether it is JSON or not.
    pub(crate) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The members of an object.
    pub(crate) fn members(self) -> BTreeMap<String, Self> {
        let members: Option<BTreeMap<String, &'a RawValue>> = serde_json::from_str(self.0).ok();
        members.unwrap_or_default().into_iter().map(|(name, value)| (name, Self(value.get()))).collect()
    }

    /// The items of an array.
    pub(crate) fn items(self) -> Vec<Self> {
        let items: Option<Vec<&'a RawValue>> = serde_json::from_str(self.0).ok();
        items.unwrap_or_default().into_iter().map(|value| Self(value.get())).collect()
    }

    /// The member `name` of an object.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        self.members().remove(name)
    }

    /// A string.
    pub(crate) fn text(self) -> Option<String> {
        serde_json::from_str(self.0).ok()
    }

    /// A whole number from 0 to 65,535, which every status is.
    pub(crate) fn small_number(self) -> Option<u16> {
        serde_json::from_str(self.0).ok()
    }

    /// Complaints by field, cleaned: at most 20, each with the first text found in its value.
    pub(crate) fn complaints(self, redactor: &Redactor) -> Vec<(String, String)> {
        let text = |value: Self| value.text().or_else(|| value.items().into_iter().find_map(Self::text));
        let clean = |(name, value): (String, Self)| {
            let text = text(value).unwrap_or_else(|| "refused".to_owned());
            (redactor.clean(&name, 64), redactor.clean(&text, 200))
        };
        self.members().into_iter().take(20).map(clean).collect()
    }
}

/// The JSON of a body of strings, numbers and lists of these, which always has one.
pub(crate) fn to_string<T: serde::Serialize>(body: &T) -> String {
    // Serializing such a body fails only for maps with keys that are no strings, and there are none.
    serde_json::to_string(body).unwrap_or_default()
}
