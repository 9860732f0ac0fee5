//! Checks that several string types share.

use super::MAX_TOKEN_BYTES;
use crate::{
    error::{Fault, IssueCode},
    text::concat,
};

/// Refuses empty strings and strings of more than `max` characters.
pub(super) fn check_length(value: &str, max: usize) -> Result<(), Fault> {
    if value.is_empty() {
        return Err(Fault::new(
            IssueCode::TooShort,
            "expected at least one character, got an empty string",
        ));
    }
    if value.chars().nth(max).is_some() {
        return Err(Fault::new(
            IssueCode::TooLong,
            concat(&["expected at most ", &max.to_string(), " characters, got more"]),
        ));
    }
    Ok(())
}

/// Refuses control characters, line breaks among them.
pub(super) fn check_no_control(value: &str) -> Result<(), Fault> {
    if value.chars().any(char::is_control) {
        return Err(Fault::new(
            IssueCode::ControlCharacter,
            "expected no control characters, got at least one (a line break or a NUL, say)",
        ));
    }
    Ok(())
}

/// Refuses all but visible ASCII: the bytes that every runtime sends in a header unchanged.
pub(super) fn check_visible_ascii(value: &str) -> Result<(), Fault> {
    if value.chars().any(char::is_whitespace) {
        return Err(Fault::new(
            IssueCode::Whitespace,
            "expected no white space, got some; a value read from a file often ends in a line break: trim it",
        ));
    }
    check_no_control(value)?;
    if !value.is_ascii() {
        return Err(Fault::new(
            IssueCode::Format,
            "expected visible ASCII characters only, got others",
        ));
    }
    Ok(())
}

/// Refuses what can be no token in a header: visible ASCII of 1 to 8,192 characters can, without a scheme before it.
pub(super) fn check_token(value: &str) -> Result<(), Fault> {
    check_length(value, MAX_TOKEN_BYTES)?;
    if value
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("bearer "))
    {
        return Err(Fault::new(
            IssueCode::Format,
            "expected the token alone, got it behind \"Bearer\"; the package adds a scheme where one belongs",
        ));
    }
    if matches!(
        value,
        "undefined" | "null" | "NaN" | "[object Object]" | "[object Promise]"
    ) {
        return Err(Fault::new(
            IssueCode::Format,
            "expected a token, got the text of a missing value; check where it is read from",
        ));
    }
    check_visible_ascii(value)
}

/// The greatest id that is taken: an integer of 32 bits with a sign.
pub(super) const MAX_ID: u32 = 2_147_483_647;

/// A whole number from `least` to `most`; `message` says so.
pub(super) fn check_range(value: u64, least: u32, most: u32, message: &'static str) -> Result<u32, Fault> {
    match u32::try_from(value) {
        Ok(narrow) if (least..=most).contains(&narrow) => Ok(narrow),
        _ => Err(Fault::new(IssueCode::OutOfRange, message)),
    }
}
