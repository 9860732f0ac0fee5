//! JSON whose shape is only hoped for: an answer may come from the API, a proxy or a prankster.
//!
//! Values are looked into step by step and never deserialized into structs: serde takes an array for a struct too, its
//! messages quote what they could not read, and its generic paths weigh more than the rest of the wasm together.

mod writer;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

pub(crate) use writer::ObjectWriter;

/// The most names in one object.
const MAX_NAMES: usize = 1_000;
/// The most items of one list.
const MAX_ITEMS: usize = 200_000;

/// Any value. `serde_json::Value` would do but for its weight: a map that sorts, and messages that print floats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`, `true` or `false`.
    Word(&'static str),
    /// As it was written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// In the order of the document, each name once.
    Object(Vec<(String, Json)>),
    /// What `serde_json` makes of a number in the wasm: an object of its own around the digits. Never seen outside this file.
    Digits(String),
}

impl Json {
    /// Reads a document; `None` where there is none that can be read.
    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok().filter(Self::is_clear)
    }

    /// Of two values under one name, which one would be meant? Checked here, as serde would compose a message about it.
    fn is_clear(&self) -> bool {
        match self {
            Self::Object(entries) => {
                entries.len() <= MAX_NAMES && entries.iter().all(|(_, value)| value.is_clear()) && names_differ(entries)
            }
            Self::List(items) => items.len() <= MAX_ITEMS && items.iter().all(Self::is_clear),
            _ => true,
        }
    }

    /// Reads a document, or `null` where there is none that can be read.
    pub(crate) fn read_loosely(text: &str) -> Self {
        Self::read(text).unwrap_or(Self::Word("null"))
    }

    /// The value of a name, or the item at an index.
    pub(crate) fn get(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|entry| entry.0 == step).map(|entry| &entry.1),
            Self::List(items) => items.get(index(step)?),
            _ => None,
        }
    }

    /// As [`get`](Self::get), to be taken out.
    pub(crate) fn get_mut(&mut self, step: &str) -> Option<&mut Self> {
        match self {
            Self::Object(entries) => entries
                .iter_mut()
                .find(|entry| entry.0 == step)
                .map(|entry| &mut entry.1),
            Self::List(items) => items.get_mut(index(step)?),
            _ => None,
        }
    }

    /// The value at a pointer such as `/data/0/token`.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, Self::get)
    }

    /// The string at a pointer, if there is one.
    pub(crate) fn text_at(&self, pointer: &str) -> Option<&str> {
        self.at(pointer).and_then(Self::as_str)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A whole number from 0 on, written without fraction and exponent.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        if let Self::Number(digits) = self {
            digits.parse().ok()
        } else {
            None
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self {
            Some(items)
        } else {
            None
        }
    }

    pub(crate) const fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The value as a document.
    pub(crate) fn to_document(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, to: &mut String) {
        match self {
            Self::Word(text) => to.push_str(text),
            Self::Number(text) | Self::Digits(text) => to.push_str(text),
            Self::Text(text) => write_text(to, text),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    to.push(if at == 0 { '[' } else { ',' });
                    item.write(to);
                }
                to.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Self::Object(entries) => {
                for (at, (name, value)) in entries.iter().enumerate() {
                    to.push(if at == 0 { '{' } else { ',' });
                    write_text(to, name);
                    to.push(':');
                    value.write(to);
                }
                to.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// A text in quotes, escaped where JSON wants it.
fn write_text(to: &mut String, text: &str) {
    // It may be a secret. Serializing a string cannot fail.
    let quoted = Zeroizing::new(serde_json::to_string(text).unwrap_or_default());
    to.push_str(&quoted);
}

/// Whether a step of a pointer is the index of an item.
pub(crate) fn is_index(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}

/// Looked up by hash and not each compared with all before it: a server may order many of them.
fn names_differ(entries: &[(String, Json)]) -> bool {
    // At each place of the table the index after that of an entry, or nothing.
    let mut table = vec![0_u16; (2 * entries.len()).next_power_of_two()];
    let last = table.len() - 1;
    (1_u16..).zip(entries).all(|(index, (name, _))| {
        let mut place = usize::try_from(hash(name) & 0xffff).unwrap_or_default();
        loop {
            match table.get_mut(place & last) {
                Some(free @ 0) => {
                    *free = index;
                    return true;
                }
                Some(taken)
                    if entries
                        .get(usize::from(*taken) - 1)
                        .is_none_or(|entry| entry.0 == *name) =>
                {
                    return false;
                }
                _ => place += 1,
            }
        }
    })
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn index(step: &str) -> Option<usize> {
    if is_index(step) {
        step.parse::<u64>().ok()?.try_into().ok()
    } else {
        None
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyKind)
    }
}

/// Takes every kind of value, so that serde has no message to compose.
struct AnyKind;

impl<'de> Visitor<'de> for AnyKind {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Word("null"))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Word(if value { "true" } else { "false" }))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        // The wasm gets digits instead and never comes here; what prints floats would weigh more than some operations.
        Ok(if cfg!(target_arch = "wasm32") {
            Json::Word("null")
        } else {
            Json::Number(value.to_string())
        })
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    /// `serde_json` reads the strings of a document by `visit_str`: an owned one is the digits of a number.
    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Digits(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            // One too many tells; more would take memory that the wasm never gives back.
            if list.len() <= MAX_ITEMS {
                list.push(item);
            }
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(name) = entries.next_key()? {
            match entries.next_value()? {
                Json::Digits(digits) => return Ok(Json::Number(digits)),
                value => object.push((name, value)),
            }
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_written_as_it_was_read() {
        for text in [
            "null",
            "true",
            "[]",
            "{}",
            r#"[1,-2,"a\"b\u0001",[false],{"a":null,"b":[]}]"#,
            r#"{"$serde_json::private::Number":"1","b":{"$serde_json::private::Number":2}}"#,
        ] {
            assert_eq!(Json::read(text).map(|json| json.to_document()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_document_is_not_read() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1}x",
            "nul",
            "01",
            r#"{"a":1,"a":1}"#,
            "\"\\ud800\"",
            &format!("[{}0]", "0,".repeat(MAX_ITEMS)),
            &"[".repeat(200),
        ] {
            assert_eq!(Json::read(text), None, "{text}");
        }
    }

    #[test]
    fn no_name_stands_twice_however_many_there_are() {
        for count in [1, 2, 3, 500, MAX_NAMES - 1] {
            let names: Vec<String> = (0..count).map(|index| format!("\"name{index}\":0")).collect();
            let object = |more: &str| format!("{{{}{more}}}", names.join(","));
            assert!(Json::read(&object("")).is_some(), "{count}");
            assert!(Json::read(&object(",\"other\":0")).is_some(), "{count}");
            for twice in [0, count / 2, count - 1] {
                assert_eq!(
                    Json::read(&object(&format!(",\"name{twice}\":0"))),
                    None,
                    "{count} {twice}"
                );
            }
        }
    }

    #[test]
    fn steps_lead_to_a_value_or_nowhere() {
        let json = Json::read_loosely(r#"{"data":[{"token":"a"},{"token":"b"}],"code":401,"half":0.5}"#);
        for (pointer, text) in [
            ("/data/0/token", Some("a")),
            ("/data/1/token", Some("b")),
            ("/data/2/token", None),
            ("/data/token", None),
            ("/data/+0/token", None),
            ("/code", None),
            ("/code/0", None),
        ] {
            assert_eq!(json.text_at(pointer), text, "{pointer}");
        }
        assert_eq!(json.get("code").and_then(Json::as_u64), Some(401));
        assert_eq!(json.get("half").and_then(Json::as_u64), None);
    }
}
