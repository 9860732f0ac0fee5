//! Single values out of the packing, and faults that name the kind of value that came, never the value.

use zeroize::Zeroizing;

use crate::{
    error::{Fault, IssueCode},
    json::Json,
    text::{concat, contains, join},
};

/// 2^53 - 1, the largest integer that JavaScript holds exactly.
const MAX_SAFE_INTEGER: u64 = 9_007_199_254_740_991;

/// The most UTF-16 units of a text, but for what a GraphQL request carries; `pack.js` leaves longer ones out.
pub(crate) const MAX_TEXT: usize = 8_192;

/// The most items of any list; `own-data.js` copies one more, so that too long a list is seen to be one.
const MAX_ITEMS: usize = 1_000;

/// What stands for a moment.
const MOMENT: &str = "Unix time in seconds or a Date";

/// What a packed list says it is, and what follows.
fn kind(value: &Json) -> Option<(&str, &[Json])> {
    let Json::List(parts) = value else { return None };
    let (first, rest) = parts.split_first()?;
    Some((first.as_str()?, rest))
}

/// A string of at most `max` UTF-16 units. `pack.js` leaves out longer ones than any field takes, and those with a lone
/// surrogate: another password than the caller's would be sent.
pub(crate) fn text(value: Json, max: usize) -> Result<Zeroizing<String>, Fault> {
    text_as("a string", value, max)
}

/// The same where other values than strings are expected too.
pub(crate) fn text_as(expected: &str, value: Json, max: usize) -> Result<Zeroizing<String>, Fault> {
    let too_long = || {
        let message = concat(&["expected at most ", &max.to_string(), " characters, got more"]);
        Fault::new(IssueCode::TooLong, message)
    };
    match value {
        Json::Text(text) => {
            let text = Zeroizing::new(text);
            if text.len() > max && text.encode_utf16().count() > max {
                return Err(too_long());
            }
            Ok(text)
        }
        other => Err(match kind(&other) {
            Some(("long", _)) => too_long(),
            Some(("ill-formed", _)) => Fault::new(
                IssueCode::IllFormed,
                "expected well-formed text, got a string with a lone surrogate",
            ),
            _ => type_fault(expected, &other),
        }),
    }
}

/// A value of a type that is made from a text of at most `max` UTF-16 units.
pub(crate) fn from_text<T>(value: Json, max: usize, read: fn(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    read(&text(value, max)?)
}

/// A value of a type that is made from a whole number from 0 on.
#[expect(clippy::needless_pass_by_value, reason = "the readers of fields take them")]
pub(crate) fn from_number<T>(value: Json, read: fn(u64) -> Result<T, Fault>) -> Result<T, Fault> {
    read(whole_number(&value)?)
}

/// A whole number from 0 on.
pub(crate) fn whole_number(value: &Json) -> Result<u64, Fault> {
    whole_number_as("a number", value)
}

/// The same where other values than numbers are expected too.
pub(crate) fn whole_number_as(expected: &str, value: &Json) -> Result<u64, Fault> {
    let fault = |code, message: &'static str| Err(Fault::new(code, message));
    let not_whole = "expected a whole number, got a fraction, NaN or infinity";
    let digits = match value {
        Json::Number(digits) => digits,
        other if matches!(kind(other), Some(("number", _))) => return fault(IssueCode::NotInteger, not_whole),
        other => return Err(type_fault(expected, other)),
    };
    let magnitude = digits.strip_prefix('-').unwrap_or(digits);
    // JavaScript writes an exponent only for numbers from 1e21 on, which are whole, and for small fractions.
    let has_exponent = contains(magnitude, "e");
    if contains(magnitude, "e-") || (contains(magnitude, ".") && !has_exponent) {
        return fault(IssueCode::NotInteger, not_whole);
    }
    match magnitude.parse::<u64>() {
        Ok(0) => Ok(0),
        Ok(number) if number <= MAX_SAFE_INTEGER => {
            if digits.len() == magnitude.len() {
                Ok(number)
            } else {
                fault(
                    IssueCode::OutOfRange,
                    "expected a number of 0 or more, got a negative one",
                )
            }
        }
        _ => fault(
            IssueCode::UnsafeInteger,
            "expected a number up to 2^53 - 1, got one that JavaScript cannot hold exactly",
        ),
    }
}

/// A whole number up to `max`.
pub(crate) fn bounded(value: &Json, max: u32) -> Result<u32, Fault> {
    let number = whole_number(value)?;
    match u32::try_from(number) {
        Ok(number) if number <= max => Ok(number),
        _ => Err(Fault::new(
            IssueCode::OutOfRange,
            concat(&[
                "expected a whole number from 0 to ",
                &max.to_string(),
                ", got a larger one",
            ]),
        )),
    }
}

/// A time span for a timer, from 1 ms to 2^31 - 1 ms; a longer timer would fire at once.
pub(crate) fn milliseconds(value: &Json) -> Result<u32, Fault> {
    match bounded(value, i32::MAX.unsigned_abs())? {
        0 => Err(Fault::new(
            IssueCode::OutOfRange,
            "expected at least 1 millisecond, got 0",
        )),
        span => Ok(span),
    }
}

/// The milliseconds of a `Date` of any realm since 1970, `None` for other values.
pub(super) fn date_millis(value: &Json) -> Option<Result<u64, Fault>> {
    let ("date", rest) = kind(value)? else { return None };
    let millis = match rest.first() {
        Some(Json::Number(millis)) => millis.parse().ok(),
        _ => None,
    };
    let message = "expected a valid Date of 1970 or later, got another Date";
    Some(millis.ok_or_else(|| Fault::new(IssueCode::OutOfRange, message)))
}

/// Unix seconds, given as a number or as a `Date`, which is never read as 0.
pub(super) fn seconds(value: &Json) -> Result<u64, Fault> {
    date_seconds(value).unwrap_or_else(|| whole_number_as(MOMENT, value))
}

/// The seconds of a `Date` of any realm, `None` for other values.
pub(super) fn date_seconds(value: &Json) -> Option<Result<u64, Fault>> {
    let ("date", rest) = kind(value)? else { return None };
    let fault = |code, message: &'static str| Some(Err(Fault::new(code, message)));
    let Some(Json::Number(millis)) = rest.first() else {
        return fault(IssueCode::OutOfRange, "expected a valid Date, got an invalid one");
    };
    match millis.parse::<u64>() {
        // 0 seconds would ask for a token without expiry, which no Date can mean.
        Ok(millis) if millis >= 1_000 => Some(Ok(millis / 1_000)),
        _ => fault(IssueCode::InThePast, "expected a Date to come, got one that has passed"),
    }
}

/// The items of an array.
pub(super) fn items(value: Json) -> Result<Vec<Json>, Fault> {
    match value {
        Json::List(mut parts) if parts.first().and_then(Json::as_str) == Some("list") => {
            parts.remove(0);
            // Counted as given: a list that pack.js cut off must not pass for a shorter one.
            if parts.len() > MAX_ITEMS {
                return Err(Fault::new(IssueCode::TooLong, "expected at most 1000 items, got more"));
            }
            Ok(parts)
        }
        other => Err(type_fault("an array", &other)),
    }
}

/// One of a few words.
pub(crate) fn one_of(value: Json, allowed: &[&str]) -> Result<String, Fault> {
    let given = text(value, 64)?;
    if allowed.contains(&given.as_str()) {
        return Ok(given.to_string());
    }
    let list = join(allowed, "\", \"");
    Err(Fault::new(
        IssueCode::NotAllowed,
        concat(&["expected one of \"", &list, "\", got another string"]),
    ))
}

/// Whether an object has the methods that its field asks for.
pub(crate) fn fits(value: &Json) -> bool {
    matches!(kind(value), Some(("shape", [Json::Word("true")])))
}

/// Whether a getter stood where a value should.
pub(crate) fn is_accessor(value: &Json) -> bool {
    matches!(kind(value), Some(("accessor", _)))
}

/// Whether a value is a function.
pub(crate) fn is_function(value: &Json) -> bool {
    matches!(kind(value), Some(("kind", [Json::Text(kind)])) if kind == "a function")
}

/// A fault unless the value is what was expected of it.
pub(crate) fn expect(is_so: bool, expected: &str, value: &Json) -> Result<(), Fault> {
    if is_so {
        Ok(())
    } else {
        Err(type_fault(expected, value))
    }
}

/// A fault that names the kind of value that came.
pub(crate) fn type_fault(expected: &str, value: &Json) -> Fault {
    let got = match value {
        Json::Word("null") => "null",
        Json::Word(_) => "a boolean",
        Json::Number(_) | Json::Digits(_) => "a number",
        Json::Text(_) => "a string",
        Json::Object(_) => "an object",
        Json::List(_) => match kind(value) {
            Some(("accessor", _)) => {
                let message = concat(&["expected ", expected, ", got a getter; pass a plain value"]);
                return Fault::new(IssueCode::Accessor, message);
            }
            Some(("list", _)) => "an array",
            Some(("long" | "ill-formed", _)) => "a string",
            Some(("number", _)) => "a number",
            Some(("kind", [Json::Text(kind)])) => kind,
            _ => "an object",
        },
    };
    Fault::new(IssueCode::Type, concat(&["expected ", expected, ", got ", got]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, Fault>) -> &'static str {
        result.err().map_or("taken", |fault| fault.code.as_str())
    }

    fn json(packed: &str) -> Json {
        Json::read_loosely(packed)
    }

    #[test]
    fn whole_numbers_are_told_from_everything_else() {
        for (packed, expected) in [
            ("0", "taken"),
            ("-0", "taken"),
            ("9007199254740991", "taken"),
            ("9007199254740992", "unsafe_integer"),
            ("1e+21", "unsafe_integer"),
            ("1.5e+300", "unsafe_integer"),
            ("-1e+21", "unsafe_integer"),
            ("1.5", "not_integer"),
            ("-1.5", "not_integer"),
            ("1e-7", "not_integer"),
            (r#"["number"]"#, "not_integer"),
            ("-1", "out_of_range"),
            (r#""5""#, "type"),
            ("true", "type"),
            ("null", "type"),
            ("{}", "type"),
            (r#"["list",5]"#, "type"),
            (r#"["date",5]"#, "type"),
            (r#"["kind","a bigint"]"#, "type"),
            (r#"["accessor"]"#, "accessor"),
            ("[]", "type"),
        ] {
            assert_eq!(code(whole_number(&json(packed))), expected, "{packed}");
        }
        for (packed, expected) in [
            ("0", "out_of_range"),
            ("2147483647", "taken"),
            ("2147483648", "out_of_range"),
        ] {
            assert_eq!(code(milliseconds(&json(packed))), expected, "{packed}");
        }
    }

    #[test]
    fn text_is_bounded_in_utf_16_units() {
        for (packed, expected) in [
            (r#""abcd""#, "taken"),
            (r#""""#, "taken"),
            ("\"\u{1f600}\u{1f600}\"", "taken"),
            ("\"\u{1f600}\u{1f600}a\"", "too_long"),
            ("\"\u{e9}\u{e9}\u{e9}\u{e9}\"", "taken"),
            (r#""abcde""#, "too_long"),
            (r#"["long"]"#, "too_long"),
            (r#"["ill-formed"]"#, "ill_formed"),
            (r#"["kind","an object"]"#, "type"),
            ("1", "type"),
        ] {
            assert_eq!(code(text(json(packed), 4)), expected, "{packed}");
        }
    }

    #[test]
    fn dates_are_read_to_the_second() {
        for (packed, expected) in [
            (r#"["date",1885635176999]"#, Some(Ok(1_885_635_176))),
            (r#"["date"]"#, Some(Err("out_of_range"))),
            (r#"["date",0]"#, Some(Err("in_the_past"))),
            (r#"["date",-1]"#, Some(Err("in_the_past"))),
            ("1885635176", None),
            (r#"["kind","an object"]"#, None),
        ] {
            let seconds = date_seconds(&json(packed));
            let told = seconds.map(|seconds| seconds.map_err(|fault| fault.code.as_str()));
            assert_eq!(told, expected, "{packed}");
        }
    }

    #[test]
    fn a_fault_names_the_kind_and_not_the_value() {
        for (packed, expected) in [
            (r#""canary""#, "expected x, got a string"),
            (r#"["long"]"#, "expected x, got a string"),
            ("7", "expected x, got a number"),
            (r#"["number"]"#, "expected x, got a number"),
            ("false", "expected x, got a boolean"),
            ("{\"canary\":1}", "expected x, got an object"),
            (r#"["list","canary"]"#, "expected x, got an array"),
            (r#"["kind","a function"]"#, "expected x, got a function"),
            (r#"["shape",false]"#, "expected x, got an object"),
            (r#"["accessor"]"#, "expected x, got a getter; pass a plain value"),
        ] {
            assert_eq!(type_fault("x", &json(packed)).message, expected, "{packed}");
        }
    }
}
