//! The caller's arguments, read field by field. Every fault is kept; no value is.
//!
//! They arrive as `pkg-template/lib/pack.js` packs them: one JSON text of own data, in which each value that JSON does not have
//! is a list whose first item names its kind. One text crosses into the wasm faster than field after field, and this module
//! knows nothing of JavaScript.

#![cfg_attr(
    not(all(feature = "tokens", feature = "offline")),
    allow(dead_code, unused_imports, reason = "each wasm module reads a part of it")
)]

mod b2b;
mod call_options;
mod client_settings;
mod graphql;
mod inspect;
#[cfg(test)]
mod operations_tests;
#[cfg(test)]
mod options_tests;
#[cfg(any(test, feature = "provider"))]
mod provider;
mod scopes;
mod storefront;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use b2b::{
    b2b_storefront_token, current_customer_jwt, customer_token, delete_server_to_server_token,
    list_server_to_server_tokens, server_to_server_token,
};
pub(crate) use call_options::{GivenOptions, call_options};
pub(crate) use client_settings::{Client, ClientSettings, client_settings};
pub(crate) use graphql::{GRAPHQL_OPTIONS, graphql_request};
pub(crate) use inspect::inspect_token;
#[cfg(all(target_arch = "wasm32", feature = "provider"))]
pub(crate) use provider::provider;
pub(crate) use scopes::required_scopes;
pub(crate) use storefront::{
    WhichToken, confirmation, customer_impersonation_token, list_tokens, private_token, storefront_token, which_token,
};
pub(crate) use value::{MAX_TEXT, text};

use crate::{
    error::{Fault, Issue, IssueCode},
    json::Json,
    text::{concat, join},
};
use value::{items, type_fault};

/// How many unknown fields are named.
const MAX_UNKNOWN: usize = 20;

/// Reads one value. No closure: with one, the code around it would be compiled for each field.
pub(crate) type Read<T> = fn(Json) -> Result<T, Fault>;

/// Where faults are gathered.
pub(crate) type Issues = Vec<Issue>;

/// An argument out of its packing; one that cannot be read is no argument.
pub(crate) fn unpack(packed: &str) -> Json {
    Json::read_loosely(packed)
}

/// One argument of a call.
pub(crate) struct Fields<'a> {
    /// What was given and not yet taken; `None` where no object was given.
    left: Option<Vec<(String, Json)>>,
    /// What stands before a field's name in a path: empty, or such as `options.`.
    prefix: &'static str,
    issues: &'a mut Issues,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Reads an argument, which must be an object with named fields.
    pub(crate) fn new(argument: Json, prefix: &'static str, issues: &'a mut Issues) -> Self {
        let left = match argument {
            Json::Object(entries) => Some(entries),
            other => {
                let path = prefix.strip_suffix('.').unwrap_or_default();
                issues.push(type_fault("an object with named fields", &other).at(path));
                None
            }
        };
        Self {
            left,
            prefix,
            issues,
            known: Vec::with_capacity(8),
        }
    }

    /// The fields of an object among these; `prefix` is its name and a dot.
    pub(crate) fn within(&mut self, object: Json, prefix: &'static str) -> Fields<'_> {
        Fields::new(object, prefix, self.issues)
    }

    /// The value of a field, which is then no longer there.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<Json> {
        self.known.push(name);
        let left = self.left.as_mut()?;
        let at = left.iter().position(|(given, _)| given == name)?;
        Some(left.remove(at).1)
    }

    /// A field read by `read`; `None` where it is missing or faulty.
    pub(crate) fn optional<T>(&mut self, name: &'static str, read: Read<T>) -> Option<T> {
        let value = self.take(name)?;
        self.keep(name, read(value))
    }

    /// A field that must be there.
    pub(crate) fn required<T>(&mut self, name: &'static str, read: Read<T>) -> Option<T> {
        match self.take(name) {
            Some(value) => self.keep(name, read(value)),
            None => self.missing(name, "expected a value, got none"),
        }
    }

    /// The items of a list, each read by `read`; `None` where the list or an item is faulty.
    pub(crate) fn list<T>(&mut self, name: &'static str, value: Json, read: Read<T>) -> Option<Vec<T>> {
        let mut list = Vec::new();
        let whole = self.each(name, value, &mut |item| {
            list.push(read(item)?);
            Ok(())
        });
        whole.then_some(list)
    }

    /// Takes the items of a list one by one; whether the list and all of them were taken.
    fn each(&mut self, name: &'static str, value: Json, take: &mut dyn FnMut(Json) -> Result<(), Fault>) -> bool {
        let Some(given) = self.keep(name, items(value)) else {
            return false;
        };
        let mut whole = true;
        for (index, item) in given.into_iter().enumerate() {
            if let Err(fault) = take(item) {
                whole = false;
                let path = concat(&[self.prefix, name, "[", &index.to_string(), "]"]);
                self.issues.push(fault.at(path));
            }
        }
        whole
    }

    /// Records a fault of a field.
    pub(crate) fn report(&mut self, name: &str, fault: Fault) {
        self.issues.push(fault.at(concat(&[self.prefix, name])));
    }

    /// Records that a field is missing, where there is an object that could have it.
    pub(crate) fn missing<T>(&mut self, name: &str, message: &'static str) -> Option<T> {
        if self.left.is_some() {
            self.report(name, Fault::new(IssueCode::Required, message));
        }
        None
    }

    /// Records that of two exclusive fields both were given, or none.
    pub(crate) fn exactly_one<T>(&mut self, first: &str, second: &str, neither: bool) -> Option<T> {
        if self.left.is_some() {
            let got = if neither { "neither" } else { "both" };
            let message = concat(&["expected exactly one of ", first, " and ", second, ", got ", got]);
            self.report(first, Fault::new(IssueCode::ExactlyOne, message));
        }
        None
    }

    /// The value of a result, or its fault recorded.
    pub(crate) fn keep<T>(&mut self, name: &str, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.report(name, fault)).ok()
    }

    /// Names the fields that the operation does not have. A misspelt field must not vanish.
    pub(crate) fn refuse_unknown(mut self) {
        for (name, _) in self.left.take().unwrap_or_default().iter().take(MAX_UNKNOWN) {
            let fault = unknown_field(name, &self.known);
            self.report(name, fault);
        }
    }
}

fn unknown_field(name: &str, known: &[&str]) -> Fault {
    let given = plain(name);
    let spelt = |name: &&&str| plain(name) == given;
    let close = |name: &&&str| given.len() > 3 && differs_by_one(&plain(name), &given);
    let near = known.iter().find(spelt).or_else(|| known.iter().find(close));
    let message = match near {
        Some(name) => concat(&["expected a known field, got another name; did you mean ", name, "?"]),
        None => concat(&["expected a known field (", &join(known, ", "), "), got another name"]),
    };
    Fault::new(IssueCode::UnknownField, message)
}

/// A name as it may be misspelt: in wire spelling, or in other case.
fn plain(name: &str) -> Vec<u8> {
    let mut letters = name.as_bytes().to_ascii_lowercase();
    letters.retain(|letter| !b"_-".contains(letter));
    letters
}

/// Whether one letter was added, left out or replaced, or two neighbours were swapped.
fn differs_by_one(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, rest @ ..], [same, others @ ..]) = (one, other)
        && first == same
    {
        (one, other) = (rest, others);
    }
    while let ([rest @ .., last], [others @ .., same]) = (one, other)
        && last == same
    {
        (one, other) = (rest, others);
    }
    match (one, other) {
        ([] | [_], [] | [_]) => true,
        ([left, right], swapped) => swapped == [*right, *left],
        _ => false,
    }
}
