//! The caller's arguments, read field by field from an own-data copy. Every fault is kept; no value is.

use std::borrow::Cow;

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::foreign::{date_time, own_keys};
use crate::{
    error::{Fault, Issue, IssueCode},
    text::{concat, contains, join},
    types::MAX_CHANNELS,
};

/// 2^53 - 1, the largest integer that JavaScript holds exactly.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
/// How many unknown fields are named.
const MAX_UNKNOWN: u32 = 20;

#[wasm_bindgen]
extern "C" {
    /// What `lib/own-data.js` makes of an object: no prototype, each own value read once.
    type OwnData;

    #[wasm_bindgen(method, indexing_getter)]
    fn field(this: &OwnData, name: &str) -> JsValue;
}

/// Where faults are gathered.
pub(super) type Issues = Vec<Issue>;

/// One argument of a call.
pub(super) struct Fields<'a> {
    data: Option<&'a OwnData>,
    /// What stands before a field's name in a path: empty or `options.`.
    prefix: &'static str,
    issues: &'a mut Issues,
    known: Vec<&'static str>,
    present: u32,
}

impl<'a> Fields<'a> {
    /// Reads `argument`, which `lib/own-data.js` left as it was if it is no plain object: only its copies lack a prototype.
    pub(super) fn new(argument: &'a JsValue, prefix: &'static str, issues: &'a mut Issues) -> Self {
        let is_copy = argument.is_object() && js_sys::Object::get_prototype_of(argument).is_null();
        let data = is_copy.then(|| argument.unchecked_ref());
        if data.is_none() {
            let path = prefix.strip_suffix('.').unwrap_or_default();
            issues.push(type_fault("an object with named fields", argument).at(path));
        }
        Self {
            data,
            prefix,
            issues,
            known: Vec::with_capacity(8),
            present: 0,
        }
    }

    /// The value of a field, `undefined` where there is none.
    pub(super) fn take(&mut self, name: &'static str) -> JsValue {
        self.known.push(name);
        let value = self.data.map_or(JsValue::UNDEFINED, |data| data.field(name));
        if !value.is_undefined() {
            self.present += 1;
        }
        value
    }

    /// A field read by `read`; `None` where it is missing or faulty.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&JsValue) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.take(name);
        if value.is_undefined() {
            return None;
        }
        self.keep(name, read(&value))
    }

    /// A field that must be there.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&JsValue) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.take(name);
        if value.is_undefined() {
            if self.data.is_some() {
                self.report(name, Fault::new(IssueCode::Required, "expected a value, got none"));
            }
            return None;
        }
        self.keep(name, read(&value))
    }

    /// The items of a list, each read by `read`; `None` where the list or an item is faulty.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        value: &JsValue,
        read: impl Fn(&JsValue) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        let Some(array) = Array::is_array(value).then(|| value.unchecked_ref::<Array>()) else {
            self.report(name, type_fault("an array", value));
            return None;
        };
        let mut items = Vec::new();
        let mut whole = true;
        for (index, item) in array.iter().enumerate().take(MAX_CHANNELS + 1) {
            match read(&item) {
                Ok(item) => items.push(item),
                Err(fault) => {
                    whole = false;
                    self.issues.push(fault.at(format!("{}{name}[{index}]", self.prefix)));
                }
            }
        }
        whole.then_some(items)
    }

    /// Records a fault of a field.
    pub(super) fn report(&mut self, name: &str, fault: Fault) {
        self.issues.push(fault.at(format!("{}{name}", self.prefix)));
    }

    /// The value of a result, or its fault recorded.
    pub(super) fn keep<T>(&mut self, name: &str, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.report(name, fault)).ok()
    }

    /// Whether there is an object to read at all.
    pub(super) const fn is_object(&self) -> bool {
        self.data.is_some()
    }

    /// Names the fields that the operation does not have. A misspelt field must not vanish.
    pub(super) fn refuse_unknown(mut self) {
        let Some(data) = self.data else { return };
        let keys = own_keys(data);
        if keys.length() == self.present {
            return;
        }
        for key in keys.iter().take(MAX_UNKNOWN as usize) {
            let key = text(&key, 64).map_or_else(|_| "[a long name]".to_owned(), |key| key.to_string());
            if !self.known.contains(&key.as_str()) {
                let fault = unknown_field(&key, &self.known);
                self.report(&key, fault);
            }
        }
    }
}

fn unknown_field(key: &str, known: &[&str]) -> Fault {
    let given = plain(key);
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

/// A string, copied with at most `max` UTF-16 units: a longer one never enters linear memory.
pub(super) fn text(value: &JsValue, max: u32) -> Result<Zeroizing<String>, Fault> {
    if !value.is_string() {
        return Err(type_fault("a string", value));
    }
    let string: &JsString = value.unchecked_ref();
    if string.length() > max {
        return Err(Fault::new(
            IssueCode::TooLong,
            format!("expected at most {max} characters, got more"),
        ));
    }
    let copy = Zeroizing::new(String::from(string));
    // A lone surrogate arrives as U+FFFD: another password than the caller's would be sent.
    if contains(&copy, "\u{fffd}") && JsValue::from_str(&copy) != *value {
        return Err(Fault::new(
            IssueCode::IllFormed,
            "expected well-formed text, got a string with a lone surrogate",
        ));
    }
    Ok(copy)
}

/// A whole number from 0 on.
pub(super) fn whole_number(value: &JsValue) -> Result<u64, Fault> {
    let Some(number) = value.as_f64() else {
        return Err(type_fault("a number", value));
    };
    if !number.is_finite() || number.fract() != 0.0 {
        return Err(Fault::new(
            IssueCode::NotInteger,
            "expected a whole number, got a fraction, NaN or infinity",
        ));
    }
    if number.abs() > MAX_SAFE_INTEGER {
        return Err(Fault::new(
            IssueCode::UnsafeInteger,
            "expected a number up to 2^53 - 1, got one that JavaScript cannot hold exactly",
        ));
    }
    if number < 0.0 {
        return Err(Fault::new(
            IssueCode::OutOfRange,
            "expected a number of 0 or more, got a negative one",
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 2^53 - 1"
    )]
    Ok(number as u64)
}

/// A whole number up to `max`.
pub(super) fn bounded(value: &JsValue, max: u32) -> Result<u32, Fault> {
    let number = whole_number(value)?;
    u32::try_from(number)
        .ok()
        .filter(|number| *number <= max)
        .ok_or_else(|| {
            Fault::new(
                IssueCode::OutOfRange,
                format!("expected a whole number from 0 to {max}, got a larger one"),
            )
        })
}

/// A time span for a timer, from 1 ms to 2^31 - 1 ms; a longer timer would fire at once.
pub(super) fn milliseconds(value: &JsValue) -> Result<u32, Fault> {
    match bounded(value, i32::MAX.unsigned_abs())? {
        0 => Err(Fault::new(
            IssueCode::OutOfRange,
            "expected at least 1 millisecond, got 0",
        )),
        span => Ok(span),
    }
}

/// The seconds of a `Date` of any realm, `None` for other values.
pub(super) fn date_seconds(value: &JsValue) -> Option<Result<u64, Fault>> {
    if !value.is_object() {
        return None;
    }
    let millis = date_time(value).ok()?;
    if millis.is_nan() {
        return Some(Err(Fault::new(
            IssueCode::OutOfRange,
            "expected a valid Date, got an invalid one",
        )));
    }
    // 0 seconds would ask for a token without expiry, which no Date can mean.
    if millis < 1_000.0 {
        return Some(Err(Fault::new(
            IssueCode::InThePast,
            "expected a Date to come, got one that has passed",
        )));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a Date is below 8.64e15 milliseconds"
    )]
    Some(Ok(millis as u64 / 1_000))
}

/// A fault that names the kind of value that came, and never the value.
pub(super) fn type_fault(expected: &str, value: &JsValue) -> Fault {
    if is_accessor(value) {
        return Fault::new(
            IssueCode::Accessor,
            format!("expected {expected}, got a getter; pass a plain value"),
        );
    }
    Fault::new(IssueCode::Type, format!("expected {expected}, got {}", kind_of(value)))
}

/// The mark that `lib/own-data.js` puts in place of a getter.
fn is_accessor(value: &JsValue) -> bool {
    *value == JsValue::from(js_sys::Symbol::for_("bigcommerce-tokens.accessor"))
}

fn kind_of(value: &JsValue) -> Cow<'static, str> {
    if value.is_null() {
        return "null".into();
    }
    if Array::is_array(value) {
        return "an array".into();
    }
    match value.js_typeof().as_string().unwrap_or_default().as_str() {
        "undefined" => "nothing".into(),
        "object" => "an object".into(),
        other => concat(&["a ", other]).into(),
    }
}
