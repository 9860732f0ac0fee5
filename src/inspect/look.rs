//! What a string looks like, before any claim is read.

use zeroize::Zeroizing;

use super::FindingCode;
use crate::{base64, json::Json};

pub(super) enum Look {
    /// A JSON Web Token; these are its claims, an object.
    Claims(Json),
    /// Something else.
    Other(FindingCode),
}

/// The token alone: without white space, quotes and an authorization scheme around it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_ascii();
    let unquoted = ['"', '\'', '`']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let text = unquoted.unwrap_or(text).trim_ascii();
    match text.split_at_checked("bearer ".len()) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer ") => token.trim_ascii_start(),
        _ => text,
    }
}

pub(super) fn look(text: &str) -> Look {
    if let Some(claims) = claims(text) {
        return Look::Claims(claims);
    }
    Look::Other(match text {
        "" => FindingCode::Empty,
        // Base64url of `{"`: it was a JSON Web Token once.
        _ if text.starts_with("eyJ") => FindingCode::DamagedJwt,
        _ if is_customer_access_token(text) => FindingCode::CustomerAccessToken,
        _ if text.len() == 64 && text.bytes().all(is_lower_hex) => FindingCode::ClientSecret,
        _ if text.len() == 31 && text.bytes().all(is_lower_or_digit) => FindingCode::AccessToken,
        _ => FindingCode::NotAJwt,
    })
}

/// The claims of a JSON Web Token: three parts, of which the first two are objects.
fn claims(text: &str) -> Option<Json> {
    let mut parts = text.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let complete = parts.next().is_none() && !signature.is_empty() && signature.bytes().all(is_base64url);
    if !complete || !object(header)?.is_object() {
        return None;
    }
    object(payload)
}

fn object(part: &str) -> Option<Json> {
    let bytes = Zeroizing::new(base64::decode(part)?);
    Json::read(std::str::from_utf8(&bytes).ok()?).filter(Json::is_object)
}

/// 64 hexadecimal digits, an underscore, and the Unix seconds of its expiry.
fn is_customer_access_token(text: &str) -> bool {
    text.split_once('_').is_some_and(|(digits, expiry)| {
        digits.len() == 64
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !expiry.is_empty()
            && expiry.bytes().all(|byte| byte.is_ascii_digit())
    })
}

const fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

const fn is_lower_or_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'z')
}

/// A signature says nothing that is read, so its bits are not decoded.
const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
